"""The lists of a page: a box for each repeat, a card for each instance, what a card says.

A card that went takes nothing else with it: the cards after it move up by one, and everything that
was built in them stays.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from socialcase.actions.draft_journal import moved
from socialcase.forms import RepeatBlock, RepeatInstance
from socialcase.ui.pages.filler.model import Filling, questions
from socialcase.ui.pages.filler.repeats import RepeatBox, RepeatCard
from socialcase.ui.pages.filler.words import in_words

_SUMMARY, _LOOKED_AT = 3, 12
"""So many answers stand in the line of a folded card, of so many questions at its beginning."""
_AT_ONCE = 8
"""So many cards are worded at once; of more, the rest in turns."""

Folded = tuple[RepeatCard, RepeatInstance]
Kept = TypeVar("Kept")


class Cards:
    """All of a page. `adds`, `removes` and `opens` are called with the ref of a repeat or card."""

    def __init__(
        self,
        filling: Filling,
        adds: Callable[[str], object],
        removes: Callable[[str], object],
        opens: Callable[[str], object],
    ) -> None:
        self._filling = filling
        self._adds, self._removes, self._opens = adds, removes, opens
        self.boxes: dict[str, RepeatBox] = {}
        self._folded: dict[str, Folded] = {}
        self._late: OrderedDict[str, None] = OrderedDict()

    def put_box(self, block: RepeatBlock) -> RepeatBox:
        """A new box for a repeat."""
        box = self.boxes[block.ref] = RepeatBox(block)
        box.adds.connect(self._adds)
        return box

    def put_card(self, box: RepeatBox, instance: RepeatInstance) -> RepeatCard:
        """A new card at the end of a box, folded, its questions not built."""
        card = RepeatCard(instance.ref, fixed=box.fixed)
        card.removes.connect(self._removes)
        card.opens.connect(self._opens)
        card.set_open(False)
        box.put(card)
        self._folded[instance.ref] = (card, instance)
        return card

    def take_folded(self, ref: str) -> Folded | None:
        """The card `ref` where its questions are not built yet; from now on they count as built."""
        return self._folded.pop(ref, None)

    def folded_around(self, ref: str) -> list[str]:
        """The cards that `ref` stands in and whose questions are not built yet."""
        return [card for card in self._folded if ref.startswith(f"{card}/")]

    def card(self, ref: str) -> RepeatCard | None:
        """The card of the instance `ref`."""
        all_cards = (card for box in self.boxes.values() for card in box.cards)
        return next((card for card in all_cards if card.ref == ref), None)

    def around(self, ref: str) -> Iterator[RepeatCard]:
        """Every card that `ref` stands in."""
        for box in self.boxes.values():
            yield from (card for card in box.cards if ref.startswith(f"{card.ref}/"))

    def box_around(self, ref: str) -> RepeatBox | None:
        """The innermost box that `ref` stands in, else the first."""
        around = [box for at, box in self.boxes.items() if ref.startswith(f"{at}[")]
        if around:
            return max(around, key=lambda box: len(box.ref))
        return next(iter(self.boxes.values()), None)

    # --- instances that come and go --------------------------------------------------------------

    def take_out(self, ref: str) -> RepeatBox | None:
        """Let go of the card of an instance that went, and of all in it; the others move up.

        Gives its box, None where it stands on another page.
        """
        box, card = self.boxes.get(ref.rpartition("[")[0]), self.card(ref)
        if box is None or card is None:
            return None
        box.take(card)
        self.boxes = dict(_moved_up(self.boxes.items(), ref))
        self._folded = dict(_moved_up(self._folded.items(), ref))
        self._late = OrderedDict(_moved_up(self._late.items(), ref))
        for path, inner in self.boxes.items():
            inner.ref = path
            for other in inner.cards:
                other.ref = moved(other.ref, ref, -1) or other.ref
        return box

    def show(self, block: RepeatBlock) -> None:
        """Show a repeat as it is now; of many cards, the words of most in turns."""
        box = self.boxes.get(block.ref)
        if box is None:
            return
        box.show_block(block)
        for card, instance in zip(box.cards, block.instances, strict=False):
            if instance.ref in self._folded:
                self._folded[instance.ref] = (card, instance)
            self._late[instance.ref] = None
        self.go_on(_AT_ONCE)

    def touch(self, refs: Iterable[str]) -> None:
        """Word the cards again that one of `refs` stands in."""
        for ref in refs:
            for path, box in self.boxes.items():
                at = _place_in(path, ref)
                if 0 <= at < len(box.cards):
                    self._late[box.cards[at].ref] = None
        self.go_on(_AT_ONCE)

    def go_on(self, most: int) -> bool:
        """Word so many of the cards that wait for it. Whether more wait."""
        for _ in range(min(most, len(self._late))):
            self._word(self._late.popitem()[0])  # the last came last: a person looks at it
        return bool(self._late)

    def forget(self, gone: Callable[[str], bool]) -> None:
        """Let go of what stood in cards that are gone."""
        self.boxes = {ref: box for ref, box in self.boxes.items() if not gone(ref)}
        self._folded = {ref: card for ref, card in self._folded.items() if not gone(ref)}
        self._late = OrderedDict((ref, None) for ref in self._late if not gone(ref))

    def _word(self, ref: str) -> None:
        box, at = self.boxes.get(ref.rpartition("[")[0]), _place_in(ref.rpartition("[")[0], ref)
        if box is not None and 0 <= at < min(len(box.cards), len(box.block.instances)):
            box.show_card(at, self._summary(box.block.instances[at]))

    def _summary(self, instance: RepeatInstance) -> str:
        said: list[str] = []
        for question in islice(questions(instance.items), _LOOKED_AT):
            node = self._filling.node(question.ref)
            if node.relevant and node.value and node.kind == "question":
                said.append(in_words(node))
        return " · ".join(said[:_SUMMARY])


def _moved_up(items: Iterable[tuple[str, Kept]], removed: str) -> Iterator[tuple[str, Kept]]:
    """By ref, after the instance `removed` went; what stood in it is left out."""
    for ref, kept in items:
        now = moved(ref, removed, -1)
        if now is not None:
            yield now, kept


def _place_in(repeat: str, ref: str) -> int:
    """In which instance of `repeat` `ref` stands, from 0; -1 where in none."""
    if not ref.startswith(f"{repeat}["):
        return -1
    return int(ref[len(repeat) + 1 :].partition("]")[0]) - 1
