"""Faults that a person can understand and act on.

A `UserError` carries data, never text: `socialcase.texts.explain` words it in the person's
language as *what happened, what is safe, what to do next*. A fault that is no `UserError` is a
defect of the program. No class here carries a value that a person entered about a client.
"""

from pathlib import Path

from socialcase.lazy_dataclass import dataclass
from socialcase.sentences import FormProblem as FormProblem
from socialcase.sentences import Sentence as Sentence
from socialcase.sentences import sentence as sentence


class UserError(Exception):
    """Something went wrong in a way that has a clear message. Nothing was changed."""


# --- workspace: opening, locking, disk ---------------------------------------------------------


@dataclass(eq=False)
class WorkspaceMissing(UserError):
    """There is no workspace in this folder."""

    folder: Path


@dataclass(eq=False)
class WorkspaceExists(UserError):
    """The folder already holds a workspace (or other files), so none is made there."""

    folder: Path


@dataclass(eq=False)
class WorkspaceInUse(UserError):
    """Another window or command has this workspace open."""

    folder: Path


@dataclass(eq=False)
class WorkspaceOnRemovable(UserError):
    """The folder lies on a stick or a network drive, where a database must not live."""

    folder: Path
    kind: str  # "removable" | "network"


@dataclass(eq=False)
class WrongPassphrase(UserError):
    """No key slot opened with this passphrase."""


@dataclass(eq=False)
class PassphraseTooWeak(UserError):
    """The new passphrase is too easy to guess. `least_words`, `least_letters`: what is asked."""

    least_words: int
    least_letters: int


@dataclass(eq=False)
class PassphraseNeeded(UserError):
    """No passphrase was given and there is no terminal to ask for one."""


@dataclass(eq=False)
class VaultDamaged(UserError):
    """Both copies of the key file are missing or unreadable."""

    folder: Path


@dataclass(eq=False)
class DatabaseDamaged(UserError):
    """The database does not open with its key, or its pages are damaged."""

    folder: Path


@dataclass(eq=False)
class DatabaseNewer(UserError):
    """The database was written by a newer program. It is never written by this one."""

    found: int
    known: int


@dataclass(eq=False)
class DiskFull(UserError):
    """There is no room left where the program has to write."""

    folder: Path


@dataclass(eq=False)
class CannotWrite(UserError):
    """A folder or file cannot be written (read-only stick, missing permission)."""

    path: Path


class WorkspaceReadOnly(CannotWrite):
    """Where a workspace lies nothing can be written (`path` is what cannot): it is not opened."""


@dataclass(eq=False)
class FileInTheWay(UserError):
    """A file was to be written where another one lies, or inside the workspace."""

    path: Path


@dataclass(eq=False)
class CellTooLong(UserError):
    """An answer is longer than a cell of a spreadsheet can be. `column`: whose."""

    column: str


@dataclass(eq=False)
class ArrivalRefused(UserError):
    """A file of another program was not brought in. `reason`: a code worded in `texts`."""

    file: str
    reason: str


@dataclass(eq=False)
class NoSuchColumn(UserError):
    """A file from outside has no column, or no question, that is called so."""

    file: str
    column: str


@dataclass(eq=False)
class FormPrivate(UserError):
    """What is filled in for oneself leaves in no file and comes in out of none. `form`: title."""

    form: str


@dataclass(eq=False)
class NothingToExport(UserError):
    """No answers of a form may leave. `form`: its title."""

    form: str


@dataclass(eq=False)
class CannotRead(UserError):
    """A file cannot be read."""

    path: Path


# --- backup ------------------------------------------------------------------------------------


@dataclass(eq=False)
class BackupDamaged(UserError):
    """The file is no backup of ours, or it is cut short or changed."""

    file: Path


# --- casework ----------------------------------------------------------------------------------


@dataclass(eq=False)
class NotFound(UserError):
    """No such record here, or none that this person may see."""

    kind: str
    given: str


@dataclass(eq=False)
class NotSettable(UserError):
    """The field does not exist or cannot be set this way."""

    kind: str
    field: str


@dataclass(eq=False)
class BadValue(UserError):
    """A value does not fit its field. `expected` names a type or lists the allowed codes."""

    kind: str
    field: str
    expected: str


