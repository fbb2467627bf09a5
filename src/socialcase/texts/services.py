"""Names of services in the person's language; the list is data, and may be added to."""

from socialcase.settings import LANGUAGES
from socialcase.texts.catalog import language
from socialcase.texts.reference import reference

_FILE = "services.tsv"


def service_name(code: str, words: str = "") -> str:
    """A service's name in the language `words` ("" for the one in force).

    What is not in the list was typed by somebody and is its own name.
    """
    return reference(_FILE).get(code, {}).get(words or language()) or code


def service_codes() -> tuple[str, ...]:
    """The codes of the services that are offered first, in the order of the list."""
    return tuple(reference(_FILE))


def service_groups(code: str) -> tuple[str, ...]:
    """The groups (codes of `cases.codes.GROUPS`) that a service is for; empty where unknown."""
    return tuple(filter(None, reference(_FILE).get(code, {}).get("groups", "").split(",")))


def service_delivery(code: str) -> str:
    """Where it is delivered: "home", "semi-stationary", "stationary"; "" where unknown."""
    return reference(_FILE).get(code, {}).get("delivery", "")


def service_code(text: str) -> str:
    """The code of a service given by its code or its name in any language; else the text itself."""
    wanted = " ".join(text.split())
    folded = wanted.casefold()
    for code, row in reference(_FILE).items():
        if folded in (code, *(row[one].casefold() for one in LANGUAGES)):
            return code
    return wanted
