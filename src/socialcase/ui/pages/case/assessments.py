"""Assessments of a case: open drafts, finished ones with what changed, and beginning one."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from socialcase.actions.assessments import start_draft
from socialcase.actions.case_views import AssessmentLine, CaseFile, DraftLine, ScoreLine
from socialcase.actions.form_library import forms_for
from socialcase.actions.form_versions import in_force
from socialcase.cases.clock import ASHGABAT
from socialcase.texts import label, short_date, tr, trn
from socialcase.ui.page import Page, Target
from socialcase.ui.pages.case.comments import VerdictBox, comment_lines, may_judge
from socialcase.ui.pages.case.discussing import DiscussCard
from socialcase.ui.pages.case.part import CasePart
from socialcase.ui.pages.case.results import Results
from socialcase.ui.pages.case.score_row import ScoreRow
from socialcase.ui.pages.paper_targets import BLANK, paper_target
from socialcase.ui.speech import day_words, joined
from socialcase.ui.widgets.buttons import Button, link
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.empty import Empty
from socialcase.ui.widgets.field import ChoiceBox
from socialcase.ui.widgets.labels import IconLabel, Words
from socialcase.ui.widgets.layout import clear, row

_TONES = {"approve": ("ok", "check"), "return": ("warning", "arrow-u-up-left")}


class AssessmentsPart(CasePart):
    """Drafts go on in the filler; a finished assessment is corrected by a new one."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._form, self._person = ChoiceBox(), ChoiceBox()
        self._form.setMinimumWidth(260)
        self._person.setMinimumWidth(200)
        self._asked: dict[str, str] = {}
        self._filled: set[str] = set()
        self._consented = False
        self._begin = Button(icon_name="clipboard-text", then=self._start)
        self._paper = Button(icon_name="printer", then=self._on_paper)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self._scores: list[tuple[AssessmentLine, list[ScoreRow]]] = []
        self.results = Results(page.context, self._show_results)
        self.discuss = DiscussCard(self._word_goal)
        self.layout_.addLayout(row(self._form, self._person, self._begin, None, self._paper))
        self.layout_.addWidget(self.discuss)
        self.layout_.addLayout(self._cards)
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._form.setAccessibleName(tr("Form"))
        self._person.setAccessibleName(tr("About whom"))
        self._begin.setText(tr("Begin an assessment"))
        self._paper.setText(tr("On paper"))
        self._paper.setToolTip(tr("The form empty, to be filled by hand"))

    def show_file(self, file: CaseFile) -> None:
        """Show the assessments of a case."""
        fresh = file.header.case.uid != self.case
        super().show_file(file)
        self._offer(file, fresh=fresh)
        clear(self._cards)
        self._scores = []
        for draft in file.drafts:
            self._cards.addWidget(self._draft(draft))
        for line in file.assessments:
            self._cards.addWidget(self._finished(line))
        if not file.drafts and not file.assessments:
            words = tr("No assessment yet. Every answer is kept at once; you may stop at any time.")
            self._cards.addWidget(Empty("clipboard-text", words))
        self.results.ask(file)
        self._show_results()

    def _show_results(self) -> None:
        """Word scores and suggestions, as far as they were read; until then as they were kept."""
        self.discuss.show_said(self.results.said())
        for line, rows in self._scores:
            for shown, score in zip(rows, self._worded(line), strict=True):
                shown.say(score)

    def _worded(self, line: AssessmentLine) -> Iterator[ScoreLine]:
        found = self.results.of(line.assessment)
        words = {one.name: one for one in (*found.scores, *found.suggestions)} if found else {}
        for score in line.scores:
            one = words.get(score.name)
            yield replace(score, label=one.label, detail=one.detail) if one else score

    def _word_goal(self, key: str) -> None:
        self.page.context.open(Target("case", self.case, f"goal:{key}"))

    def _offer(self, file: CaseFile, *, fresh: bool) -> None:
        groups = file.header.case.groups
        filled = {line.assessment.form_id for line in file.assessments}
        consented = bool(file.consents)
        offered = partial(forms_for, self.workspace, groups, filled, consented=consented)
        found = self.page.read(offered) or []
        # what was just finished, by a form or by a consent, gives way to what comes next
        begun = consented and not self._consented
        stays = not (fresh or begun or self._form.value() in filled - self._filled)
        self._filled, self._consented = filled, consented
        self._form.offer({f.form_id: f.title for f in found}, self._form.value() if stays else "")
        if found and self._form.currentIndex() < 0:
            self._form.setCurrentIndex(0)
        self._asked = {f.form_id: in_force(f.languages) for f in found}
        main = file.header.main
        people = {main.uid: main.name} if main else {}
        if file.household:
            people |= {m.person.uid: m.person.name for m in file.household.members}
        chosen = "" if fresh else self._person.value()
        self._person.offer(people, chosen or (main.uid if main else ""))
        self._begin.setEnabled(bool(found) and bool(people))

    def _on_paper(self) -> None:
        form = self._form.value()
        if form:
            self.page.context.open(paper_target(BLANK, form, self.case))

    def _start(self) -> None:
        ws, case = self.workspace, self.case
        person, form = self._person.value(), self._form.value()
        asked = self._asked.get(form, "")
        opened = self.page.read(lambda: start_draft(ws, case, person, form, asked))
        if opened is not None:
            self.page.context.open(Target("filler", opened.draft))

    def _draft(self, draft: DraftLine) -> Card:
        card = Card(tone="accent", padding=(14, 10, 12, 10))
        begun = short_date(draft.begun.astimezone(ASHGABAT).date())
        answers = trn("{n} answer", "{n} answers", draft.answers).format(n=draft.answers)
        detail = joined(draft.person_name, tr("begun {day}").format(day=begun), answers)
        words = Words(draft.form_title, weight="bold")
        go = Button(tr("Go on"), then=lambda: self.page.context.open(Target("filler", draft.draft)))
        line = row(
            IconLabel("pencil-simple", "accent", 18),
            words,
            Chip(tr("Not finished"), tone="accent"),
            Words(detail, size="small", tone="muted"),
            None,
            go,
        )
        card.put(line)
        return card

    def _finished(self, line: AssessmentLine) -> Card:
        card = Card(padding=(14, 10, 14, 12))
        told = day_words(line.assessment.told_on)
        card.head(
            line.assessment.form_title, joined(line.person_name, told, line.stamp.author_name)
        )
        if line.verdict:
            tone, icon_name = _TONES.get(line.verdict, ("", ""))
            card.beside_head(
                Chip(label("comment_kind", line.verdict), tone=tone, icon_name=icon_name)
            )
        uid = line.assessment.uid
        if line.replaced:
            card.beside_head(Chip(tr("Corrected later"), icon_name="clock-counter-clockwise"))
        card.beside_head(link(tr("Read"), then=lambda: self._read(uid)))
        if line.compared:
            card.beside_head(link(tr("What changed"), then=lambda: self._read(uid, "changes")))
        if not line.replaced:
            card.beside_head(link(tr("Correct"), then=lambda: self._read(uid, "correct")))
        if line.scores:
            rows = [ScoreRow(score) for score in line.scores]
            card.put(*rows)
            self._scores.append((line, rows))
        for part in comment_lines(self.page, line.comments):
            card.put(part)
        others = line.stamp.author != self.workspace.person
        if not (line.verdict or line.replaced) and others and may_judge(self.workspace):
            card.put(VerdictBox(self.page, uid))
        return card

    def _read(self, uid: str, part: str = "") -> None:
        self.page.context.open(Target("answers", uid, part))
