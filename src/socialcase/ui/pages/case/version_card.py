"""The version of the plan at the side: who agreed, who signed, who has a copy, what comes next."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from socialcase.actions.case_views import PlanView
from socialcase.actions.plan_words import late_words
from socialcase.actions.signing import SignatureLine
from socialcase.texts import label, short_date, tr, when
from socialcase.ui.page import Page
from socialcase.ui.pages.case.comments import VerdictBox, may_judge
from socialcase.ui.pages.case.goal_card import late_line
from socialcase.ui.speech import day_words, joined, short_day
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, column, row
from socialcase.ui.widgets.top_bar import LANGUAGE_NAMES

_TONES = {"approved": ("ok", "check"), "returned": ("warning", "arrow-u-up-left")}
Acts = Mapping[str, Callable[[], object]]
"""What the card may ask for: send, sign, review, change, compare, paper, family."""


def version_card(page: Page, view: PlanView, older: int, acts: Acts) -> Card:
    """The card of the version that is shown; `older`: how many versions came before."""
    card = Card(padding=(14, 10, 14, 14))
    card.head(tr("Version {n}").format(n=view.name))
    tone, icon_name = _TONES.get(view.plan.status, ("accent", ""))
    card.beside_head(Chip(label("plan_status", view.plan.status), tone=tone, icon_name=icon_name))
    for name, words in _facts(page, view):
        if words:
            card.put(_fact(name, words))
    for part in _late(view):
        card.put(part)
    for part in _next(page, view, acts):
        card.put(part)
    if view.goals:
        card.put(_papers(older, acts))
    return card


def _facts(page: Page, view: PlanView) -> list[tuple[str, str]]:
    plan, today = view.plan, page.context.workspace.today
    review = ""
    if view.review_on is not None:
        days = when(view.review_on, today)
        review = joined(short_date(view.review_on), days)
    language = LANGUAGE_NAMES.get(plan.copy_language, "")
    copy = joined(day_words(plan.copy_date), language, plan.copy_to)
    signed = "\n".join(_signed(one, view) for one in view.signatures)
    return [
        (tr("Written by"), view.stamp.author_name),
        (tr("Agreed with"), joined(plan.agreed_by, day_words(plan.agreed_on)) or tr("nobody yet")),
        (tr("Signed"), signed),
        (tr("Copy given"), copy),
        (tr("Next review"), review or tr("follows the agreement")),
    ]


def _fact(name: str, words: str) -> QWidget:
    first = Words(name, size="small", tone="muted", wrap=True)
    first.setFixedWidth(96)
    second = Words(words, size="small", weight="medium", wrap=True)
    line = row(first, second, gap=6)
    line.setStretch(1, 1)
    return boxed(line)


def _late(view: PlanView) -> list[QWidget]:
    """That something in it was changed after it was signed, and what in its own texts."""
    if not view.is_changed:
        return []
    what = tr("Changed after it was signed: what is marked so was not agreed to yet.")
    todo = tr("Let it be signed again, or begin the next version.")
    return [
        late_line(f"{what} {todo}"),
        *(late_line(words) for words in late_words(view.changed)),
    ]


def _next(page: Page, view: PlanView, acts: Acts) -> list[QWidget]:
    """What can be done with this version, the usual next act first."""
    plan = view.plan
    parts: list[QWidget] = []
    if plan.status == "sent" and may_judge(page.context.workspace):
        parts.append(VerdictBox(page, plan.uid))
    if plan.status in ("draft", "returned") and view.goals:
        parts.append(_button("plan:send", tr("Give to the coordinator"), acts["send"]))
    words = tr("Sign, copy given…") if plan.agreed_on else tr("Agree and sign…")
    sign = _button("plan:sign", words, acts["sign"])
    going_on = any(not one.decision for one in view.reviews)
    begun = tr("Go on with the review") if going_on else tr("Start review")
    review = _button("plan:review", begun, acts["review"])
    if view.goals:
        parts.append(sign)
    if plan.agreed_on or view.reviews:
        parts.append(review)
    if view.settled:
        parts.append(_button("plan:change", tr("Change the plan…"), acts["change"]))
    return parts


def _papers(older: int, acts: Acts) -> QWidget:
    links = [
        link(tr("Print plan"), icon_name="printer", then=acts["paper"]),
        link(tr("Copy for the family"), icon_name="house", then=acts["family"]),
    ]
    if older:
        compare = link(tr("Compare versions"), icon_name="columns", then=acts["compare"])
        compare.setObjectName("plan:compare")
        links.append(compare)
    return boxed(column(*(row(one, None) for one in links), gap=0))


def _button(name: str, words: str, then: Callable[[], object]) -> QWidget:
    made = Button(words, small=True, then=then)
    made.setObjectName(name)
    return boxed(row(made, None))


def _signed(one: SignatureLine, view: PlanView) -> str:
    """Who and how, with the day where it is not that of the agreement."""
    same = one.signed is not None and one.signed.isoformat() == view.plan.agreed_on
    return joined(one.name, label("signed_how", one.how), "" if same else short_day(one.signed))
