"""How a laptop joins an office: card, sealed request, six groups of digits, certificate."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from socialcase.actions.workspaces import Workspace


@dataclass(frozen=True, slots=True)
class RequestWritten:
    """A request that lies on the stick. `words`: six groups of five digits, read out by phone."""

    file: Path
    office_name: str
    words: str


@dataclass(frozen=True, slots=True)
class RequestRead:
    """What a laptop asks for. `words` must be the same on both screens; `known`: asked before."""

    file: Path
    person_name: str
    device: str
    words: str
    known: bool


@dataclass(frozen=True, slots=True)
class Accepted:
    """A laptop that the office accepted: the certificate to carry back, and the staff member."""

    file: Path
    person_name: str
    staff: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What the office's certificate says of this laptop."""

    office_name: str
    person_name: str
    role: str
    etraps: tuple[str, ...]


def write_card(ws: Workspace, folder: Path) -> Path:
    """Office: write the office card (`*.sccard`) that laptops need. Raises CannotWrite."""
    raise NotImplementedError


def request_enrolment(ws: Workspace, card: Path, folder: Path) -> RequestWritten:
    """Laptop: answer an office card with a sealed request in `folder`.

    Raises EnrolmentRefused, CannotRead, CannotWrite.
    """
    raise NotImplementedError


def read_request(ws: Workspace, file: Path) -> RequestRead:
    """Office: open a laptop's request and show who asks. Raises EnrolmentRefused, CannotRead."""
    raise NotImplementedError


def requests_in(ws: Workspace, folder: Path) -> list[RequestRead]:
    """Office: every readable request in `folder`. Files for other offices are passed over."""
    raise NotImplementedError


def accept_request(
    ws: Workspace,
    file: Path,
    folder: Path,
    *,
    role: str,
    etraps: Iterable[str],
) -> Accepted:
    """Office: accept a laptop after the digits were compared, and write its certificate.

    Raises EnrolmentRefused, NotAllowed (a laptop cannot), BadValue (role), CannotWrite.
    """
    raise NotImplementedError


def accept_certificate(ws: Workspace, file: Path) -> Enrolled:
    """Laptop: take the office's certificate in. Raises EnrolmentRefused, CannotRead."""
    raise NotImplementedError


def enrolled(ws: Workspace) -> Enrolled | None:
    """What this laptop's certificate says; None before it is accepted. An office: itself."""
    raise NotImplementedError
