"""The office's inbox: which bundles came, what needs a person, which laptops are complete."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from socialcase.actions.bundles import Received
from socialcase.actions.workspaces import Workspace

LaptopState = Literal["complete", "gap", "fork", "waits", "silent"]


@dataclass(frozen=True, slots=True)
class LaptopMark:
    """One enrolled laptop.

    `state`: complete; gap (changes missing between bundles); fork (a copy
    or restore wrote the same numbers); waits (changes held: scope, newer program); silent
    (nothing has come yet). `held` counts held changes.
    """

    device: str
    person_name: str
    role: str
    etraps: tuple[str, ...]
    state: LaptopState
    last_bundle: datetime | None
    held: int


@dataclass(frozen=True, slots=True)
class NeedsPerson:
    """Something a person has to look at.

    `kind`: gap, fork, conflict, duplicate, approval, scope,
    newer or quarantine; `of` counts inside it by kind (conflicts: fields, approvals: kinds).
    """

    kind: str
    count: int
    of: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class InboxView:
    """Everything the Inbox shows; `needs` comes most urgent first."""

    bundles: tuple[Received, ...]
    needs: tuple[NeedsPerson, ...]
    laptops: tuple[LaptopMark, ...]
    came: tuple[tuple[str, int], ...]


def inbox(ws: Workspace) -> InboxView:
    """Read the Inbox of an office."""
    raise NotImplementedError
