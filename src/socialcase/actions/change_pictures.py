"""The picture of what changed between two assessments, and which way an answer went, in words."""

from collections.abc import Iterator, Mapping

from socialcase.actions.answer_changes import ChangeBetween, Span
from socialcase.cases.dates import day_of
from socialcase.reports.change_picture import Look, Row, change_picture
from socialcase.reports.form_paper import plain
from socialcase.texts import N_, language, tr_in, trn_in

MOST_ROWS = 8
"""A small picture: more questions than this stay in the list beside it."""


def picture_of_change(
    change: ChangeBetween, look: Mapping[str, str] | None = None, words: str = ""
) -> str:
    """SVG of what moved along its answers; "" where nothing that lies in an order did.

    `look`: fields of `reports.change_picture.Look` for a ground of its own; else for paper.
    `words`: the language's code, "" for the one in force.
    """
    if change.then is None:
        return ""
    rows = list(_rows(change))
    spoken = words or language()
    drawn_as = Look(
        tr_in(spoken, N_("Things to discuss")),
        _caption(len(rows), spoken),
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


def way_words(span: Span, words: str = "") -> str:
    """Which way an answer went, in words that judge nothing; "" where it did not move."""
    if not span.way:
        return ""
    if not span.steps:
        return f"{span.way:+g}".replace("-", "\N{MINUS SIGN}")
    n = round(abs(span.way))
    end = plain(span.last if span.way > 0 else span.first)
    said = trn_in(words or language(), "{n} step towards “{end}”", "{n} steps towards “{end}”", n)
    return said.format(n=n, end=end)


def _caption(rows: int, words: str) -> str:
    said = tr_in(
        words,
        N_(
            "What was answered on two days; neither end is better. It says nothing of why it "
            "changed, and it is no measure of how somebody is. Ask what it means to them."
        ),
    )
    more = rows - MOST_ROWS
    if more > 0:
        told = trn_in(words, "{n} more stands in the list.", "{n} more stand in the list.", more)
        said = f"{said} {told.format(n=more)}"
    return said


def _day(iso: str) -> str:
    day = day_of(iso)
    return f"{day:%d.%m.%Y}" if day else iso
