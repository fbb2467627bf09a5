"""Who is known already, while a new member of a household or a relative is typed."""

from collections.abc import Callable
from datetime import date

from socialcase.actions.done import Done
from socialcase.actions.registering import KnownOne, join_home
from socialcase.actions.workspaces import Workspace
from socialcase.cases.births import read_birth
from socialcase.cases.likeness import Described
from socialcase.ui.page import PageContext
from socialcase.ui.pages.case.household_forms import NewMember, SomebodyForm
from socialcase.ui.pages.known_card import KnownCard


def watch_known(
    context: PageContext, form: SomebodyForm, taken: Callable[[KnownOne], object]
) -> KnownCard:
    """Show beneath `form` who may be meant; `taken(known)` when a person says who it is."""
    card = KnownCard(context, lambda: _described(form, context.workspace.today), taken)
    form.put(card)
    for box in (form.given, form.surname, form.birth):
        box.textEdited.connect(card.typed)
    form.given.textChanged.connect(lambda text: None if text else card.forget())
    card.retranslate()
    return card


def joining(ws: Workspace, case: str, form: NewMember, known: KnownOne) -> Callable[[], Done]:
    """The act that takes somebody known into the household, in the role that `form` says."""
    role, note = form.role.value(), form.note.text().strip()
    told = {"birth": form.born(), "sex": form.sex.value()}
    return lambda: join_home(ws, case, known.person.uid, role, note, **told)


def _described(form: SomebodyForm, today: date) -> Described:
    names = (form.given.text().strip(), form.surname.text().strip())
    try:
        born = read_birth(form.birth.text(), today)
    except ValueError:
        born = ""
    return Described(" ".join(name for name in names if name), born, form.sex.value())
