"""The picture of what changed between two assessments, in the words of the language in force."""

from collections.abc import Iterator, Mapping

from socialcase.actions.answer_changes import ChangeBetween, Span
from socialcase.cases.dates import day_of
from socialcase.reports.change_picture import Look, Row, change_picture
from socialcase.reports.form_paper import plain
from socialcase.texts import tr, trn

MOST_ROWS = 8
"""A small picture: more questions than this stay in the list beside it."""


def picture_of_change(change: ChangeBetween, look: Mapping[str, str] | None = None) -> str:
    """SVG of what moved along its answers; "" where nothing that lies in an order did.

    `look`: fields of `reports.change_picture.Look` for a ground of its own; else for paper.
    """
    if change.then is None:
        return ""
    rows = list(_rows(change))
    drawn_as = Look(
        tr("Things to discuss"),
        _caption(len(rows)),
        _day(change.then.told_on),
        _day(change.now.told_on),
        **(look or {}),
    )
    return change_picture(rows[:MOST_ROWS], drawn_as)


def _rows(change: ChangeBetween) -> Iterator[Row]:
    for score in change.scores:
        if score.span is not None and score.span.way:
            yield _row(score.label, score.span)
    for answer in change.answers:
        if answer.span is not None and answer.span.way:
            yield _row(f"{answer.number}  {answer.label}".strip(), answer.span)


def _row(label: str, span: Span) -> Row:
    wide = span.high - span.low
    then, now = (span.then - span.low) / wide, (span.now - span.low) / wide
    said = ("", "") if span.steps else (f"{span.then:g}", f"{span.now:g}")
    return Row(plain(label), then, now, plain(span.first), plain(span.last), *said)


def _caption(rows: int) -> str:
    words = tr(
        "What was answered on two days; neither end is better. It says nothing of why it changed, "
        "and it is no measure of how somebody is. Ask what it means to them."
    )
    more = rows - MOST_ROWS
    if more > 0:
        told = trn("{n} more stands in the list.", "{n} more stand in the list.", more)
        words = f"{words} {told.format(n=more)}"
    return words


def _day(iso: str) -> str:
    day = day_of(iso)
    return f"{day:%d.%m.%Y}" if day else iso
