"""Faults of attachments in words; `faults` has the others."""

from socialcase import errors
from socialcase.texts.catalog import tr
from socialcase.texts.faults import Explained, explain, nothing_changed

_MEGABYTE = 1 << 20


@explain.register
def _(_error: errors.AttachmentMissing) -> Explained:
    return Explained(
        tr("The content of this file is not on this computer."),
        tr("What is known of it (name, size, who added it) is kept."),
        tr("It comes with one of the next bundles, or from a backup: tell IT if it does not."),
    )


@explain.register
def _(_error: errors.AttachmentDamaged) -> Explained:
    return Explained(
        tr("The content of this file is damaged on this computer's disk."),
        tr("Everything else is safe; the file was not shown, so nothing false was seen."),
        tr("It is asked for again with the next bundle. Tell IT to check the disk."),
    )


@explain.register
def _(_error: errors.AttachmentErased) -> Explained:
    return Explained(
        tr("The content of this file was erased for good."),
        tr("Who added it and when stays in the history."),
        tr("If it is needed, ask the family for it again."),
    )


@explain.register
def _(error: errors.AttachmentTooLarge) -> Explained:
    return Explained(
        tr("The file is larger than {most} MB.").format(most=error.most // _MEGABYTE),
        nothing_changed(),
        tr("Choose a smaller file: a shorter recording, or the pages that matter."),
    )


@explain.register
def _(_error: errors.PictureUnreadable) -> Explained:
    return Explained(
        tr("The file is no picture that this program can read."),
        nothing_changed(),
        tr(
            "Choose a JPEG or PNG picture: set the telephone to JPEG, or save the picture as JPEG; "
            "a scan of several pages as PDF."
        ),
    )
