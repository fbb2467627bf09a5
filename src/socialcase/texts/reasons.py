"""Why a file from outside was refused, in words: code → what happened (, what to do)."""

from collections.abc import Mapping

from socialcase.texts.catalog import N_

BUNDLE_REASONS: Mapping[str, tuple[str, str]] = {
    "cut_short": (
        N_("{file} is cut short: the copy was not finished."),
        N_("Copy it again from where it was made, or ask for it to be sent again."),
    ),
    "not_a_bundle": (
        N_("{file} is no bundle of socialcase."),
        N_("Choose a file that ends in .scbundle."),
    ),
    "not_for_us": (
        N_("{file} is sealed for somebody else."),
        N_("Take it to the office or laptop that it is meant for."),
    ),
    "changed": (
        N_("{file} was changed after it was sealed, so it is not trusted."),
        N_("Ask the sender for a fresh copy, and tell IT if it happens again."),
    ),
    "unknown_sender": (
        N_("{file} comes from a laptop that this office does not know."),
        N_("Enrol that laptop first, then receive the file again."),
    ),
    "revoked_sender": (
        N_("{file} comes from a laptop that is no longer trusted."),
        N_("Ask the regional office; it can look at the file apart."),
    ),
    "newer_format": (
        N_("{file} was made by a newer program."),
        N_("Install the newer program here, then receive the file again."),
    ),
    "earlier_missing": (
        N_("{file} has to wait: an earlier file from the same sender has not been taken in."),
        N_("Receive the earlier file first, or ask the sender to send again."),
    ),
    "too_large": (
        N_("{file} is larger than it says, or larger than any bundle can be."),
        N_("Ask the sender to send again; tell IT if it happens twice."),
    ),
    "bad_structure": (
        N_("{file} is put together in a way that no honest program would."),
        N_("Keep the file and tell IT; ask the sender to send again."),
    ),
    "implausible": (
        N_("{file} contains counters that cannot be right."),
        N_("Keep the file and tell IT: that laptop should be looked at."),
    ),
}

ENROLMENT_REASONS: Mapping[str, str] = {
    "damaged": N_("This enrolment file is damaged or of another kind."),
    "not_for_us": N_("This file is meant for another laptop or office."),
    "changed": N_("This file was changed after it was signed."),
    "wrong_office": N_("This file comes from another office than the card."),
    "no_request": N_("This laptop has not asked to be enrolled."),
    "already": N_("This laptop is already enrolled."),
    "older": N_("The office has given this laptop a newer certificate since."),
    "words_differ": N_("The digits are not the same as on the laptop: this may be another file."),
    "unknown_person": N_("The office does not know this staff member."),
}

_OTHER_KIND = N_("Choose a file of another kind, or save it again as .xlsx.")
_OPEN_AND_SAVE = N_("Open it in the program that made it, save it again, and choose that file.")

ARRIVAL_REASONS: Mapping[str, tuple[str, str]] = {
    "not_a_table": (N_("{file} holds no table."), _OTHER_KIND),
    "not_text": (
        N_("{file} is written in letters that cannot be told for sure."),
        N_("Save it again as .xlsx, or as CSV in UTF-8."),
    ),
    "no_rows": (N_("{file} has no rows below its headings."), _OTHER_KIND),
    "no_submissions": (
        N_("{file} holds no submissions."),
        N_("Choose an .xml file or a zip of submissions, as ODK or Kobo give them."),
    ),
    "no_xml": (N_("{file} is no XML that can be read."), _OPEN_AND_SAVE),
    "damaged": (N_("{file} is damaged or of another kind than it says."), _OPEN_AND_SAVE),
    "locked": (
        N_("{file} is under a password."),
        N_("Save it without a password, bring it in, then delete that file."),
    ),
    "too_large": (
        N_("{file} is larger than what is brought in at once."),
        N_("Divide it into several files."),
    ),
    "no_columns": (
        N_("No column of {file} says whom a row is about."),
        N_("Say which column holds the name of the person or the number of the case."),
    ),
}
