"""What a form wants of an answer whose author gave no words for it, in the form's language."""

from socialcase.forms import Limits, NodeState
from socialcase.forms.limits import TODAY
from socialcase.texts import N_, tr_in
from socialcase.ui.pages.filler.words import day_in_words, plain

_DAYS = ("date", "dateTime")
_KEPT = N_("Your answer is kept until you correct it.")
_GENERAL = N_("The form does not take this answer to “{question}”.")
_VALUES = {
    "least": N_("The answer is to be {least} or more."),
    "most": N_("The answer is to be {most} or less."),
    "both": N_("The answer is to be from {least} to {most}."),
    "above": N_("The answer is to be more than {least}."),
    "below": N_("The answer is to be less than {most}."),
}
_BESIDES = {
    "least": N_("The answer is to be {least} or more; or else {others}."),
    "most": N_("The answer is to be {most} or less; or else {others}."),
    "both": N_("The answer is to be from {least} to {most}; or else {others}."),
    "others": N_("The answer is to be one of these: {others}."),
}
_DATES = {
    "least": N_("The day is to be {least} or later."),
    "most": N_("The day is to be {most} or earlier."),
    "both": N_("The day is to be from {least} to {most}."),
    "above": N_("The day is to be after {least}."),
    "below": N_("The day is to be before {most}."),
}
_TODAYS = {
    "least": N_("The day is not to be before today."),
    "most": N_("The day is not to be in the future."),
    "above": N_("The day is to be after today."),
    "below": N_("The day is to be before today."),
}
_LENGTHS = {
    "least": N_("The answer has fewer characters than it is to have: {least} or more."),
    "most": N_("The answer has more characters than it may have: {most} or fewer."),
    "both": N_("The answer is to have from {least} to {most} characters."),
    "exact": N_("The number of characters in the answer is to be {least}."),
}
_COUNTS = {
    "least": N_("Too few are chosen; the fewest is {least}."),
    "most": N_("Too many are chosen; the most is {most}."),
    "both": N_("Choose from {least} to {most} answers."),
    "exact": N_("The number of answers to choose is {least}."),
}
_ALONE = N_("“{words}” takes no other answer beside it.")


def wanted(node: NodeState, language: str) -> str:
    """What is wrong with the answer of `node`, and that it is kept.

    `language`: the code of the form's language; one that the program does not speak gives the
    language in force.
    """
    said = _said(node, language) or tr_in(language, _GENERAL).format(
        question=plain(node.label) or node.name
    )
    return f"{said} {tr_in(language, _KEPT)}"


def _said(node: NodeState, language: str) -> str:
    limits = node.limits
    if limits is None:
        return ""
    if limits.alone:
        return tr_in(language, _ALONE).format(words=_worded(node, limits.alone))
    limits = _closed(limits) if node.type == "int" or limits.of != "value" else limits
    sentence = _table(node, limits).get(_which(limits), "")
    named = {
        "least": _worded(node, limits.least),
        "most": _worded(node, limits.most),
        "others": ", ".join(_worded(node, other) for other in limits.others),
    }
    return tr_in(language, sentence).format(**named)


def _table(node: NodeState, limits: Limits) -> dict[str, str]:
    if limits.of != "value":
        return _LENGTHS if limits.of == "length" else _COUNTS
    if limits.others:
        return _BESIDES
    if node.type in _DAYS:
        today = TODAY in (limits.least, limits.most)
        return _TODAYS if today else _DATES
    return _VALUES


def _which(limits: Limits) -> str:
    """Which sentence of a table fits; one with both bounds says them as allowed."""
    if limits.least and limits.most:
        strict = limits.above or limits.below
        alike = limits.least == limits.most and limits.of != "value"
        return "" if strict else "exact" if alike else "both"
    if limits.least:
        return "above" if limits.above else "least"
    if limits.most:
        return "below" if limits.below else "most"
    return "others"


def _closed(limits: Limits) -> Limits:
    """The same for whole numbers with bounds that are allowed themselves."""
    least, most = limits.least, limits.most
    if limits.above and least.lstrip("-").isdecimal():
        least = str(int(least) + 1)
    if limits.below and most.lstrip("-").isdecimal():
        most = str(int(most) - 1)
    return Limits(limits.of, least, most, others=limits.others)


def _worded(node: NodeState, value: str) -> str:
    labels = {choice.value: plain(choice.label) for choice in node.choices or ()}
    return labels.get(value) or (day_in_words(value) if node.type in _DAYS else value)
