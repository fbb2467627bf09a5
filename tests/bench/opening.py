"""One start of a window, in a process of its own: prints "painted" once it is, and ends.

python -m tests.bench.opening bare              the floor: an empty window
python -m tests.bench.opening WORKSPACE KEY     ours, as `socialcase.app` starts it, from a raw key

Nothing is imported up here: the order of the imports is a part of what is measured.
"""

import sys
from pathlib import Path


def ours(folder: Path, key: bytes) -> None:
    """The program from the key of a workspace to its first page."""
    from socialcase.app import Beside, application, hold_collector, new_workspace_folder
    from socialcase.toolkit import check_display, import_toolkit

    hold_collector()
    check_display()
    from socialcase.actions.opening import open_day_with_key
    from socialcase.settings import Settings
    from socialcase.texts import use_language

    opening = Beside(lambda: open_day_with_key(folder, key, anywhere=True))
    import_toolkit()
    from socialcase.ui.preferences import Preferences
    from socialcase.ui.window import Window, read_first_page
    from tests.bench.painting import show

    read_first_page()
    use_language("en")
    app = application()
    window = Window(Preferences(app, Settings(), lambda _settings: None), new_workspace_folder)
    window.enter(*opening.result())
    if window.shell is None:
        raise AssertionError("the window has no inside")
    show(app, window, window.shell.page("today"))


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        from tests.bench.painting import bare

        bare()
    else:
        ours(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
