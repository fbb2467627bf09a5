"""Every `UserError` in words: what happened, what is safe, what to do next.

One function for each fault, found by its class; a test proves that none is missing.
"""

from functools import singledispatch

from socialcase import errors
from socialcase.lazy_dataclass import dataclass
from socialcase.texts.catalog import tr
from socialcase.texts.labels import label
from socialcase.texts.reasons import BUNDLE_REASONS, ENROLMENT_REASONS


@dataclass(frozen=True, slots=True)
class Explained:
    """A fault in words: what happened, what is safe, what to do next."""

    happened: str
    safe: str
    do: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.happened, self.safe, self.do) if part)


def nothing_changed() -> str:
    """The commonest safe thing: the act was not begun."""
    return tr("Nothing was changed.")


@singledispatch
def explain(error: errors.UserError) -> Explained:
    """Word `error` in the language in force. Raises LookupError for a fault without words."""
    raise LookupError(type(error).__name__)


@explain.register
def _(error: errors.WorkspaceMissing) -> Explained:
    return Explained(
        tr("There is no workspace in {folder}.").format(folder=error.folder),
        nothing_changed(),
        tr("Choose the folder where the workspace lies, or make a new one."),
    )


@explain.register
def _(error: errors.WorkspaceExists) -> Explained:
    return Explained(
        tr("The folder {folder} already holds a workspace or other files.").format(
            folder=error.folder
        ),
        tr("What lies there was not touched."),
        tr("Choose an empty folder, or open the workspace that is there."),
    )


@explain.register
def _(error: errors.WorkspaceInUse) -> Explained:
    return Explained(
        tr("This workspace is open in another window or command."),
        tr("The other one goes on undisturbed."),
        tr("Close the other one first, then try again."),
    )


@explain.register
def _(error: errors.WorkspaceOnRemovable) -> Explained:
    place = tr("a network drive") if error.kind == "network" else tr("a stick")
    return Explained(
        tr("The folder {folder} lies on {place}, where a database can be damaged.").format(
            folder=error.folder, place=place
        ),
        nothing_changed(),
        tr("Choose a folder on this computer's own disk. Sticks are for bundles and backups."),
    )


@explain.register
def _(error: errors.WrongPassphrase) -> Explained:
    return Explained(
        tr("This passphrase does not open the workspace."),
        tr("Everything in it is safe and stays locked."),
        tr("Check the keyboard language and capital letters, then type it again."),
    )


@explain.register
def _(error: errors.PassphraseTooWeak) -> Explained:
    return Explained(
        tr("This passphrase is too easy to guess."),
        nothing_changed(),
        tr("Use at least {words} words, or {letters} characters of different kinds.").format(
            words=error.least_words, letters=error.least_letters
        ),
    )


@explain.register
def _(error: errors.PassphraseNeeded) -> Explained:
    return Explained(
        tr("A passphrase is needed and there is no terminal to ask for it."),
        nothing_changed(),
        tr("Give --passphrase-file FILE, or set SOCIALCASE_PASSPHRASE."),
    )


@explain.register
def _(error: errors.VaultDamaged) -> Explained:
    return Explained(
        tr("The key files of this workspace are missing or damaged."),
        tr("The database itself was not touched, but it cannot be opened without them."),
        tr("Restore vault.json from a backup, or restore the whole backup."),
    )


@explain.register
def _(error: errors.DatabaseDamaged) -> Explained:
    return Explained(
        tr("The database of this workspace is damaged and does not open."),
        tr("The file was left as it is. Backups and bundles at the office are not affected."),
        tr("Copy the folder to a safe place, then restore the newest backup."),
    )


@explain.register
def _(error: errors.DatabaseNewer) -> Explained:
    return Explained(
        tr("This workspace was written by a newer program (format {found}, known {known}).").format(
            found=error.found, known=error.known
        ),
        nothing_changed(),
        tr("Install the newer program on this computer, then open it again."),
    )


@explain.register
def _(error: errors.DiskFull) -> Explained:
    return Explained(
        tr("There is no room left on the disk of {folder}.").format(folder=error.folder),
        tr("Everything that was shown as kept is safe."),
        tr("Free some room, or take another disk or stick, then do it again."),
    )


@explain.register
def _(error: errors.CannotWrite) -> Explained:
    return Explained(
        tr("{path} cannot be written.").format(path=error.path),
        tr("Everything on this computer is safe; nothing was changed."),
        tr("Is the stick write-protected or pulled out? Check it or take another one."),
    )


@explain.register
def _(error: errors.WorkspaceReadOnly) -> Explained:
    return Explained(
        tr("Nothing can be written to {path}, so the workspace is not opened.").format(
            path=error.path
        ),
        tr("Everything kept in it is safe; nothing was changed."),
        tr(
            "Ask IT to make its folder and files writable for you. Does the disk fail, or is it a "
            "disc or a copy? Then restore the newest backup to another folder."
        ),
    )


@explain.register
def _(error: errors.FileInTheWay) -> Explained:
    return Explained(
        tr("{path} is the place of another file.").format(path=error.path),
        tr("What lies there was not touched."),
        tr("Choose another name or another folder."),
    )


@explain.register
def _(error: errors.CannotRead) -> Explained:
    return Explained(
        tr("{path} cannot be read.").format(path=error.path),
        nothing_changed(),
        tr("Check that the file is there and the stick is plugged in, then try again."),
    )


