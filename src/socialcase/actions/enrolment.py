"""How a laptop joins an office: card, sealed request, six groups of digits, certificate."""

from collections.abc import Iterable
from pathlib import Path

from socialcase.actions.circles import join_circle, take_over
from socialcase.actions.scope import etrap_codes
from socialcase.actions.workspaces import Workspace, me
from socialcase.cases.codes import ROLES
from socialcase.errors import BadValue, CannotRead, EnrolmentRefused, NotAllowed
from socialcase.lazy_dataclass import dataclass
from socialcase.logs import act
from socialcase.sync import enrolment as joining
from socialcase.sync.cards import read_card
from socialcase.sync.files import write_whole

CARD, REQUEST, CERTIFICATE = ".sccard", ".screquest", ".sccert"
_LARGEST = 1024 * 1024


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
    """Office: write the office card (`*.sccard`) that laptops need.

    Raises NotAllowed (a laptop has none), CannotWrite, DiskFull.
    """
    _at_office(ws, "write_card")
    return _write(folder, f"office-{ws.store.device[:6]}{CARD}", joining.make_card(ws.store))


def request_enrolment(ws: Workspace, card: Path, folder: Path) -> RequestWritten:
    """Laptop: answer an office card with a sealed request in `folder`.

    Raises NotAllowed (an office cannot), EnrolmentRefused, CannotRead, CannotWrite, DiskFull.
    """
    _at_laptop(ws, "request_enrolment")
    card_file = _read(card)
    sealed, words = joining.make_request(ws.store, card_file, me(ws).name)
    file = _write(folder, f"laptop-{ws.store.device[:6]}{REQUEST}", sealed)
    return RequestWritten(file, read_card(card_file).name, words)


def read_request(ws: Workspace, file: Path) -> RequestRead:
    """Office: open a laptop's request and show who asks.

    Raises NotAllowed, EnrolmentRefused, CannotRead.
    """
    _at_office(ws, "read_request")
    asked = joining.read_request(ws.store, _read(file))
    return RequestRead(file, asked.person, asked.device, asked.words, asked.known)


def requests_in(ws: Workspace, folder: Path) -> list[RequestRead]:
    """Office: every readable request in `folder`. Files for other offices are passed over."""
    found: list[RequestRead] = []
    for file in sorted(folder.glob(f"*{REQUEST}")):
        try:
            found.append(read_request(ws, file))
        except (EnrolmentRefused, CannotRead) as passed_over:
            act("enrolment.request_passed_over", fault=type(passed_over).__name__)
    return found


def check_words(ws: Workspace, file: Path, words: str) -> None:
    """Office: whether `words`, as read out from the laptop's screen, belong to this request.

    Blanks and hyphens do not matter. Raises EnrolmentRefused ("words_differ"), and as
    `read_request`.
    """
    asked = read_request(ws, file)
    if _digits(words) != _digits(asked.words):
        raise EnrolmentRefused("words_differ")


def accept_request(
    ws: Workspace,
    file: Path,
    folder: Path,
    *,
    role: str,
    etraps: Iterable[str],
    staff: str = "",
    replaces: bool = False,
) -> Accepted:
    """Office: accept a laptop after the digits were compared, and write its certificate.

    `staff`: an existing staff member whose second laptop it is; `replaces`: it comes in place of
    the earlier ones, for which nothing restricted is sealed any more. Raises EnrolmentRefused,
    NotAllowed (a laptop cannot), BadValue (an unknown role or etrap; a specialist without etrap;
    too many laptops of one person), CannotRead, CannotWrite, DiskFull.
    """
    _at_office(ws, "accept_request")
    if role not in ROLES:
        raise BadValue("staff", "role", ", ".join(ROLES))
    granted = etrap_codes(etraps)
    if role == "specialist" and not granted:
        raise BadValue("staff", "etraps", "etrap")
    asked = joining.read_request(ws.store, _read(file))
    sealed = joining.accept_request(ws.store, asked, role, granted, staff, replaces)
    written = _write(folder, f"laptop-{asked.device[:6]}{CERTIFICATE}", sealed)
    return Accepted(written, asked.person, staff or asked.staff)


def accept_certificate(ws: Workspace, file: Path) -> Enrolled:
    """Laptop: take the office's certificate in.

    What was written before joins the etrap's circle, and belongs to the person whose second
    laptop this is.
    Raises NotAllowed (an office cannot), EnrolmentRefused, CannotRead.
    """
    _at_laptop(ws, "accept_certificate")
    certificate = _read(file)
    # narrowed first: if the program dies in between, nothing can be sent yet, and it is done again
    granted = joining.granted(ws.store, certificate)
    join_circle(ws, granted.etraps)
    if granted.staff != ws.person:
        take_over(ws, granted.staff)
    member = joining.accept_certificate(ws.store, certificate)
    return Enrolled(member.office_name, member.person, member.role, member.etraps)


def enrolled(ws: Workspace) -> Enrolled | None:
    """What this laptop's certificate says; None before it is accepted. An office: itself."""
    member = joining.membership(ws.store)
    if member is None:
        return None
    return Enrolled(member.office_name, member.person, member.role, member.etraps)


def _at_office(ws: Workspace, what: str) -> None:
    if ws.kind != "office":
        raise NotAllowed(what, me(ws).role)


def _at_laptop(ws: Workspace, what: str) -> None:
    if ws.kind != "laptop":
        raise NotAllowed(what, me(ws).role)


def _digits(words: str) -> str:
    return "".join(sign for sign in words if sign.isdigit())


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(_LARGEST)
    except OSError:
        raise CannotRead(file) from None


def _write(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    write_whole(file, data)
    return file
