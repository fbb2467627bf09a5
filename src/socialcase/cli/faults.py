"""Faults on the command line: words for people, a redacted trace for the log."""

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from socialcase.cli.answer import REFUSED, print_json
from socialcase.cli.plain import Plain, plain
from socialcase.errors import FormRefused, UserError
from socialcase.logs import LOGGER_NAME, log_file
from socialcase.texts import explain, tr


def refuse(fault: UserError, *, as_json: bool) -> int:
    """Tell what happened, what is safe and what to do; gives the exit status."""
    told = explain(fault)
    for part in (told.happened, told.safe, told.do):
        if part:
            print(part, file=sys.stderr)
    if as_json:
        print_json({"error": error_data(fault)})
    return REFUSED


def error_data(fault: UserError) -> dict[str, Plain]:
    """A fault as data: its stable name and the three parts in words."""
    told = explain(fault)
    data: dict[str, Plain] = {"name": type(fault).__name__}
    data |= {"happened": told.happened, "safe": told.safe, "do": told.do}
    if isinstance(fault, FormRefused):
        data["problems"] = plain(fault.problems)
    return data


def report_defect(
    kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> None:
    """For `sys.excepthook`: one line for the person, the places it came through for the log.

    Neither the fault's message nor any value is kept: they may hold what a person entered.
    """
    if issubclass(kind, KeyboardInterrupt):
        print(tr("Stopped. What was kept before stays kept."), file=sys.stderr)
        return
    logging.getLogger(LOGGER_NAME).error("defect %s at %s", kind.__name__, places(trace))
    print(
        tr("Something went wrong in the program itself ({kind}).").format(kind=kind.__name__),
        file=sys.stderr,
    )
    print(tr("Your work is kept: everything said to be kept before is there."), file=sys.stderr)
    told = tr("Please try again; if it happens again, pass on the log: {file}")
    print(told.format(file=log_file()), file=sys.stderr)


def places(trace: TracebackType | None) -> str:
    """Where a fault came through: file names, lines and functions, no values."""
    frames = traceback.extract_tb(trace)
    return " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
