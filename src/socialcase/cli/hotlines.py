"""`socialcase hotline`: whom to call when it cannot wait, and who says so."""

from cyclopts import App

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.texts import label, tr

hotline = App(name="hotline", help="Emergency numbers: list them; at the office, set them.")


@hotline.command(name="list")
def list_(*, etrap: str = "", at: At = HERE) -> Answer:
    """List the numbers in force, where they come from, and which nobody has confirmed.

    :param etrap: Those that hold in this etrap only.
    """
    from socialcase.actions.hotlines import every_line, lines_for, unsure_words

    with opened(at) as ws:
        found = lines_for(ws, etrap) if etrap else every_line(ws)
    lines = columns(
        (one.name, one.number, label("etrap", one.etrap) if one.etrap else "", one.source, one.key)
        for one in found
    )
    unsure = unsure_words(found)
    data = plain({"numbers": found})
    return answer(data, [*lines, *([unsure] if unsure else [])], as_json=at.json)


@hotline.command(name="set")
def set_(key: str, number: str, /, *, source: str, at: At = HERE) -> Answer:
    """Set or confirm a number for everybody; it goes to the laptops with the next bundles.

    :param key: ambulance, police, fire or gas; or the id of a number that was added.
    :param number: The telephone number.
    :param source: Who confirmed it and when, an order.
    """
    from socialcase.actions.hotlines import set_line

    with opened(at) as ws:
        done = set_line(ws, key, number, source)
    return answer({"save": done.save}, [tr("Kept.")], as_json=at.json)


@hotline.command
def add(name: str, number: str, /, *, source: str, etrap: str = "", at: At = HERE) -> Answer:
    """Add somebody to call, everywhere or in one etrap.

    :param name: Whom one calls there.
    :param number: The telephone number.
    :param source: Who confirmed it and when, an order.
    :param etrap: Code of the etrap where alone it holds.
    """
    from socialcase.actions.hotlines import add_line

    with opened(at) as ws:
        done = add_line(ws, name, number, source, etrap)
    return answer({"record": done.record, "save": done.save}, [tr("Kept.")], as_json=at.json)


@hotline.command
def drop(key: str, /, *, at: At = HERE) -> Answer:
    """Go back to the usual number, or take away one that was added.

    :param key: As `hotline list` shows it.
    """
    from socialcase.actions.hotlines import drop_line

    with opened(at) as ws:
        done = drop_line(ws, key)
    line = tr("Kept.") if done.save else tr("It was so already.")
    return answer({"save": done.save}, [line], as_json=at.json)
