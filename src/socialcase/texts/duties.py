"""What has to be told to somebody even without consent; a table, to be checked by the office."""

from socialcase.lazy_dataclass import dataclass
from socialcase.texts.catalog import language
from socialcase.texts.reference import reference


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty to report. `law`: the paragraph, "" where it is not known."""

    code: str
    words: str
    to_whom: str
    law: str


def duties() -> tuple[Duty, ...]:
    """The duties in the order of the list, in the language in force."""
    spoken = language()
    return tuple(
        Duty(code, row[spoken], row[f"to_{spoken}"], row["law"])
        for code, row in reference("duties.tsv").items()
    )
