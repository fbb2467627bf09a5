"""Which questions may stand on a paper that a person takes home: only what is known to be harmless.

A question may where it leads to a suggestion that may go home, and to none that stays here; what
is asked only because of an answer that stays here, stays here too. Besides these only the person's
own words and strengths are let through: a form whose author has decided nothing gives nothing away.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

from socialcase.forms.form import Form
from socialcase.forms.logic_picture import links
from socialcase.forms.model import Model, Plan
from socialcase.forms.scales import OWN_WORDS, STRENGTHS
from socialcase.forms.xpath.footprint import Path

_NEED = "need_"
_SAID = frozenset((*OWN_WORDS, *STRENGTHS))


def questions_to_take_home(form: Form, allowed: Collection[str]) -> frozenset[str]:
    """Refs (places in repeats left out) of the questions that may stand on such a paper.

    `allowed`: names of the suggestions, and of single questions, that may.
    Raises `FormRefused` when the form cannot run.
    """
    model = form.model
    leads = _needs_by_question(model)
    staying = {path for path, needs in leads.items() if not needs <= set(allowed)}
    staying |= _asked_because_of(form, staying)
    found = (
        path
        for path in form.numbers
        if path[-1] in _SAID or (path not in staying and (path in leads or path[-1] in allowed))
    )
    return frozenset("/" + "/".join(path) for path in found)


def _needs_by_question(model: Model) -> dict[Path, set[str]]:
    """What leads to a suggestion, through calculations too: the suggestions' names by path."""
    found: dict[Path, set[str]] = defaultdict(set)
    for plan in model.plans.values():
        if plan.name.startswith(_NEED) and plan.control is None:
            for path in _read_by(model, plan):
                found[path].add(plan.name)
    return dict(found)


def _read_by(model: Model, need: Plan) -> Iterator[Path]:
    waiting, seen = [need], {need.path}
    while waiting:
        plan = waiting.pop()
        for reads in (plan.calculate, plan.relevant):
            for read in reads.reads if reads is not None else ():
                source = model.plans.get(read.path)
                if source is None or source.path in seen:
                    continue
                seen.add(source.path)
                yield source.path
                if source.control is None or source.calculate is not None:
                    waiting.append(source)


def _asked_because_of(form: Form, staying: Collection[Path]) -> set[Path]:
    """What is shown, itself or its group, only after an answer that stays here."""
    shown: dict[Path, set[Path]] = defaultdict(set)
    for link in links(form):
        if link.effect in ("shows", "feeds"):
            shown[link.source].add(link.target)
    waiting, closed = list(staying), set(staying)
    while waiting:
        for target in shown.get(waiting.pop(), ()):
            inside = [path for path in form.model.plans if path[: len(target)] == target]
            waiting += [path for path in inside if path not in closed]
            closed.update(inside)
    return closed
