"""Things to discuss: what the person said beside what the answers suggest. Nobody is judged."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.plan_desk import take_over
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.pages.case.results import Said
from socialcase.ui.pages.filler.words import plain
from socialcase.ui.speech import day_words, joined, quoted, unmarked
from socialcase.ui.widgets.buttons import link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.flow import FlowBox
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import boxed, clear, column, row


class DiscussCard(Card):
    """Two columns. `word_goal(key)` when somebody wants to word a goal about one of them.

    `take_over(key)` keeps it as a need, in the words in which it was said; never by itself.
    """

    def __init__(
        self,
        word_goal: Callable[[str], object],
        take_over: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(padding=(14, 10, 14, 12))
        self._word_goal, self._take_over = word_goal, take_over
        self._taken: AbstractSet[tuple[str, str]] = frozenset()
        self._sides = QVBoxLayout()
        self.put(boxed(self._sides))
        self._sides.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_said(
        self, said: Sequence[Said], taken: AbstractSet[tuple[str, str]] = frozenset()
    ) -> None:
        """Show these; hidden where there are none.

        `taken`: assessment and words of what is a need already.
        """
        self._taken = taken
        self.head(
            tr("Things to discuss"),
            tr("Suggestions, no decisions: the person says what matters and words each goal."),
            icon_name="chat-text",
        )
        clear(self._sides)
        own = self._side(
            tr("In their own words"),
            [one for one in said if one.own],
            tr("Nothing was written down in their own words."),
        )
        suggested = self._side(
            tr("What the answers suggest to talk about"),
            [one for one in said if not one.own],
            tr("The answers suggest nothing."),
        )
        both = row(own, suggested, gap=24)
        for place, side in enumerate((own, suggested)):
            both.setStretch(place, 1)
            both.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        self._sides.addWidget(boxed(both))
        self.setVisible(bool(said))

    def _side(self, title: str, said: Iterable[Said], nothing: str) -> QWidget:
        parts: list[QWidget] = [self._one(one) for one in said]
        if not parts:
            parts = [Words(nothing, size="small", tone="muted", wrap=True)]
        return boxed(column(Words(title, size="small", weight="bold"), *parts, gap=8))

    def _one(self, one: Said) -> QWidget:
        words = plain(one.words)
        shown = quoted(words) if one.own else words
        about = joined(one.person_name, day_words(one.told_on))
        go = link(tr("Word a goal"), icon_name="target", then=lambda: self._word_goal(one.key))
        go.setObjectName(f"word:{one.key}")
        go.setAccessibleName(tr("Word a goal: {words}").format(words=words))
        lines = [Words(shown, weight="medium", wrap=True)]
        detail = plain(one.detail)
        lines += [Words(detail, size="small", tone="muted", wrap=True)] if detail else []
        lines.append(Words(about, size="small", tone="muted", wrap=True))
        acts = FlowBox(across=8, down=0)  # in some languages the two need a line each
        for part in (*self._keeping(one), go):
            acts.flow.addWidget(part)
        return boxed(column(*lines, acts, gap=1))

    def _keeping(self, one: Said) -> list[QWidget]:
        """A press that keeps it as a need; a word where that was done."""
        if self._take_over is None:
            return []
        take = self._take_over
        if (one.assessment, plain(one.words)) in self._taken:
            return [Words(tr("among the needs"), size="small", tone="ok")]
        keep = link(tr("Keep as a need"), icon_name="plus", then=lambda: take(one.key))
        keep.setObjectName(f"need:{one.key}")
        keep.setAccessibleName(tr("Keep as a need: {words}").format(words=plain(one.words)))
        return [keep]


def quotation(key: str, said: Sequence[Said]) -> tuple[str, str]:
    """Whose goal it will be, and what to read beside its empty field.

    Beside a suggestion stands what that person said matters, too.
    """
    chosen = next((one for one in said if one.key == key), None)
    if chosen is None:
        return "", ""
    own = [one for one in said if one.own and one.person == chosen.person]
    lines = [] if chosen.own else [plain(chosen.words)]
    told = tr("In their own words: “{words}”")
    quoting = [chosen] if chosen.own else own[:3]
    lines += [told.format(words=unmarked(plain(one.words))) for one in quoting]
    return chosen.person, "\n".join(lines)


def keep_as_need(page: Page, case: str, said: Said) -> None:
    """Keep what was said as a need of a case, in the words in which it was said."""
    ws = page.context.workspace
    name, words = said.key.rpartition(":")[2], plain(said.words)
    done = page.keep(
        lambda: take_over(
            ws,
            case,
            words,
            name=name,
            person=said.person,
            own=said.own,
            assessment=said.assessment,
            seen=said.told_on,
        )
    )
    page.undoable(done, tr("Kept as a need"))
