"""A submission from outside, judged by its form: what it holds that the form would not take."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from socialcase.actions.arriving_whom import Reason
from socialcase.actions.form_versions import ReadyForm
from socialcase.errors import FormRefused, Sentence, sentence
from socialcase.forms import NodeState, NoSuchNode, Session, open_session
from socialcase.forms.casting import fits
from socialcase.forms.xpath.nodes import Node
from socialcase.reports.odk_reading import root_of
from socialcase.texts import N_

_TOOLS = frozenset(("meta", "formhub", "__version__", "_version_", "_xform_id_string"))
_METAS = (("meta",), ("orx:meta",))
_LISTS = ("select1", "select", "rank")
_BETWEEN = (",", ";", " ", "|")
_MOST_REASONS = 20


@dataclass(frozen=True, slots=True)
class Judged:
    """A submission in a session of its form, and why it does not fit. `instance_id`: as sent."""

    session: Session | None
    reasons: tuple[Reason, ...]
    instance_id: str = ""


def judge(
    ready: ReadyForm,
    xml: str,
    now: datetime,
    host: Mapping[str, str],
    passed_over: Collection[str] = (),
    *,
    settled: bool = False,
) -> Judged:
    """Open a submission on its form as at the moment `now`, and look at every answer.

    Words of a choice in place of its code become the code. `passed_over`: names that are no
    questions and need not be. `settled`: what it has worked out stays as it says.
    """
    root = root_of(xml)
    if root is None or root.attribute("encrypted") == "yes":
        return Judged(None, (Reason(sentence(N_("It is encrypted for somebody else."))),))
    try:
        session = open_session(
            ready.form,
            now=now,
            instance=xml,
            resources=ready.resources,
            host=host,
            settled=settled,
        )
    except FormRefused:
        return Judged(None, (Reason(sentence(N_("It answers another form."))),))
    _clear_filled_in(session, root)
    reasons = list(_of_answers(session, root, passed_over))
    for problem in session.missing():
        said = sentence(N_("“{question}” has no answer, and needs one."), question=problem.label)
        reasons.append(Reason(said))
    for problem in session.violations():
        node = session.node(problem.ref)
        if fits(node.type, node.value):
            reasons.append(Reason(_broken(node, problem.message)))
    return Judged(session, tuple(reasons[:_MOST_REASONS]), instance_id(root))


def _clear_filled_in(session: Session, root: Node) -> None:
    """Take out the moment, the device and the person that opening filled in: they are not ours."""
    given = {ref.replace("[1]", "") for ref, _ in leaves(root)}
    for path, plan in session.form.model.plans.items():
        ref = "/" + "/".join(path)
        if plan.preload and plan.alone and path[1:2] not in _METAS and ref not in given:
            session.set(ref, "")


def instance_id(root: Node) -> str:
    """The id that a submission was sent under, "" without one."""
    return _in_meta(root, "instanceID") or root.attribute("instanceID")


def deprecated_id(root: Node) -> str:
    """The id of the submission that this one takes the place of, "" for none."""
    return _in_meta(root, "deprecatedID")


def _in_meta(root: Node, name: str) -> str:
    for meta in (*root.kids.get("orx:meta", ()), *root.kids.get("meta", ())):
        for held in (*meta.kids.get(f"orx:{name}", ()), *meta.kids.get(name, ())):
            said: str = held.text().strip()
            if said:
                return said
    return ""


def leaves(root: Node) -> Iterator[tuple[str, str]]:
    """Every answer of a submission by its ref, without what tools put in."""
    yield from _leaves(root, f"/{root.local}")


def _leaves(node: Node, ref: str) -> Iterator[tuple[str, str]]:
    for child in node.elements():
        if child.local in _TOOLS or "@jr:template" in child.kids:
            continue
        place = f"{ref}/{child.local}[{child.ordinal}]"
        if any(True for _ in child.elements()):
            yield from _leaves(child, place)
        elif child.text().strip():
            yield place, child.text()


def _of_answers(session: Session, root: Node, passed_over: Collection[str]) -> Iterator[Reason]:
    unread = bool(session.unread())
    for ref, value in leaves(root):
        try:
            node = session.node(ref)
        except NoSuchNode:
            name = ref.rpartition("/")[2].partition("[")[0]
            if name not in passed_over:
                yield unknown(name)
            continue
        if not node.relevant:
            if node.kind == "question":
                said = N_("“{question}” is not asked after these answers; it would be left out.")
                yield Reason(sentence(said, question=_called(node)), stops=False)
        elif node.control in _LISTS:
            if not unread:
                yield from _of_choice(session, node, value)
        elif not fits(node.type, value.strip()):
            said = N_("“{question}” cannot be answered with “{answer}”.")
            yield Reason(sentence(said, question=_called(node), answer=value))


def _of_choice(session: Session, node: NodeState, value: str) -> Iterator[Reason]:
    codes = {choice.value for choice in node.choices or ()}
    one = node.control == "select1"
    given = [value] if one else value.split()
    if set(given) <= codes:
        return
    meant = _meant(session, node.ref, value.strip(), one=one)
    if meant:
        session.set(node.ref, " ".join(meant))
        return
    strange = ", ".join(code for code in given if code not in codes)
    said = N_("“{question}” has no choice “{answer}”.")
    yield Reason(sentence(said, question=_called(node), answer=strange))


def _meant(session: Session, ref: str, value: str, *, one: bool) -> list[str]:
    """The codes of the choices that are named by their words, in any language of the form."""
    spoken = session.language
    try:
        for language in dict.fromkeys((spoken, *session.form.languages)):
            session.set_language(language)
            choices = session.node(ref).choices or ()
            by_words = {" ".join(choice.label.split()): choice.value for choice in choices}
            if len(by_words) == len(choices):
                found = [by_words.get(value, "")] if one else _several(value, by_words)
                if found and all(found):
                    return found
    finally:
        session.set_language(spoken)
    return []


def _several(value: str, by_words: Mapping[str, str]) -> list[str]:
    """The codes of words after each other, whatever parts them; [] where a part is none.

    Words may hold a comma, and one choice may begin as another does: the longest that fits counts.
    """
    found: list[str] = []
    rest = " ".join(value.split())
    longest_first = sorted(by_words, key=len, reverse=True)
    while rest:
        named = (w for w in longest_first if w and rest.startswith(w))
        words = next((w for w in named if rest[len(w) : len(w) + 1] in ("", *_BETWEEN)), "")
        if not words:
            return []
        found.append(by_words[words])
        rest = rest[len(words) :].lstrip("".join(_BETWEEN))
    return list(dict.fromkeys(found))


def unknown(name: str) -> Reason:
    """That the form has no such question."""
    said = sentence(N_("The form has no question “{question}”; its answer would be left out."),
                    question=name)  # fmt: skip
    return Reason(said, stops=False)


def _broken(node: NodeState, message: str) -> Sentence:
    if message:
        said = N_("“{question}” does not take “{answer}”: {why}")
        return sentence(said, question=_called(node), answer=node.value, why=message)
    said = N_("“{question}” does not take “{answer}”.")
    return sentence(said, question=_called(node), answer=node.value)


def _called(node: NodeState) -> str:
    return node.label or node.name