@explain.register
def _(error: errors.BackupDamaged) -> Explained:
    return Explained(
        tr("{file} is no backup of socialcase, or it is cut short or changed.").format(
            file=error.file
        ),
        nothing_changed(),
        tr("Take another backup file; the one before is kept beside it."),
    )


@explain.register
def _(error: errors.NotFound) -> Explained:
    return Explained(
        tr("There is no such record here: {kind} {given}.").format(
            kind=label("kind", error.kind), given=error.given
        ),
        nothing_changed(),
        tr("Find it by name or case number, and use the id that is shown."),
    )


@explain.register
def _(error: errors.NotSettable) -> Explained:
    return Explained(
        tr("The field “{field}” of {kind} cannot be set.").format(
            field=error.field, kind=label("kind", error.kind)
        ),
        nothing_changed(),
        tr("The help lists the fields that can be set."),
    )


@explain.register
def _(error: errors.BadValue) -> Explained:
    return Explained(
        tr("This value does not fit “{field}”.").format(
            field=label("field", f"{error.kind}.{error.field}")
        ),
        tr("The value that was there is still there."),
        tr("Expected: {expected}").format(expected=label("expected", error.expected)),
    )


@explain.register
def _(error: errors.MissingForStep) -> Explained:
    needs = ", ".join(label("need", need) for need in error.needs)
    return Explained(
        tr("The case cannot take this step yet."),
        nothing_changed(),
        tr("Still needed: {needs}.").format(needs=needs),
    )


@explain.register
def _(error: errors.PlanSettled) -> Explained:
    return Explained(
        tr("Version {n} of the plan was agreed to, and stays as it is.").format(n=error.version),
        nothing_changed(),
        tr("Begin the next version: it takes along what is open."),
    )


@explain.register
def _(error: errors.NotSigned) -> Explained:
    lacking = {
        "name": tr("The name is missing."),
        "drawing": tr("Nothing was drawn."),
        "witness": tr("A witness is missing: who saw or heard it?"),
        "reason": tr("Write why they did not want to sign."),
    }
    return Explained(
        lacking.get(error.lacks, error.lacks),
        nothing_changed(),
        tr("Fill it in and keep the signature again."),
    )


@explain.register
def _(error: errors.NothingToUndo) -> Explained:
    return Explained(
        tr("There is nothing to undo here: no such act, or it was undone before."),
        nothing_changed(),
        tr("The history of the case shows every act and what can be undone."),
    )


@explain.register
def _(error: errors.ChangedSince) -> Explained:
    fields = ", ".join(label("field", name) for name in error.fields)
    return Explained(
        tr("This cannot be undone as a whole: it was changed again after that ({fields}).").format(
            fields=fields
        ),
        tr("All versions are in the history."),
        tr("Open the history and set the value that you want."),
    )


@explain.register
def _(_error: errors.GoesRound) -> Explained:
    return Explained(
        tr("That would make somebody their own ancestor."),
        nothing_changed(),
        tr("Look in the drawing who is whose child, and take out the relation that is wrong."),
    )


@explain.register
def _(error: errors.NotAllowed) -> Explained:
    return Explained(
        tr("Your role ({role}) does not include this act.").format(role=label("role", error.role)),
        nothing_changed(),
        tr("Ask your coordinator or the regional office to do it."),
    )


@explain.register
def _(error: errors.NotEnrolled) -> Explained:
    return Explained(
        tr("This laptop is not yet accepted by an office, so nothing can be sent."),
        tr("Everything you entered is kept on this laptop."),
        tr("Open Exchange, send the request to the office and bring back its certificate."),
    )


@explain.register
def _(error: errors.EnrolmentRefused) -> Explained:
    return Explained(
        tr(ENROLMENT_REASONS.get(error.reason, ENROLMENT_REASONS["damaged"])),
        nothing_changed(),
        tr("Ask the other side to make the file again, and compare the six groups of digits."),
    )


@explain.register
def _(error: errors.BundleRefused) -> Explained:
    happened, do = BUNDLE_REASONS.get(error.reason, BUNDLE_REASONS["not_a_bundle"])
    return Explained(
        tr(happened).format(file=error.file.name),
        tr("Nothing was changed; the file was left as it is."),
        tr(do),
    )


@explain.register
def _(error: errors.NothingToSend) -> Explained:
    return Explained(
        tr("The other side already has everything."),
        nothing_changed(),
        tr("Go on working; what you enter next can be sent later."),
    )


@explain.register
def _(error: errors.CopyNotVerified) -> Explained:
    return Explained(
        tr("The stick came out, or the copy on it differs from what was written."),
        tr("All changes are safe on this computer and still count as not sent."),
        tr("Put the stick in, or take another one, and send again."),
    )


@explain.register
def _(error: errors.NoDisplay) -> Explained:
    return Explained(
        tr("There is no screen to draw on."),
        nothing_changed(),
        tr("Start it from a desktop session; the command line works without a screen."),
    )


@explain.register
def _(error: errors.SystemLibraryMissing) -> Explained:
    return Explained(
        tr("The window needs system libraries that are missing: {libraries}.").format(
            libraries=", ".join(error.libraries)
        ),
        nothing_changed(),
        tr("Install them: sudo apt-get install {packages}").format(
            packages=" ".join(error.packages)
        ),
    )
