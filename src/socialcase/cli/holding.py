"""`socialcase held`: what came and does not count, and the decision about it."""

from typing import TYPE_CHECKING

from cyclopts import App

from socialcase.cli.answer import Answer, answer
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.texts import label, tr, trn

if TYPE_CHECKING:
    from socialcase.actions.done import Done
    from socialcase.actions.held import HeldAct, HeldValue

held = App(name="held", help="Look at changes that are kept but do not count, and decide.")


@held.command(name="list")
def list_(*, at: At = HERE) -> Answer:
    """List held changes by act: whose, from which laptop, when, why and what."""
    from socialcase.actions.held import held_acts

    with opened(at) as ws:
        acts = held_acts(ws)
    lines = [line for act in acts for line in _lines(act)]
    data = {"held": plain(acts)}
    return answer(data, lines or [tr("Nothing is held.")], as_json=at.json)


@held.command
def release(save: str, /, *, reason: str = "", at: At = HERE) -> Answer:
    """Let the held changes of one act count; it can be undone.

    :param save: Id of the act, as `held list` prints it.
    :param reason: Why, for others who look at it later.
    """
    from socialcase.actions import held as acts

    with opened(at) as ws:
        done = acts.release(ws, save, reason)
    return _done(done, tr("They count now. To take it back: socialcase undo {save}"), at)


@held.command(name="set-aside")
def set_aside(save: str, /, *, reason: str = "", at: At = HERE) -> Answer:
    """Leave the changes of one act held, and ask nobody any more; it can be undone.

    :param save: Id of the act, as `held list` prints it.
    :param reason: Why, for others who look at it later.
    """
    from socialcase.actions import held as acts

    with opened(at) as ws:
        done = acts.set_aside(ws, save, reason)
    return _done(done, tr("Set aside. To take it back: socialcase undo {save}"), at)


def _done(done: "Done", words: str, at: At) -> Answer:
    data = {"save": done.save, "changes": len(done.changes)}
    return answer(plain(data), [words.format(save=done.save)], as_json=at.json)


def _lines(act: "HeldAct") -> list[str]:
    who = act.author_name or act.author
    about = act.subject or tr("not known here")
    head = f"{act.save}  {who}, {act.at:%Y-%m-%d %H:%M}: {about}"
    lines = [head, f"  {label('held', act.reason)}"]
    lines += [f"  {_what(value)}" for value in act.values]
    if act.hidden:
        words = trn(
            "{n} change in a file that is closed to you",
            "{n} changes in files that are closed to you",
            act.hidden,
        )
        lines.append(f"  {words.format(n=act.hidden)}")
    return lines


def _what(value: "HeldValue") -> str:
    name = label("field", f"{value.kind}.{value.field}")
    if value.element:
        return f"{name}: {value.element} {value.value or '–'}"
    return f"{name}: {value.now or '–'} → {value.value or '–'}"
