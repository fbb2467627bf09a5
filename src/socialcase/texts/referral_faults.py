"""Faults of referrals in words; `faults` has the others."""

from socialcase import errors
from socialcase.texts.catalog import N_, tr
from socialcase.texts.faults import Explained, explain, nothing_changed
from socialcase.texts.labels import label

_HAPPENED = {
    "sent": N_("The referral cannot go out yet."),
    "refused": N_("A refusal needs its reason."),
    "withdrawn": N_("Taking a referral back needs a reason."),
    "ended": N_("The end of a service needs its result."),
}
_DO = {
    "consent": N_("Ask for consent, or name the legal ground, under Consent; then send it."),
    "not_withheld": N_("Choose another provider. What is withheld stands under Consent."),
    "approval": N_("Wait for the approval, or mark the referral as urgent if it cannot wait."),
}


@explain.register
def _(error: errors.NotYetReferred) -> Explained:
    needs = ", ".join(label("referral_need", need) for need in error.needs)
    still = tr("Still needed: {needs}.").format(needs=needs)
    way_on = next((tr(_DO[need]) for need in error.needs if need in _DO), "")
    return Explained(
        tr(_HAPPENED.get(error.step, _HAPPENED["sent"])),
        nothing_changed(),
        f"{still} {way_on}".rstrip(),
    )
