"""A family that lets services know, and somebody to ask for help."""

import pytest

from socialcase.actions import cases, consents
from socialcase.actions.cases import FirstContact
from socialcase.actions.providers import add_provider
from socialcase.actions.workspaces import Workspace

CONTACT = FirstContact(
    worry="Misses school",
    name={"given": "Jeren", "surname": "Orazgulyýewa"},
    birth="1992",
    title="Orazgulyýew family",
    groups=("older_person",),
)


@pytest.fixture
def case(laptop: Workspace) -> str:
    """A case whose main person lets named services know."""
    uid = cases.first_contact(laptop, CONTACT).record
    consents.give_consent(laptop, uid, "services")
    return uid


@pytest.fixture
def carers(laptop: Workspace) -> str:
    """A public provider of care at home, with four places."""
    return add_provider(
        laptop,
        "Home care, Mary",
        what="public",
        services=("home_care",),
        groups=("older_person",),
        etraps=("wekilbazar",),
        capacity=4,
    ).record


def need(ws: Workspace, case: str, service: str = "home_care") -> str:
    """An open need as the plan keeps it."""
    values = {"case": case, "what": "need", "status": "open", "service": service}
    with ws.store.transaction(ws.person) as tx:
        return tx.create("need", f"case:{case}", {**values, "words": "Somebody to help"})
