"""The results of a case's assessments in words, read beside the window and remembered."""

from collections.abc import Callable, Iterator

from socialcase.actions.case_views import AssessmentLine, CaseFile
from socialcase.actions.result_words import ResultWords, result_words
from socialcase.cases.records import Assessment
from socialcase.lazy_dataclass import dataclass
from socialcase.texts import language
from socialcase.ui.page import PageContext
from socialcase.ui.reading_beside import ReadingBeside

_Found = list[tuple[tuple[str, str], ResultWords]]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing to talk about: `words`, with what was asked or what it rests on as `detail`.

    `person` and `person_name`: whom it is about. `own`: their own words, no suggestion. `key` names
    it for `Results.said`. `assessment`: where it was told.
    """

    key: str
    words: str
    detail: str
    person: str
    person_name: str
    told_on: str
    own: bool
    assessment: str = ""


class Results:
    """Asked for a case, it reads what is not known yet and calls `came` when it is."""

    def __init__(self, context: PageContext, came: Callable[[], object]) -> None:
        self._workspace = context.workspace
        self._came = came
        self._wanted: list[AssessmentLine] = []
        self._known: dict[tuple[str, str], ResultWords] = {}
        self.beside = ReadingBeside(context, self._read, self._keep)

    def ask(self, file: CaseFile) -> None:
        """Read the results of these assessments, as far as they are not known."""
        self._wanted = list(file.assessments)
        if any(self.of(line.assessment) is None for line in self._wanted):
            self.beside.ask()

    def of(self, kept: Assessment) -> ResultWords | None:
        """The results of an assessment in the language in force; None until they were read."""
        found = self._known.get((kept.uid, language()))
        same = found is not None and found.assessment.answers == kept.answers
        return found if same else None

    def said(self) -> list[Said]:
        """What there is to talk about: of each form the newest, newest first, each thing once."""
        found: dict[str, Said] = {}
        forms: set[tuple[str, str]] = set()
        for line in self._wanted:
            kept = line.assessment
            if line.replaced or (kept.form_id, kept.person) in forms:
                continue
            forms.add((kept.form_id, kept.person))
            words = self.of(kept)
            for one in _said(line, words) if words is not None else ():
                found.setdefault(one.key, one)
        return list(found.values())

    def _read(self) -> _Found:
        spoken = language()
        lines = [line for line in self._wanted if self.of(line.assessment) is None]
        uids = [line.assessment.uid for line in lines]
        return [((uid, spoken), result_words(self._workspace, uid)) for uid in uids]

    def _keep(self, found: _Found) -> None:
        self._known.update(found)
        self._came()


def _said(line: AssessmentLine, words: ResultWords) -> Iterator[Said]:
    kept = line.assessment
    whose = (kept.person, line.person_name, kept.told_on)
    for own in words.priorities:
        name = own.ref.rpartition("/")[2]
        yield Said(
            f"{kept.person}:{name}", own.words, own.label, *whose, own=True, assessment=kept.uid
        )
    for need in words.suggestions:
        yield Said(
            f"{kept.person}:{need.name}",
            need.label,
            need.detail,
            *whose,
            own=False,
            assessment=kept.uid,
        )
