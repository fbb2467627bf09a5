"""The words for the codes of referrals, the directory and the ledger of resources."""

from collections.abc import Mapping

from socialcase.texts.catalog import N_

SERVICE_LABELS: Mapping[str, Mapping[str, str]] = {
    "referral_need": {
        "provider": N_("a provider"),
        "service": N_("a service"),
        "consent": N_("a consent that lets named services know"),
        "not_withheld": N_("another provider: nothing may be told to this one"),
        "approval": N_("the coordinator's approval of the plan"),
        "reason": N_("the reason"),
        "result": N_("what came of it"),
    },
    "told": {
        "name": N_("Name and age"),
        "contact": N_("How to call safely"),
        "whereabouts": N_("Where they live"),
        "family": N_("Who lives together"),
        "health": N_("Disability and health"),
    },
    "leave": {
        "allowed": N_("The consent lets named services know what they need."),
        "ground": N_("Acted without consent, on the ground that is named there."),
        "none_given": N_("There is no consent of theirs."),
        "narrower": N_("Their consent does not let services know."),
        "withdrawn": N_("Their consent was withdrawn."),
    },
    "delivery": {
        "home": N_("at home"),
        "semi-stationary": N_("by the day"),
        "stationary": N_("staying there"),
    },
    "provider_standing": {
        "valid": N_("Can be asked"),
        "full": N_("No place free"),
        "not_yet": N_("Not open yet"),
        "ended": N_("No longer valid"),
    },
    "seen_by": {
        "everyone": N_("Everybody in the programme"),
        "etrap": N_("Our etrap and the office"),
        "named": N_("Named people"),
    },
    "unserved": {
        "unasked": N_("Nobody was asked yet"),
        "draft": N_("A referral is being written"),
        "refused": N_("Refused"),
        "withdrawn": N_("Referral withdrawn"),
        "waiting": N_("On the waiting list"),
    },
}
"""By vocabulary and code."""
