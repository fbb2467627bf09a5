"""`socialcase record` and `socialcase undo`: every field's history, redacting, taking back."""

from cyclopts import App

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.cli.reading import noted
from socialcase.texts import tr

record = App(name="record", help="Look at the history of a record; redact a value.")


@record.command
def history(record: str, /, *, field: str = "", at: At = HERE) -> Answer:
    """Show who changed what, when and from what, newest first.

    :param record: Id of a person, case, visit or any other record.
    :param field: Only this field, such as risk.
    """
    from socialcase.actions.history import history as read_history
    from socialcase.actions.history_words import change_words, field_words, told

    with opened(at) as ws:
        lines = read_history(ws, record, field)
        noted(ws, record)
    rows = columns(
        (
            f"{one.at:%Y-%m-%d %H:%M}",
            one.author_name or one.author,
            field_words(one),
            change_words(one),
            one.save,
        )
        for one in lines
        if told(one)
    )
    return answer({"history": plain(lines)}, rows, as_json=at.json)


@record.command
def redact(record: str, field: str, /, *, reason: str = "", at: At = HERE) -> Answer:
    """Drop every value that a field ever had, here and everywhere, for good.

    Who gave a value and when stays in the history. A coordinator or an officer may do this; it
    cannot be undone.

    :param record: Id of a person, case, visit or any other record.
    :param field: The field, such as worry.
    :param reason: Why. It must not repeat the value.
    """
    from socialcase.actions.redaction import redact as drop

    with opened(at) as ws:
        done = drop(ws, record, field, reason)
    line = tr("Redacted.") if done.save else tr("There was nothing to redact.")
    data = {"record": done.record, "save": done.save, "changes": len(done.changes)}
    return answer(plain(data), [line], as_json=at.json)


def undo(save: str, /, *, at: At = HERE) -> Answer:
    """Take one act back by a new one; both stay in the history.

    :param save: Id of the act, as other commands print it.
    """
    from socialcase.actions.history import undo as take_back

    with opened(at) as ws:
        done = take_back(ws, save)
    data = {"record": done.record, "save": done.save, "changes": len(done.changes)}
    return answer(plain(data), [tr("Taken back.")], as_json=at.json)
