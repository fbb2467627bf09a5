"""What has to be recalculated, in the order of the form's triggers, each place once."""

import heapq
from collections.abc import Callable, Iterable

from socialcase.forms.model import Trigger
from socialcase.forms.tree import Field

# how often one trigger may run again at one place within one settle (forms that read in circles)
_ROUNDS = 5


class Due:
    """The triggers that are due, each with the fields below which it has to run."""

    def __init__(self) -> None:
        self._orders: list[int] = []
        self._places: dict[int, tuple[Trigger, dict[Field, None]]] = {}
        self._rounds: dict[tuple[int, Field], int] = {}
        # the highest order that ran since all was settled: what is due behind it runs again
        self._reached = -1
        self._sweeping = False
        self._depth = 0

    def push(self, trigger: Trigger, anchor: Field) -> None:
        """Let a trigger run below `anchor`."""
        order = trigger.order
        if order <= self._reached:
            if self._tired(order, anchor):
                return
        elif self._sweeping:
            return
        held = self._places.get(order)
        if held is None:
            self._places[order] = (trigger, {anchor: None})
            heapq.heappush(self._orders, order)
        else:
            held[1][anchor] = None

    def _tired(self, order: int, anchor: Field) -> bool:
        """Whether a trigger has come round too often at one place."""
        held = self._places.get(order)
        if held is not None and anchor in held[1]:
            return False
        rounds = self._rounds.get((order, anchor), 0)
        self._rounds[order, anchor] = rounds + 1
        return rounds >= _ROUNDS

    def sweep(self, triggers: Iterable[Trigger], run: Callable[[Trigger], None]) -> None:
        """Run triggers in order; what they make due behind them is left for `drain`."""
        self._sweeping = True
        for trigger in triggers:
            self._reached = trigger.order
            run(trigger)
        self._sweeping = False

    def drain(self, run: Callable[[Trigger, Field], None]) -> None:
        """Run all that is due, and what becomes due by it. Does nothing during a sweep."""
        if self._sweeping:
            return
        orders = self._orders
        self._depth += 1
        while orders:
            order = heapq.heappop(orders)
            trigger, anchors = self._places.pop(order)
            if order > self._reached:
                self._reached = order
            for done, anchor in enumerate(anchors, 1):
                run(trigger, anchor)
                if orders and orders[0] < order and done < len(anchors):
                    # something earlier became due: the rest waits for it
                    self._put_back(trigger, list(anchors)[done:])
                    break
        self._depth -= 1
        if not self._depth:
            self._reached = -1
            self._rounds.clear()

    def _put_back(self, trigger: Trigger, rest: list[Field]) -> None:
        held = self._places.get(trigger.order)
        waiting = dict.fromkeys(rest)
        if held is None:
            heapq.heappush(self._orders, trigger.order)
        else:
            waiting.update(held[1])
        self._places[trigger.order] = (trigger, waiting)
