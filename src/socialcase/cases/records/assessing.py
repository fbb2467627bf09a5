"""The records of forms and of what was answered on them."""

from typing import ClassVar

from socialcase.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Assessment:
    """A finished form: the answers, what they add up to. `form_about`: empty if about needs."""

    KIND: ClassVar[str] = "assessment"

    uid: str
    audience: str = ""
    case: str = ""
    person: str = ""
    form_id: str = ""
    form_version: str = ""
    form_hash: str = ""
    form_title: str = ""
    form_about: str = ""
    told_on: str = ""
    finished: str = ""
    answers: str = ""
    submission: str = ""
    scores: str = ""
    revises: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a specialist noted on a question of an assessment, for the supervisor.

    `number`, `question` and `answer` are as they stood when the assessment was finished.
    """

    KIND: ClassVar[str] = "remark"

    uid: str
    audience: str = ""
    case: str = ""
    assessment: str = ""
    ref: str = ""
    number: str = ""
    question: str = ""
    answer: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class FormVersion:
    """One version of a form that the office keeps: installed, published or retired (`state`).

    JSON: `titles` by language code, `languages`, `marks`. `turn` counts the publications.
    """

    KIND: ClassVar[str] = "form"

    uid: str
    audience: str = ""
    form_id: str = ""
    version: str = ""
    titles: str = ""
    languages: str = ""
    questions: int | None = None
    marks: str = ""
    content_hash: str = ""
    file_name: str = ""
    state: str = ""
    turn: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormFile:
    """A piece of a form's source or of a file beside it. `name` is "" for the source itself."""

    KIND: ClassVar[str] = "form_file"

    uid: str
    audience: str = ""
    form: str = ""
    name: str = ""
    piece: int | None = None
    content: str = ""
