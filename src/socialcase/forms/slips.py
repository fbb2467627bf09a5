"""What an expression that is not understood was probably meant to be."""

import re

from socialcase.errors import Sentence, sentence
from socialcase.texts import N_

_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
_SLIPS = {
    r"==": N_("Write = once."),
    r"=>": N_("Write >= for 'at least'."),
    r"=<": N_("Write <= for 'at most'."),
    r"<>": N_("Write != for 'is not'."),
    r"&&?": N_("Write: and."),
    r"\b(AND|OR|DIV|MOD)\b": N_("Write and, or, div, mod in small letters."),
    r"\|\|": N_("Write: or."),
    r"!(?!=)": N_("Write not(…) around what must not be so."),
    r"%": N_("Write: div 100. What is left of a division is: mod."),
    r"(?<![\w.])\d+,\d+(?![\w.]*\))": N_("Write decimal numbers with a point: 0.5."),
    r"[\w)}]\s*/\s*\d": N_("Write / as div."),
    r";": N_("Commas stand between the parts of a function, not semicolons."),
    r"\$\{[^}]*$|\{|\}|\$\w": N_("Write {reference}, with both braces."),
    r"^[^(]*,": N_("Write and, or or between two conditions."),
}


def slip(text: str) -> Sentence:
    """Return what to do about an expression that does not parse."""
    bare = _STRING.sub("''", text)
    if "'" in bare.replace("''", "") or '"' in bare:
        return sentence(N_("A quotation mark is opened and not closed."))
    left, right = bare.count("("), bare.count(")")
    if left != right:
        told = N_("Brackets: {opened} opened, {closed} closed.")
        return sentence(told, opened=left, closed=right)
    for pattern, fix in _SLIPS.items():
        if re.search(pattern, bare):
            return sentence(fix, reference="${name}")
    return sentence(N_("Check brackets, quotes and operators."))
