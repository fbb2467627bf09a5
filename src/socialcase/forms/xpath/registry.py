"""All functions by name."""

from socialcase.forms.xpath import (
    functions_geo,
    functions_nodes,
    functions_number,
    functions_text,
    functions_time,
)
from socialcase.forms.xpath.errors import XPathError
from socialcase.forms.xpath.function import ANY_NUMBER, Function, Kind
from socialcase.forms.xpath.functions_number import OPERATIONS, arithmetic
from socialcase.texts import N_

__all__ = ["OPERATIONS", "arithmetic", "check_call", "find", "kind_of", "names"]

_FUNCTIONS: dict[str, Function] = {
    **functions_text.TABLE,
    **functions_number.TABLE,
    **functions_time.TABLE,
    **functions_geo.TABLE,
    **functions_nodes.TABLE,
}


def find(name: str) -> Function:
    """Return the function of that name (`cht:` may stand before it). Raises `XPathError`."""
    found = _FUNCTIONS.get(name) or _FUNCTIONS.get(name.removeprefix("cht:"))
    if found is None and name.startswith("$"):
        raise XPathError(N_("variables are not supported; write {text}"), text="${name}")
    if found is None:
        raise XPathError(N_("there is no function {name}()"), name=name)
    return found


def names() -> frozenset[str]:
    """Return the names of all functions."""
    return frozenset(_FUNCTIONS)


def kind_of(name: str) -> Kind:
    """Return the type a function gives; "any" when there is no such function."""
    found = _FUNCTIONS.get(name) or _FUNCTIONS.get(name.removeprefix("cht:"))
    return found.kind if found else "any"


def check_call(name: str, arguments: int) -> None:
    """Raise `XPathError` when there is no such function or it takes another number of arguments."""
    function = find(name)
    if not function.least <= arguments <= function.most:
        template = _takes(function)
        least, most = function.least, function.most
        raise XPathError(template, name=name, given=arguments, least=least, most=most)
    if function.even and arguments % 2:
        raise XPathError(
            N_("{name}() has {given} arguments, it takes them in pairs"), name=name, given=arguments
        )


def _takes(function: Function) -> str:
    if function.most == ANY_NUMBER:
        return N_("{name}() has {given} arguments, it takes {least} or more")
    if function.least == function.most:
        return N_("{name}() has {given} arguments, it takes {least}")
    return N_("{name}() has {given} arguments, it takes {least} to {most}")
