"""Words for people: sentences, labels of codes, dates, and faults told in three parts."""

from typing import TYPE_CHECKING

from socialcase.texts.catalog import N_, language, tr, tr_in, trn, trn_in, use_language
from socialcase.texts.dates import clock_time, long_date, short_date, when
from socialcase.texts.form_problems import problem_words
from socialcase.texts.labels import label, vocabulary

if TYPE_CHECKING:
    from socialcase.errors import UserError
    from socialcase.texts.faults import Explained

__all__ = [
    "N_",
    "clock_time",
    "explain",
    "label",
    "language",
    "long_date",
    "problem_words",
    "short_date",
    "tr",
    "tr_in",
    "trn",
    "trn_in",
    "use_language",
    "vocabulary",
    "when",
]


def explain(error: "UserError") -> "Explained":
    """A fault in words: what happened, what is safe, what to do. See `faults`."""
    # imported when there is a fault: hardly any start has one
    from socialcase.texts import answer_faults as _answers  # noqa: F401
    from socialcase.texts import attachment_faults as _attachments  # noqa: F401
    from socialcase.texts import form_faults as _forms  # noqa: F401
    from socialcase.texts import referral_faults as _referrals  # noqa: F401
    from socialcase.texts.faults import explain as worded

    return worded(error)
