"""The program's log: verbs, counts, durations and ids, never a value that a person entered."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

LOGGER_NAME = "socialcase"


def log_file() -> Path:
    """Where the log of this computer lies."""
    return platformdirs.user_log_path("socialcase", appauthor=False) / "socialcase.log"


def start_log(file: Path, level: int = logging.INFO) -> None:
    """Send the program's log to `file` (three files of 512 KiB at most), and nowhere else.

    A folder that cannot be written leaves the program without a log rather than without a start.
    """
    logger = logging.getLogger(LOGGER_NAME)
    logger.setLevel(level)
    logger.propagate = False
    for before in tuple(logger.handlers):
        logger.removeHandler(before)
        before.close()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=512 * 1024, backupCount=2, encoding="utf-8")
    except OSError:
        logger.addHandler(logging.NullHandler())
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)


def act(verb: str, **counts: int | float | str) -> None:
    """Log that `verb` was done, with counts, durations or ids: `act("bundle.merge", changes=63)`.

    Callers pass no names, no answers, no file contents.
    """
    details = " ".join(f"{name}={value}" for name, value in counts.items())
    logging.getLogger(LOGGER_NAME).info("%s %s", verb, details)
