"""The form as pages with numbered questions, how far each is filled, and its scores."""

from collections.abc import Iterator

from socialcase.forms.model import Model, Plan
from socialcase.forms.showing import answerable, kind_of
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
from socialcase.forms.xpath.nodes import Node

ABOUT = "about_"
# notes that only word a score or a need stand on no page
WORDED = (ABOUT + "score_", ABOUT + "need_")


# a group with more questions than this is shown page by page, by the groups inside it
LONG = 40


def page_plans(model: Model) -> list[list[Plan]]:
    """Return the plans of each page: one group or repeat, or a run of loose questions.

    A long group that is made of groups gives a page for each of these; one that its author wants
    on one screen (appearance `field-list`) stays together.
    """
    return list(_pages_in(model.root))


def _pages_in(parent: Plan) -> Iterator[list[Plan]]:
    loose: list[Plan] = []
    for plan in parent.children:
        if not _shown(plan):
            continue
        if plan.leaf:
            loose.append(plan)
            if len(loose) == 1:
                yield loose
            continue
        loose = []
        if _is_long(plan):
            yield from _pages_in(plan)
        else:
            yield [plan]


def _is_long(plan: Plan) -> bool:
    inner = [child for child in plan.children if not child.leaf and _shown(child)]
    if plan.repeat or len(inner) < 2 or "field-list" in _looks(plan):
        return False
    return sum(1 for _ in _questions(plan)) > LONG


def _looks(plan: Plan) -> list[str]:
    return plan.control.appearance.split() if plan.control is not None else []


def _shown(plan: Plan) -> bool:
    if plan.name.startswith(WORDED) or "hidden" in _looks(plan):
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
    parent = expand(root, top.parent)[0] if top.parent is not None else root
    if top.repeat:
        block = build.repeat(top, parent)
        return Page(block.ref, number, block.label, block.relevant, (block,))
    if top.leaf:
        items = tuple(item for plan in plans for item in build.item(plan, parent))
        live = [f for plan in plans for f in expand(root, plan)]
        label = _label(parent, world)
        return Page(ref_of(live[0]), number, label, any(f.on for f in live), items)
    field = expand(root, top)[0]
    return Page(ref_of(field), number, _label(field, world), field.on, build.inside(field))


def _label(field: Field, world: FormWorld) -> str:
    """The heading of a group; where its author gave none, that of the group around it."""
    node: Node | None = field
    while isinstance(node, Field) and node.parent is not None:
        control = node.plan.control
        label = world.words(control.label, node).strip() if control is not None else ""
        if label:
            return label
        node = node.parent
    return ""


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
        asked = [f for top in tops for f in _asked(top)]
        found.append(
            PageProgress(
                plans[0].generic,
                sum(1 for f in asked if f.value),
                len(asked),
                sum(1 for f in asked if f.violation == "required" and answerable(f, world)),
                sum(1 for f in asked if f.violation == "constraint"),
            )
        )
    return found


def _asked(field: Field) -> Iterator[Field]:
    plan = field.plan
    if plan.leaf:
        if field.on and _shown(plan) and kind_of(plan) == "question":
            yield field
    elif "hidden" not in _looks(plan):
        for child in field.children:
            if isinstance(child, Field):
                yield from _asked(child)


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
