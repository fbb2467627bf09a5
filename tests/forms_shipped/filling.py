"""Fills a shipped form by the names of its questions and reads what it makes of the answers."""

from datetime import datetime
from functools import cache

from socialcase.actions.demo.filling import refs
from socialcase.cases.clock import ASHGABAT
from socialcase.forms import Form, NodeState, compile_form, open_session
from socialcase.settings import shipped

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ASHGABAT)


@cache
def compiled(form: str) -> Form:
    """A shipped form, compiled once for all tests."""
    return compile_form(shipped("forms", f"{form}.xlsx"))


class Filled:
    """A form that is being filled."""

    def __init__(self, form: str, language: str = "", **answers: str) -> None:
        self.session = open_session(compiled(form), now=NOW, language=language or None)
        self._refs = refs(item for page in self.session.pages() for item in page.items)
        self.put(**answers)

    def put(self, **answers: str) -> None:
        """Answer questions by name; what is not asked now may not be answered."""
        for name, value in answers.items():
            assert self.asked(name), f"{name} is not asked"
            self.session.set(self._refs[name], value)

    def node(self, name: str) -> NodeState:
        """How a question stands now."""
        return self.session.node(self._refs[name])

    def asked(self, name: str) -> bool:
        """Whether a question or a note is shown."""
        return self.node(name).relevant

    def names(self, start: str) -> list[str]:
        """The questions whose names begin so, in the form's order."""
        return [name for name in self._refs if name.startswith(start)]

    def score(self, name: str) -> str:
        """The value of a score, "" while there is none."""
        return next((one.value for one in self.session.scores() if one.name == name), "")

    def detail(self, name: str) -> str:
        """What stands beside a score."""
        return next(one.detail for one in self.session.scores() if one.name == name)

    def needs(self) -> set[str]:
        """The needs that the answers point to."""
        return {need.name for need in self.session.needs()}

    def pages(self) -> set[str]:
        """The names of the pages that are open."""
        return {one.ref.rsplit("/", 1)[-1] for one in self.session.pages() if one.relevant}
