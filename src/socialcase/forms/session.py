"""A live form: answers go in, and everything that depends on them follows at once.

    session = open_session(form, now=clock.now(), language="Русский")
    change = session.set("/data/age", "17")
    for ref, facet in change.changes: ...

The journal of a draft is the list of (op, ref, value) given to `apply`; replaying it on a new
session of the same form version, opened with the same `now`, `preload`, `host` and `chance` seed,
gives the same state.
"""

from collections.abc import Mapping
from datetime import datetime
from random import Random

from socialcase.collector import collector_paused
from socialcase.errors import FormProblem, FormRefused, Sentence, sentence
from socialcase.forms import outline
from socialcase.forms.engine import FIRST_LOAD, LOAD, Engine
from socialcase.forms.first_state import overridden, take_over
from socialcase.forms.form import Form
from socialcase.forms.preloads import at_end, at_start
from socialcase.forms.serializing import prefixes, submission
from socialcase.forms.showing import answerable, show
from socialcase.forms.tree import Field, fields, filled_from, find, grow, ref_of, regrow
from socialcase.forms.verdicts import is_readonly
from socialcase.forms.views import (
    ChangeSet,
    Facet,
    FinishReport,
    NodeState,
    Page,
    PageProgress,
    Problem,
    Resource,
    Score,
    Violation,
)
from socialcase.forms.world import FormWorld
from socialcase.forms.xpath.nodes import ATTRIBUTE, Node
from socialcase.forms.xpath.xml import BadXml, read_xml
from socialcase.texts import N_


@collector_paused()
def open_session(
    form: Form,
    *,
    now: datetime,
    preload: Mapping[str, str] | None = None,
    instance: str | None = None,
    language: str | None = None,
    resources: Mapping[str, Resource] | None = None,
    host: Mapping[str, str] | None = None,
    chance: Random | None = None,
    settled: bool = False,
) -> "Session":
    """Open a form for filling.

    `now` (with a time zone; the zone decides what "today" is) is the moment the session begins.
    `preload`: deviceid, username, email, phonenumber. `instance`: a submission's XML to edit.
    `resources`: files by `jr://` address or bare file name. `host`: secondary instances by id, as
    XML; they override what the form has under the same id. `chance` draws uuids and random
    numbers. `settled`: the instance is finished, so that what it has worked out stays as it stands
    there, whatever day it is now. Raises `FormRefused` when the form cannot run or `instance`
    belongs to another form.
    """
    settings = {"version": form.version, **(preload or {})}
    draws = chance if chance is not None else Random()  # noqa: S311 - shuffles, not secrets
    world = FormWorld(form.model, now, draws, settings, resources or {}, host or {})
    world.language = language if language is not None else form.default_language
    if instance is None:
        return Session(form, _begun(form, world, overrides=overridden(form.model, host or {})))
    submitted = _submitted(form, instance)
    root = regrow(form.model.root, submitted, None)
    engine = Engine(form.model, world, root)
    at_start(root, world, editing=True)
    if settled:
        engine.settled = frozenset(filled_from(root, submitted))
    engine.start(() if settled else (LOAD,))
    return Session(form, engine)


def _begun(form: Form, world: FormWorld, *, overrides: bool) -> Engine:
    """Return the engine of a session that begins, as far as possible from a rehearsed state."""
    model = form.model
    root = grow(model.root, model.instance, None)
    engine = Engine(model, world, root)
    first = form.first if not overrides else None
    every = list(fields(root))
    values = [field.value for field in every]
    at_start(root, world, editing=False)
    if first is None:
        engine.start((FIRST_LOAD, LOAD))
    else:
        filled = [f for f, value in zip(every, values, strict=True) if f.value != value]
        take_over(every, first, filled)
        engine.resume((FIRST_LOAD, LOAD), first.orders, filled)
    return engine


