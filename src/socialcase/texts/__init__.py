"""Words for people: sentences, labels of codes, dates, and faults told in three parts."""

from socialcase.texts import attachment_faults as attachment_faults
from socialcase.texts.catalog import N_, language, tr, trn, use_language
from socialcase.texts.dates import clock_time, long_date, short_date, when
from socialcase.texts.faults import Explained, explain
from socialcase.texts.labels import label, vocabulary

__all__ = [
    "N_",
    "Explained",
    "clock_time",
    "explain",
    "label",
    "language",
    "long_date",
    "short_date",
    "tr",
    "trn",
    "use_language",
    "vocabulary",
    "when",
]
