"""Why a bundle or an enrolment file was refused, in words: code → what happened (, what to do)."""

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
