"""`socialcase bundle`: sending and receiving without a screen."""

from pathlib import Path

from cyclopts import App

from socialcase.cli.answer import Answer, answer
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.texts import label, tr, trn

bundle = App(name="bundle", help="Write, look into and take in bundles.")


@bundle.command
def export(folder: Path, /, *, to: str = "", at: At = HERE) -> Answer:
    """Write what the other side lacks into a folder, read it back and compare.

    :param folder: Where to write it, such as a stick.
    :param to: At an office: name or device of the laptop; a laptop always writes for its
        office.
    """
    from socialcase.actions.bundles import export_bundle

    with opened(at) as ws:
        done = export_bundle(ws, folder, to)
    changes = trn("{n} change", "{n} changes", done.changes).format(n=done.changes)
    lines = [str(path) for path in done.paths]
    lines.append(
        tr("{changes} for {recipient}, compared. You may remove the stick.").format(
            changes=changes, recipient=done.recipient_name
        )
    )
    return answer(plain(done), lines, as_json=at.json)


@bundle.command
def inspect(file: Path, /, *, at: At = HERE) -> Answer:
    """Verify a bundle and say what is in it, without taking anything in.

    :param file: The bundle (*.scbundle).
    """
    from socialcase.actions.bundles import inspect_bundle

    with opened(at) as ws:
        report = inspect_bundle(ws, file)
    lines = [
        tr("From {sender}, number {number}, {changes} changes.").format(
            sender=report.sender_name, number=report.number, changes=report.changes
        ),
        *_kinds(report.by_kind),
    ]
    if report.already_known:
        lines.append(tr("It was taken in before."))
    return answer(plain(report), lines, as_json=at.json)


@bundle.command
def merge(file: Path, /, *files: Path, at: At = HERE) -> Answer:
    """Take bundles in, each as a whole or not at all.

    :param file: The bundle (*.scbundle).
    :param files: More bundles, taken in one after the other.
    """
    from socialcase.actions.bundles import merge_bundle
    from socialcase.actions.form_arrivals import arrival_lines, arrived, forms_here
    from socialcase.actions.wording import merge_lines

    with opened(at) as ws:
        before = forms_here(ws)
        summaries = [merge_bundle(ws, one) for one in (file, *files)]
        came = arrived(ws, before)
    lines = [line for one in summaries for line in merge_lines(one)]
    data = {"bundles": plain(summaries), "forms": plain(came)}
    return answer(data, [*lines, *arrival_lines(came)], as_json=at.json)


def _kinds(by_kind: tuple[tuple[str, int], ...]) -> list[str]:
    return [f"  {count}  {label('kind', kind)}" for kind, count in by_kind]
