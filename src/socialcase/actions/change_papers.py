"""What has changed between two assessments, as a document: one to take home, one for the file."""

import re
from collections.abc import Iterator
from dataclasses import replace

from socialcase.actions.answer_changes import (
    AnswerChange,
    ChangeBetween,
    ScoreChange,
    change_between,
)
from socialcase.actions.change_pictures import picture_of_change, way_words
from socialcase.actions.paper_heads import facts_of, person_facts, printed, told_day
from socialcase.actions.papers import Paper
from socialcase.actions.taking_home import HomeRules, before_it_goes, home_rules
from socialcase.actions.workspaces import Workspace
from socialcase.cases.records import Assessment
from socialcase.errors import NotFound
from socialcase.forms import Form
from socialcase.forms.taking_home import questions_to_take_home
from socialcase.reports.change_paper import Between, ChangedLine, change_sheet
from socialcase.reports.form_paper import plain
from socialcase.texts import language, trn

_PLACES = re.compile(r"\[\d+\]")


def change_paper(ws: Workspace, assessment: str, earlier: str = "", words: str = "") -> Paper:
    """What has changed since an earlier assessment, for the person to keep.

    `earlier`: its id, "" for the one before; `words`: the language's code, "" for the one in force.
    Only what may go home (`actions.taking_home`) stands on it, and of the scores only the totals
    that were validated. Raises NotFound, also where there is no earlier one.
    """
    spoken = words or language()
    found, then = _found(ws, assessment, earlier, spoken)
    rules, before = home_rules(ws, found.now), home_rules(ws, then)
    nothing = rules.homeward.nothing or before.homeward.nothing or rules.silent
    shown = replace(found, answers=(), scores=())
    if not nothing:
        form_then, form_now = found.forms
        now = _permitted(form_now, rules)
        same = then.form_hash == found.now.form_hash
        shown = _homeward(found, now, now if same else _permitted(form_then, before))
    left = sum(one.kind != "same" for one in found.answers) - len(_changed(shown))
    heads = printed(ws, spoken, person_facts(ws, found.now, spoken))
    sheet = change_sheet(_between(shown, then, spoken, home=True, told=not nothing), "", heads)
    asides = _asides(before if before.homeward.nothing else rules, 0 if nothing else left)
    return Paper("change", sheet, "change", found.now.case, asides)


def change_for_file(ws: Workspace, assessment: str, earlier: str = "", words: str = "") -> Paper:
    """The same with every answer that differs, for the file and supervision. Raises the same."""
    spoken = words or language()
    found, then = _found(ws, assessment, earlier, spoken)
    card = ws.store.form_sources.card(found.now.form_hash)
    title = (card.titles.get(spoken) if card else "") or found.now.form_title or found.now.form_id
    heads = printed(ws, spoken, facts_of(ws, found.now, spoken)[:-1])
    shown = replace(found, scores=_validated(found))
    sheet = change_sheet(_between(shown, then, spoken, home=False), title, heads)
    return Paper("change-file", sheet, "change", found.now.case)


def _found(
    ws: Workspace, assessment: str, earlier: str, words: str
) -> tuple[ChangeBetween, Assessment]:
    found = change_between(ws, assessment, earlier, words)
    if found.then is None:
        raise NotFound(Assessment.KIND, earlier)
    return found, found.then


def _homeward(found: ChangeBetween, now: frozenset[str], before: frozenset[str]) -> ChangeBetween:
    """What of a change may go home. What was asked only then is judged by the form of then."""
    answers = tuple(
        one
        for one in found.answers
        if _PLACES.sub("", one.ref) in (before if one.kind == "gone" else now)
    )
    return replace(found, answers=answers, scores=_validated(found))


def _validated(found: ChangeBetween) -> tuple[ScoreChange, ...]:
    return tuple(one for one in found.scores if one.span is not None)


def _permitted(form: Form | None, rules: HomeRules) -> frozenset[str]:
    return questions_to_take_home(form, rules.homeward.suggestions) if form else frozenset()


def _between(
    change: ChangeBetween, then: Assessment, words: str, *, home: bool, told: bool = True
) -> Between:
    scores = (
        ChangedLine("", plain(one.label), one.then, one.now)
        for one in change.scores
        if one.then != one.now
    )
    lines = (*scores, *_lines(_changed(change), words))
    bare = replace(change, answers=tuple(replace(one, number="") for one in change.answers))
    picture = picture_of_change(bare if home else change, words=words)
    return Between(told_day(then), told_day(change.now), lines, picture, home, told)


def _changed(change: ChangeBetween) -> list[AnswerChange]:
    return [one for one in change.answers if one.kind != "same"]


def _lines(changed: list[AnswerChange], words: str) -> Iterator[ChangedLine]:
    for one in changed:
        way = way_words(one.span, words) if one.span is not None else ""
        yield ChangedLine(one.number, plain(one.label), plain(one.then), plain(one.now), way)


def _asides(rules: HomeRules, left: int) -> tuple[str, ...]:
    told = before_it_goes(rules, ())
    if not left:
        return told
    more = trn(
        "{n} answer that changed is not on it: it may name a danger, or nobody has said that it "
        "may go home. It stands on the sheet for the file.",
        "{n} answers that changed are not on it: they may name a danger, or nobody has said that "
        "they may go home. They stand on the sheet for the file.",
        left,
    )
    return (*told, more.format(n=left))
