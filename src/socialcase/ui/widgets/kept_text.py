"""Of an editor of text: what is kept of it, what somebody wrote since, what came meanwhile."""

from collections.abc import Callable


class KeptText:
    """What both kinds of text field have in common. `begin` comes first.

    `kept` gives False where it could not be kept: then it stays, and is tried again.
    `set_aside(words, before)` is called instead where somebody wrote while another value came in
    from elsewhere: with what they wrote, and over what. The newer value stands there then.
    `settled()` follows whenever something was kept, or could not be.
    """

    _before = ""
    _refused = False
    _newer: str | None = None
    _kept: Callable[[str], object] | None = None
    set_aside: Callable[[str, str], object] | None = None
    settled: Callable[[], object] | None = None

    def begin(self, text: str, kept: Callable[[str], object] | None) -> None:
        """It begins with `text`, which is kept."""
        self._before, self._kept = text, kept

    def stands(self) -> str:
        """What stands there now."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Have `text` stand there; whoever listens to the editor hears of it."""
        raise NotImplementedError

    def written_in(self) -> bool:
        """Whether somebody is writing here."""
        raise NotImplementedError

    @property
    def keeps(self) -> bool:
        """Whether what is written here is kept by itself."""
        return self._kept is not None

    @property
    def refused(self) -> bool:
        """Whether what stands here could not be kept."""
        return self._refused and self.unkept is not None

    @property
    def before(self) -> str:
        """What is kept, as far as it was shown here."""
        return self._before

    @property
    def newer(self) -> str | None:
        """What was kept elsewhere while somebody wrote here, None for nothing."""
        return self._newer

    @property
    def unkept(self) -> str | None:
        """What was written and is not kept yet, "" for what was emptied, None for nothing."""
        text = self.stands()
        return text if self._kept is not None and text != self._before else None

    def show_value(self, text: str) -> None:
        """Show what is kept, unless the person is just writing here, or it is written down."""
        held = self.written_in() or self._refused or self.settled is not None
        if held and self.stands() != self._before:
            self._newer = None if same_words(text, self._before) else text
            return
        self._before, self._refused, self._newer = text, False, None
        self.put(text)

    def let_go(self) -> None:
        """The editor is about to show another record: what was written here does not stay."""
        self._before, self._refused, self._newer = self.stands(), False, None

    def go_on(self, text: str, before: str, *, refused: bool = False) -> None:
        """Have `text` stand here, half written over `before` in an editor that was here before."""
        if not same_words(before, self._before):
            self._newer, self._before = self._before, before
        self._refused = refused
        self.put(text)

    def give_up(self) -> None:
        """Another editor takes the place of this one: nothing is kept from here any more."""
        self._kept = None

    def take(self, text: str) -> None:
        """Keep what was written here before."""
        self.put(text)
        self.finish()

    def finish(self) -> None:
        """Keep what was written now."""
        mine, newer = self.stands(), self._newer
        if self._kept is None or mine == self._before:
            return
        self._newer = None
        if newer is not None and self.set_aside is not None and not same_words(mine, newer):
            before, self._before, self._refused = self._before, newer, False
            self.set_aside(mine, before)  # first: it is written down at every moment
            self.put(newer)
            return
        before, self._before = self._before, mine
        self._refused = self._kept(mine) is False
        if self._refused:
            self._before = before
        if self.settled is not None:
            self.settled()


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, spaces aside."""
    return one.split() == other.split()
