"""The program's log: verbs, counts, durations and ids, never a value that a person entered."""

import logging
from pathlib import Path

LOGGER_NAME = "socialcase"
_MOST_BYTES = 512 * 1024


def log_file() -> Path:
    """Where the log of this computer lies."""
    import platformdirs

    return platformdirs.user_log_path("socialcase", appauthor=False) / "socialcase.log"


def start_log(file: Path, level: int = logging.INFO) -> None:
    """Send the program's log to `file`, and nowhere else. Two files of 512 KiB are kept before it.

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
        _make_room(file)
        handler = logging.FileHandler(file, encoding="utf-8")
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


def _make_room(file: Path) -> None:
    """Put a log that has grown large aside. At a start only: what one start writes is little."""
    # not the standard rotating handler: its module brings sockets along, at every start
    if not file.exists() or file.stat().st_size < _MOST_BYTES:
        return
    first, second = (file.with_name(f"{file.name}.{number}") for number in (1, 2))
    if first.exists():
        first.replace(second)
    file.replace(first)
