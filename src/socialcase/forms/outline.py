"""The form as pages with numbered questions, how far each is filled, and its scores."""

from collections.abc import Iterator

from socialcase.forms.model import Model, Plan
from socialcase.forms.showing import kind_of
from socialcase.forms.tree import Field, expand, fields, ref_of
from socialcase.forms.views import (
    GroupHead,
    Item,
    Page,
    PageProgress,
    Question,
    RepeatBlock,
    RepeatInstance,
    Score,
)
from socialcase.forms.world import FormWorld
from socialcase.forms.xpath.footprint import Path

ABOUT = "about_"
# notes that only word a score or a need stand on no page
WORDED = (ABOUT + "score_", ABOUT + "need_")


def page_plans(model: Model) -> list[list[Plan]]:
    """Return the plans of each page: one group or repeat, or a run of loose questions."""
    found: list[list[Plan]] = []
    loose: list[Plan] = []
    for plan in model.root.children:
        if not _shown(plan):
            continue
        if plan.leaf:
            loose.append(plan)
            if len(loose) == 1:
                found.append(loose)
        else:
            loose = []
            found.append([plan])
    return found


def _shown(plan: Plan) -> bool:
    if plan.name.startswith(WORDED):
        return False
    if plan.leaf:
        return plan.control is not None and not plan.name.startswith("@")
    return any(_shown(child) for child in plan.children)


def numbers(model: Model) -> dict[Path, str]:
    """Return the number of each question and page; the same as long as the form is."""
    found: dict[Path, str] = {}
    for at, plans in enumerate(page_plans(model), 1):
        found.update({plan.path: str(at) for plan in plans if not plan.leaf})
        asked = [leaf for plan in plans for leaf in _questions(plan)]
        found.update({leaf.path: f"{at}.{n}" for n, leaf in enumerate(asked, 1)})
    return found


def _questions(plan: Plan) -> Iterator[Plan]:
    if plan.leaf:
        if plan.control is not None and kind_of(plan) == "question":
            yield plan
        return
    for child in plan.children:
        if _shown(child):
            yield from _questions(child)


def pages(root: Field, world: FormWorld, known: dict[Path, str]) -> list[Page]:
    """Return all pages with what stands on them; `known` are the form's `numbers`."""
    return [
        _page(str(at), plans, root, world, known)
        for at, plans in enumerate(page_plans(world.model), 1)
    ]


def _page(
    number: str, plans: list[Plan], root: Field, world: FormWorld, known: dict[Path, str]
) -> Page:
    top = plans[0]
    build = _Items(world, known)
    if top.repeat:
        block = build.repeat(top, root)
        return Page(block.ref, number, block.label, block.relevant, (block,))
    if top.leaf:
        items = tuple(item for plan in plans for item in build.item(plan, root))
        live = [f for plan in plans for f in expand(root, plan)]
        return Page(ref_of(live[0]), number, "", any(f.on for f in live), items)
    field = expand(root, top)[0]
    label = world.words(top.control.label, field).strip() if top.control else ""
    return Page(ref_of(field), number, label, field.on, build.inside(field))


class _Items:
    def __init__(self, world: FormWorld, known: dict[Path, str]) -> None:
        self._world = world
        self._known = known

    def inside(self, parent: Field) -> tuple[Item, ...]:
        return tuple(i for plan in parent.plan.children for i in self.item(plan, parent))

    def item(self, plan: Plan, parent: Field) -> list[Item]:
        if not _shown(plan):
            return []
        if plan.repeat:
            return [self.repeat(plan, parent)]
        field = next((f for f in parent.kids.get(plan.name, ()) if isinstance(f, Field)), None)
        if field is None:
            return []
        if plan.leaf:
            return [Question(ref_of(field), self._known.get(plan.path, ""))]
        appearance = plan.control.appearance if plan.control else ""
        return [GroupHead(ref_of(field), appearance, self.inside(field))]

    def repeat(self, plan: Plan, parent: Field) -> RepeatBlock:
        found = [f for f in parent.kids.get(plan.name, ()) if isinstance(f, Field)]
        near = found[0] if found else Field(plan, parent)
        return RepeatBlock(
            ref=f"{ref_of(parent)}/{plan.name}",
            label=self._world.words(plan.control.label, near).strip() if plan.control else "",
            fixed=plan.fixed,
            relevant=parent.on and (not found or any(f.on for f in found)),
            instances=tuple(RepeatInstance(ref_of(f), self.inside(f)) for f in found),
        )


def progress(root: Field, world: FormWorld) -> list[PageProgress]:
    """Return the counts of each page."""
    found: list[PageProgress] = []
    for plans in page_plans(world.model):
        tops = [f for plan in plans for f in expand(root, plan)]
        asked = [f for top in tops for f in fields(top) if _open(f)]
        ref = f"{ref_of(root)}/{plans[0].name}"
        found.append(
            PageProgress(
                ref,
                sum(1 for f in asked if f.value),
                len(asked),
                sum(1 for f in asked if f.violation == "required"),
                sum(1 for f in asked if f.violation == "constraint"),
            )
        )
    return found


def _open(field: Field) -> bool:
    plan = field.plan
    return field.on and plan.control is not None and plan.leaf and kind_of(plan) == "question"


def scores(root: Field, world: FormWorld, prefix: str) -> list[Score]:
    """Return the relevant calculates whose name starts with `prefix`, worded by their notes."""
    notes = {p.name: p for p in world.model.plans.values() if p.name.startswith(ABOUT)}
    found: list[Score] = []
    for field in fields(root):
        plan = field.plan
        if not plan.name.startswith(prefix) or plan.control is not None or not field.on:
            continue
        note = notes.get(ABOUT + plan.name)
        control = note.control if note is not None else None
        near = expand(root, note)[0] if note is not None else field
        label = world.words(control.label, near).strip() if control else ""
        detail = world.words(control.hint, near).strip() if control else ""
        found.append(Score(ref_of(field), plan.name, label or plan.name, field.value, detail))
    return found