def _submitted(form: Form, xml: str) -> Node:
    try:
        root = next(read_xml(xml).elements(), None)
    except BadXml as error:
        raise FormRefused(form.title, (_foreign(),)) from error
    if root is None or root.local != form.model.root.name.rpartition(":")[2]:
        raise FormRefused(form.title, (_foreign(),))
    return root


def _foreign() -> FormProblem:
    said = sentence(N_("This is no answer to this form."))
    fix = sentence(N_("Open the right form."))
    return FormProblem("submission", 0, "", "other_form", said, (fix,))


class NoSuchNode(LookupError):
    """A ref that names nothing in this session (or a repeat that is not there)."""


class Session:
    """One form being filled. Not safe to share between threads."""

    def __init__(self, form: Form, engine: Engine) -> None:
        self.form = form
        self._engine = engine
        self._numbers = form.numbers

    @property
    def language(self) -> str:
        """The language that labels, hints and messages are shown in."""
        return self._engine.world.language

    # acting ------------------------------------------------------------------------------------

    def set(self, ref: str, value: str) -> ChangeSet:
        """Give a question an answer ("" clears it). Read-only questions keep theirs.

        An answer that breaks a constraint is kept and reported as a violation. Raises `NoSuchNode`.
        """
        field = self._field(ref)
        if not field.plan.leaf or is_readonly(field):
            return ChangeSet()
        self._engine.put(field, value)
        return self._engine.settle()

    def add_repeat(self, ref: str) -> ChangeSet:
        """Append an instance to the repeat `ref` (`/data/child`). Raises `NoSuchNode`.

        A repeat holds at most 20,000; beyond that nothing changes, nor where the form itself says
        how many there are.
        """
        above, _, name = ref.rpartition("/")
        parent = self._field(above)
        plan = parent.plan.by_name.get(name)
        if plan is None or not plan.repeat:
            raise NoSuchNode(ref)
        if plan.count is None:
            self._engine.add(plan, parent)
        return self._engine.settle()

    def remove_repeat(self, ref: str) -> ChangeSet:
        """Remove the repeat instance `ref` (`/data/child[2]`). Raises `NoSuchNode`.

        Where the form itself says how many there are, nothing changes.
        """
        field = self._field(ref)
        if not field.plan.repeat:
            raise NoSuchNode(ref)
        if field.plan.count is None:
            self._engine.remove(field)
        return self._engine.settle()

    def set_language(self, name: str) -> ChangeSet:
        """Show labels, hints and messages in another of the form's languages (by column name)."""
        world = self._engine.world
        world.language = name
        worded: list[tuple[str, Facet]] = []
        for field in fields(self._engine.root):
            field.items = None
            if field.plan.control is not None:
                ref = ref_of(field)
                worded += [(ref, "label"), (ref, "hint"), (ref, "message"), (ref, "choices")]
        settled = self._engine.resettle()
        return ChangeSet((*settled.changes, *worded), settled.added, settled.removed)

    def apply(self, op: str, ref: str, value: str) -> ChangeSet:
        """Do one journal entry: op is "set", "add", "remove" or "language" (value = its name)."""
        if op == "set":
            return self.set(ref, value)
        if op == "add":
            return self.add_repeat(ref)
        if op == "remove":
            return self.remove_repeat(ref)
        if op == "language":
            return self.set_language(value)
        raise ValueError(op)

    def tick(self, now: datetime) -> None:
        """Tell the session the time, for `now()` and `today()` from here on."""
        self._engine.world.tick(now)

    # reading -----------------------------------------------------------------------------------

    def node(self, ref: str) -> NodeState:
        """Everything about one node now. Raises `NoSuchNode`."""
        return self._show(self._field(ref))

    def _show(self, field: Field) -> NodeState:
        self._engine.world.rest()
        return show(field, self._engine.world, self._numbers.get(field.plan.path, ""))

    def _field(self, ref: str) -> Field:
        found = find(self._engine.world.root, ref)
        if found is None:
            raise NoSuchNode(ref)
        return found

    def refs(self) -> list[str]:
        """The refs of all nodes, in form order."""
        return [ref_of(field) for field in fields(self._engine.root)]

    def state(self) -> dict[str, object]:
        """Every node as plain data by ref, and `/data/child#count` for each repeat.

        Each node is a dict with value, relevant, readonly, required, violation, message, choices
        (list of [value, label]), label and hint.
        """
        found: dict[str, object] = {}
        for field in fields(self._engine.root):
            ref = ref_of(field)
            state = self._show(field)
            found[ref] = {
                "value": state.value,
                "relevant": state.relevant,
                "readonly": state.readonly,
                "required": state.required,
                "violation": state.violation,
                "message": state.message,
                "choices": None
                if state.choices is None
                else [[choice.value, choice.label] for choice in state.choices],
                "label": state.label,
                "hint": state.hint,
            }
            for plan in field.plan.children:
                if plan.repeat:
                    found[f"{ref}/{plan.name}#count"] = len(field.kids.get(plan.name, ()))
        return found

    def answers(self) -> dict[str, str]:
        """Every value by ref in form order, without nodes that are not relevant or empty."""
        return {
            ref_of(field): field.value
            for field in fields(self._engine.root)
            if field.plan.leaf and field.on and field.value and field.kind != ATTRIBUTE
        }

    def pages(self) -> list[Page]:
        """All pages in order, relevant or not."""
        return outline.pages(self._engine.root, self._engine.world, self._numbers)

    def progress(self) -> list[PageProgress]:
        """Counts for each page, in the order of `pages`."""
        return outline.progress(self._engine.root, self._engine.world)

    def attached(self) -> dict[str, str]:
        """The names of the files that are answers (pictures, sounds, signatures), by ref."""
        binary = (f for f in fields(self._engine.root) if f.plan.type == "binary")
        return {ref_of(field): field.value for field in binary if field.on and field.value}

    def unread(self) -> dict[str, Sentence]:
        """The files (by their instance) that were given and could not be read so far, and why."""
        return dict(self._engine.world.unread)

    def missing(self) -> list[Problem]:
        """Required questions without an answer, in form order.

        What nobody can answer is not among them: hidden by its appearance, calculated, read-only,
        or without anything to choose.
        """
        return self._problems("required")

    def violations(self) -> list[Problem]:
        """Answers that break a constraint, in form order."""
        return self._problems("constraint")

    def _problems(self, violation: Violation) -> list[Problem]:
        # only what stands on a page as a question has a number
        asked = self.form.numbers
        found: list[Problem] = []
        for field in fields(self._engine.root):
            if field.violation != violation or not field.plan.leaf or field.plan.path not in asked:
                continue
            if violation == "constraint" or answerable(field, self._engine.world):
                state = self._show(field)
                label = state.label or state.name
                found.append(Problem(state.ref, state.number, label, violation, state.message))
        return found

    def scores(self) -> list[Score]:
        """The form's scores: calculates named `score_*`.

        The words come from a note named `about_` + the score's name: its label is `label`, its
        hint `detail` (both may use `${...}` and are translated). Such notes stand on no page.
        """
        return outline.scores(self._engine.root, self._engine.world, "score_")

    def needs(self) -> list[Score]:
        """What the answers point to: calculates named `need_*` that are not empty, 0 or false.

        Worded as scores are, by a note named `about_` + the need's name.
        """
        found = outline.scores(self._engine.root, self._engine.world, "need_")
        return [need for need in found if need.value not in ("", "0", "false")]

    def finish(self) -> FinishReport:
        """Say whether the form is complete. Changes nothing but end-of-form preloads."""
        at_end(self._engine.root, self._engine.world)
        self._engine.settle()
        missing, invalid = tuple(self.missing()), tuple(self.violations())
        return FinishReport(not missing and not invalid, missing, invalid)

    def serialize(self) -> str:
        """The submission as ODK XML; nodes that are not relevant are left out."""
        return submission(self._engine.root, prefixes(self.form.model.instance))
