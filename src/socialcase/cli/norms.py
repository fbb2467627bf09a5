"""`socialcase norm`: how many days each risk level gives, and who says so."""

from cyclopts import App

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.texts import label, tr

norm = App(name="norm", help="Deadlines by risk level: list them; at the office, set them.")


@norm.command(name="list")
def list_(*, at: At = HERE) -> Answer:
    """List the deadlines in force and where they come from."""
    from socialcase.actions.norms import norm_lines
    from socialcase.actions.wording import norm_source

    with opened(at) as ws:
        found = norm_lines(ws)
    lines = columns(
        (
            label("norm", one.what),
            *(str(period.days) for period in (one.high, one.medium, one.low)),
            norm_source(one.what, one.source, own=one.own),
        )
        for one in found
    )
    return answer({"norms": plain(found)}, lines, as_json=at.json)


@norm.command(name="set")
def set_(what: str, /, *, high: int, medium: int, low: int, source: str, at: At = HERE) -> Answer:
    """Set the days for everybody; they go to the laptops with the next bundles.

    :param what: assess, plan, contact, review or service (help that is needed at once).
    :param high: Days at high risk.
    :param medium: Days at medium risk, and while no risk level is set.
    :param low: Days at low risk.
    :param source: Where this comes from: an order, a standard, a decision of the office.
    """
    from socialcase.actions.norms import set_norm

    with opened(at) as ws:
        done = set_norm(ws, what, {"high": high, "medium": medium, "low": low}, source)
    return answer({"save": done.save}, [tr("Kept.")], as_json=at.json)


@norm.command
def drop(what: str, /, *, at: At = HERE) -> Answer:
    """Go back to the proposal of the program.

    :param what: assess, plan, contact, review or service.
    """
    from socialcase.actions.norms import drop_norm

    with opened(at) as ws:
        done = drop_norm(ws, what)
    line = tr("Kept.") if done.save else tr("It was so already.")
    return answer({"save": done.save}, [line], as_json=at.json)