@dataclass(eq=False)
class MissingForStep(UserError):
    """The case lacks what the next step needs. `needs`: codes from `cases.rules`."""

    step: str
    needs: tuple[str, ...]


@dataclass(eq=False)
class PlanSettled(UserError):
    """A version of the plan that was agreed to: its wording changes with the next version only."""

    version: str


@dataclass(eq=False)
class NotSigned(UserError):
    """A signature lacks what shows that it is one. `lacks`: name, drawing, witness or reason."""

    how: str
    lacks: str


@dataclass(eq=False)
class NothingToUndo(UserError):
    """There is no such save, or it was already undone."""

    save: str


@dataclass(eq=False)
class ChangedSince(UserError):
    """The act cannot be undone because a value was changed again after it."""

    save: str
    fields: tuple[str, ...]


@dataclass(eq=False)
class GoesRound(UserError):
    """As a parent of the other, somebody would become their own ancestor."""


@dataclass(eq=False)
class NotAllowed(UserError):
    """The person's role does not allow this act."""

    act: str
    role: str


@dataclass(eq=False)
class NotYetReferred(UserError):
    """A step of a referral lacks something. `needs`: codes of `cases.referring.NEEDS`."""

    step: str
    needs: tuple[str, ...]


# --- attachments -------------------------------------------------------------------------------


@dataclass(eq=False)
class AttachmentMissing(UserError):
    """The encrypted file of an attachment is not on this computer. `file`: its random name."""

    file: str


@dataclass(eq=False)
class AttachmentDamaged(UserError):
    """The encrypted file of an attachment is not what was kept. `file`: its random name."""

    file: str


@dataclass(eq=False)
class AttachmentErased(UserError):
    """The content of an attachment was erased for good; only who and when is left."""


@dataclass(eq=False)
class AttachmentTooLarge(UserError):
    """A file is larger than an attachment may be. `most`: bytes."""

    most: int


@dataclass(eq=False)
class PictureUnreadable(UserError):
    """A file given as a picture is none that this program can read."""


# --- forms -------------------------------------------------------------------------------------


@dataclass(eq=False)
class FormRefused(UserError):
    """The file is no form, or a form with errors."""

    file: str
    problems: tuple[FormProblem, ...]


@dataclass(eq=False)
class FormNotCompiled(UserError):
    """Compiling a form ended early. `why`: memory, time, broken (a defect), ended (by itself)."""

    file: str
    why: str


@dataclass(eq=False)
class BadSteps(UserError):
    """Steps for a form that are none, or cannot be done. `number` from 1; 0: the whole file."""

    number: int


@dataclass(eq=False)
class FormNotComplete(UserError):
    """An assessment cannot be finished yet: `missing` answers lack, `invalid` break a rule."""

    missing: int
    invalid: int


@dataclass(eq=False)
class FormUnknown(UserError):
    """No installed form has this id (and version)."""

    form_id: str
    version: str


@dataclass(eq=False)
class FormNeedsNamedPeople(UserError):
    """The form `title` is begun only in a file that named people see, and this file is open."""

    title: str


@dataclass(eq=False)
class FormMisplaced(UserError):
    """The form `title` is `private` and so begun in no case, or is about a case and only there."""

    title: str
    private: bool


# --- exchange ----------------------------------------------------------------------------------


@dataclass(eq=False)
class NotEnrolled(UserError):
    """The laptop has not been accepted by an office, so nothing can be sent yet."""


@dataclass(eq=False)
class EnrolmentRefused(UserError):
    """A card, request or certificate does not fit. `reason`: a code worded in `texts`."""

    reason: str


@dataclass(eq=False)
class BundleRefused(UserError):
    """A bundle was not taken in; nothing was changed. `reason`: a code worded in `texts`."""

    file: Path
    reason: str


@dataclass(eq=False)
class NothingToSend(UserError):
    """The other side already has everything."""


@dataclass(eq=False)
class CopyNotVerified(UserError):
    """The file read back from the stick differs from what was written, or the stick is gone."""

    path: Path


# --- screen ------------------------------------------------------------------------------------


@dataclass(eq=False)
class NoDisplay(UserError):
    """There is no screen to draw on."""


@dataclass(eq=False)
class SystemLibraryMissing(UserError):
    """Qt needs system libraries that are not installed. `packages`: Debian package names."""

    libraries: tuple[str, ...]
    packages: tuple[str, ...]
