"""Fields that are kept when one leaves them: what stands in one that nobody left is not lost."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property, partial

from socialcase.actions.unkept import write_down, written_down
from socialcase.lazy_dataclass import dataclass
from socialcase.texts import tr
from socialcase.ui.page import Page
from socialcase.ui.unkept import WrittenDown
from socialcase.ui.widgets.field import TextArea, TextBox
from socialcase.ui.widgets.kept_text import same_words
from socialcase.ui.written_apart import ApartLine, WrittenApart

_AGAIN = "~"
"""After the name of a field: what waits for a decision beside what is written there now."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What was written in a field and not kept, and what stood there then, where it is known."""

    name: str
    words: str
    before: str | None
    refused: bool = False


class UnkeptFields:
    """Writes down what is being typed; where the program ended amid it, it is kept the next time.

    But not over something that was kept there meanwhile: then both are shown (`apart`, to be laid
    out where the fields are), and the newer one stays until somebody decides.
    `editors`: by names that last.
    """

    def __init__(self, page: Page, editors: Mapping[str, TextBox | TextArea] | None = None) -> None:
        self._page, self._place = page, ""
        self._editors: dict[str, TextBox | TextArea] = {}
        self._hidden: tuple[str, ...] = ()
        self._closed = False
        self._needed: set[str] = set()
        self._waiting: dict[str, _Waiting] = {}
        self._carried: dict[str, _Waiting] = {}
        self._at: datetime | None = None
        self._down = WrittenDown(page, self._words, self._before)
        for name, editor in (editors or {}).items():
            self.add(name, editor)

    @cached_property
    def apart(self) -> WrittenApart:
        """The lines that say what was written where something newer is kept by now."""
        return WrittenApart(self._put_in, self._throw_away)

    def anew(self, start: str = "") -> None:
        """Fields whose names begin with `start` go, and others come: `add` these, then `turn_to`.

        What is written in one and not kept goes over into the one that takes its place.
        """
        for name in [one for one in self._editors if one.startswith(start)]:
            editor = self._editors.pop(name)
            if editor.unkept is not None:
                written = _Waiting(name, editor.stands(), editor.before, editor.refused)
                self._carried[name] = written
            editor.give_up()  # as it goes it loses the keyboard: that is no leaving

    def add(self, name: str, editor: TextBox | TextArea, *, needed: bool = False) -> None:
        """Hear of one more field. `needed`: it cannot be kept empty; emptied says nothing there."""
        self._editors[name] = editor
        self._needed |= {name} if needed else set()
        written = self._carried.pop(name, None)
        if written is not None:
            editor.go_on(written.words, written.before or "", refused=written.refused)
        editor.set_aside = partial(self._set_aside, name)
        editor.settled = self._down.note
        self._down.hear(editor)

    def turn_from(self, place: str) -> None:
        """The fields are about to show the record of `place`; of another nothing more is heard.

        What stands in them of that other one is written down already, and never becomes this one's.
        """
        if place != self._place:
            self._place = ""
            self._waiting, self._carried = {}, {}
            self._down.end()
            for editor in self._editors.values():
                editor.let_go()

    def turn_to(self, place: str, hidden: tuple[str, ...] = (), *, closed: bool = False) -> None:
        """The fields show the record of `place`: keep what was written there when nobody could.

        What cannot be kept even now stays written down, and in its field. `hidden`: beginnings of
        names of fields that are not shown now; what was written there waits until they are.
        `closed`: nothing of the record can be changed any more.
        """
        self._hidden, self._closed = hidden, closed
        if place != self._place:
            self._place = place
            unkept = self._down.read(place)
            if unkept is not None:
                self._at = unkept.at
                for key, words in unkept.words.items():
                    self._wait(key.rstrip(_AGAIN), words, unkept.before.get(key))
            self._down.begin(place)
        self._settle()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self._say()

    # --- what waits ------------------------------------------------------------------------------

    def _wait(self, name: str, words: str, before: str | None) -> None:
        key = name + _AGAIN
        while key in self._waiting:
            key += _AGAIN
        self._waiting[key] = _Waiting(name, words, before)

    def _settle(self) -> None:
        """Keep what was written where nothing else was kept since; say what else there is."""
        free = [key for key, one in self._waiting.items() if self._may_take(one)]
        for key in free:
            one = self._waiting.pop(key)
            self._editors[one.name].take(one.words)
        if free:
            self._down.note()
        self._say()

    def _may_take(self, one: _Waiting) -> bool:
        editor = self._there(one)
        if editor is None or one.name.startswith(self._hidden) or editor.unkept is not None:
            return False
        stood = (one.words, editor.before if one.before is None else one.before)
        return any(same_words(editor.before, text) for text in stood)

    def _set_aside(self, name: str, words: str, before: str) -> None:
        self._at = self._page.context.workspace.clock.now()
        self._wait(name, words, before)
        self._say()

    def _say(self) -> None:
        lines = {
            key: self._line(one)
            for key, one in self._waiting.items()
            if not one.name.startswith(self._hidden)
        }
        if self._at is not None and (lines or "apart" in self.__dict__):
            self.apart.show_lines(lines, self._at)

    def _there(self, one: _Waiting) -> TextBox | TextArea | None:
        return None if self._closed else self._editors.get(one.name)

    def _line(self, one: _Waiting) -> ApartLine:
        editor = self._there(one)
        if editor is None:
            return ApartLine("", one.words, None)
        return ApartLine(editor.accessibleName(), one.words, editor.before)

    def _put_in(self, key: str) -> None:
        one = self._waiting.pop(key)
        self._editors[one.name].take(one.words)
        self._down.note()
        self._say()

    def _throw_away(self, key: str) -> None:
        one, place = self._waiting.pop(key), self._place
        self._down.note()
        self._say()
        self._page.context.toast(tr("Thrown away"), partial(self._bring_back, place, key, one))

    def _bring_back(self, place: str, key: str, one: _Waiting) -> None:
        if place == self._place:
            self._wait(one.name, one.words, one.before)
            self._down.note()
            self._say()
            return
        ws = self._page.context.workspace
        there = self._page.read(lambda: written_down(ws, place))
        words = {**(there.words if there is not None else {}), key: one.words}
        before = dict(there.before) if there is not None else {}
        before |= {} if one.before is None else {key: one.before}
        self._page.keep(lambda: write_down(ws, place, words, before))

    # --- what is written down --------------------------------------------------------------------

    def _words(self) -> dict[str, str]:
        now = {name: editor.unkept for name, editor in self._editors.items()}
        written = {
            name: text
            for name, text in now.items()
            if text is not None and (text or name not in self._needed)
        }
        return written | {key: one.words for key, one in self._beside.items()}

    def _before(self) -> dict[str, str]:
        beside = {k: one.before for k, one in self._beside.items() if one.before is not None}
        return {name: editor.before for name, editor in self._editors.items()} | beside

    @property
    def _beside(self) -> dict[str, _Waiting]:
        """What was written and stands in no field at present."""
        return self._carried | self._waiting
