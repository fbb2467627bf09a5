"""Records as people read them: one frozen dataclass for each kind of the registry.

`uid` never changes. An absent text is "", an absent number None. A field group appears as one
attribute for each part (`name_given`). Dates stay ISO text: many are only partly known (`dates`).
"""

from typing import ClassVar

from socialcase.lazy_dataclass import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """A person known to the service."""

    KIND: ClassVar[str] = "person"

    uid: str
    audience: str = ""
    name_given: str = ""
    name_patronymic: str = ""
    name_surname: str = ""
    name_other: str = ""
    alias: str = ""
    sex: str = ""
    birth: str = ""
    died: str = ""
    document_type: str = ""
    document_number: str = ""
    phone: str = ""
    safe_contact_allowed: str = ""
    safe_contact_when: str = ""
    safe_contact_how: str = ""
    safe_contact_say: str = ""
    address_etrap: str = ""
    address_settlement: str = ""
    address_street: str = ""
    address_landmark: str = ""
    languages: tuple[str, ...] = ()
    disability: str = ""
    disability_note: str = ""
    strengths: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Household:
    """People who live together."""

    KIND: ClassVar[str] = "household"

    uid: str
    audience: str = ""
    label: str = ""
    address_etrap: str = ""
    address_settlement: str = ""
    address_street: str = ""
    address_landmark: str = ""
    strengths: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """That a person lives in a household, in which role, from when to when."""

    KIND: ClassVar[str] = "member"

    uid: str
    audience: str = ""
    household: str = ""
    person: str = ""
    role: str = ""
    role_note: str = ""
    carer_of: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Work with one person or a whole family, from first contact to closure."""

    KIND: ClassVar[str] = "case"

    uid: str
    audience: str = ""
    number: str = ""
    title: str = ""
    household: str = ""
    person: str = ""
    owner: str = ""
    etrap: str = ""
    source: str = ""
    worry: str = ""
    groups: tuple[str, ...] = ()
    status: str = ""
    risk_level: str = ""
    risk_reasons: str = ""
    risk_since: str = ""
    opened: str = ""
    closure_date: str = ""
    closure_reason: str = ""
    closure_outcome: str = ""
    closure_feedback: str = ""
    next_step_act: str = ""
    next_step_due: str = ""
    not_to_be_told: str = ""
    worker_safety: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to, in which scope, and what is to be withheld from whom."""

    KIND: ClassVar[str] = "consent"

    uid: str
    audience: str = ""
    case: str = ""
    person: str = ""
    scope: str = ""
    giver: str = ""
    withhold: str = ""
    given: str = ""
    withdrawn: str = ""


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
class Plan:
    """One version of the support plan."""

    KIND: ClassVar[str] = "plan"

    uid: str
    audience: str = ""
    case: str = ""
    version: int | None = None
    status: str = ""
    agreed_on: str = ""
    agreed_by: str = ""
    review_on: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What somebody wants to reach, in their words, and how it is measured."""

    KIND: ClassVar[str] = "goal"

    uid: str
    audience: str = ""
    case: str = ""
    plan: str = ""
    person: str = ""
    words: str = ""
    baseline: str = ""
    target: str = ""
    measure: str = ""
    done: int | None = None
    of: int | None = None
    due: str = ""
    status: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A step towards a goal: who does what by when."""

    KIND: ClassVar[str] = "action"

    uid: str
    audience: str = ""
    case: str = ""
    goal: str = ""
    what: str = ""
    who: str = ""
    due: str = ""
    status: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit or contact, planned or done. `told_on`: the day it took place."""

    KIND: ClassVar[str] = "visit"

    uid: str
    audience: str = ""
    case: str = ""
    kind: str = ""
    outcome: str = ""
    planned: str = ""
    told_on: str = ""
    minutes: int | None = None
    met: str = ""
    purpose: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the case file."""

    KIND: ClassVar[str] = "note"

    uid: str
    audience: str = ""
    case: str = ""
    told_on: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What a coordinator said of a case, a plan or an assessment."""

    KIND: ClassVar[str] = "comment"

    uid: str
    audience: str = ""
    case: str = ""
    about: str = ""
    kind: str = ""
    text: str = ""
    answered: bool = False


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
class Task:
    """Something to do, from a person or from a meeting."""

    KIND: ClassVar[str] = "task"

    uid: str
    audience: str = ""
    case: str = ""
    owner: str = ""
    what: str = ""
    due: str = ""
    done_on: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """A specialist, coordinator or officer and the etraps they work in."""

    KIND: ClassVar[str] = "staff"

    uid: str
    audience: str = ""
    name: str = ""
    role: str = ""
    etraps: tuple[str, ...] = ()
    age_key: str = ""
    age_keys: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    left_on: str = ""


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


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a record. Its content lies encrypted beside the database.

    `about`: that record; `question`: in an assessment, the ref of the question that it answers.
    `size`, `sha256`: of the plain content in bytes. `file`: name of the encrypted file, its own
    SHA-256; `key`: the age identity that opens it. Either empty: the content was erased.
    """

    KIND: ClassVar[str] = "attachment"

    uid: str
    audience: str = ""
    case: str = ""
    about: str = ""
    question: str = ""
    name: str = ""
    caption: str = ""
    media: str = ""
    size: int | None = None
    sha256: str = ""
    file: str = ""
    key: str = field(default="", repr=False)
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Something that was written out of the program, where it is protected no longer.

    `what`: a code of `DISCLOSURES`; `rows`: how many submissions; `case`: "" for those of many.
    """

    KIND: ClassVar[str] = "disclosure"

    uid: str
    audience: str = ""
    case: str = ""
    what: str = ""
    form_id: str = ""
    format: str = ""
    rows: int | None = None
    made: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision to set a save aside or to release it again."""

    KIND: ClassVar[str] = "decision"

    uid: str
    audience: str = ""
    subject: str = ""
    verb: str = ""
    reason: str = ""
