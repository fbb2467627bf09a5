"""The whole command line: `main` is what the `socialcase` command runs."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import App, CycloptsError, Parameter

from socialcase import __version__
from socialcase.cli.answer import DONE, WRONG_USAGE, Answer, give
from socialcase.cli.answers import answers
from socialcase.cli.attachments import attachment
from socialcase.cli.bundles import bundle
from socialcase.cli.case_steps import case
from socialcase.cli.certificates import certificate
from socialcase.cli.checkup import doctor
from socialcase.cli.databases import db
from socialcase.cli.demonstration import Screen, demo_command
from socialcase.cli.directory import provider
from socialcase.cli.disputes import conflict
from socialcase.cli.faults import refuse
from socialcase.cli.forms import form
from socialcase.cli.holding import held
from socialcase.cli.hotlines import hotline
from socialcase.cli.hours import hours
from socialcase.cli.household import household
from socialcase.cli.laptops import laptop
from socialcase.cli.norms import norm
from socialcase.cli.offices import office
from socialcase.cli.papers import paper
from socialcase.cli.persons import person
from socialcase.cli.planning import need, plan
from socialcase.cli.records import record, undo
from socialcase.cli.referrals import referral
from socialcase.cli.resources import resource
from socialcase.cli.workspace_status import workspace
from socialcase.errors import UserError
from socialcase.settings import load_settings, settings_file
from socialcase.texts import tr, use_language

GROUPS = (
    office,
    laptop,
    person,
    certificate,
    case,
    need,
    plan,
    household,
    norm,
    hotline,
    provider,
    referral,
    resource,
    attachment,
    record,
    form,
    paper,
    answers,
    hours,
    bundle,
    conflict,
    held,
    db,
    workspace,
)


def build(screen: Screen) -> App:
    """The commands; without one the window opens on `screen`."""
    app = App(
        name="socialcase",
        help="Case management for social work specialists, offline and encrypted.",
        version=__version__,
        help_format="markdown",
    )
    app.command(demo_command(screen), name="demo")
    for group in GROUPS:
        app.command(group)
    app.command(undo, name="undo")
    app.command(doctor, name="doctor")

    @app.default
    def window(
        *, workspace: Annotated[Path | None, Parameter(help="Folder of the workspace.")] = None
    ) -> int:
        """Open the window."""
        return screen.window(workspace)

    return app


def main(arguments: Sequence[str], screen: Screen) -> int:
    """Run one command. Exit status: 0 done, 1 refused, 2 wrong usage."""
    speak_utf8()
    use_language(load_settings(settings_file()).language)
    try:
        result = build(screen)(
            list(arguments), exit_on_error=False, print_error=False, result_action="return_value"
        )
    except CycloptsError as mistake:
        return _wrong_usage(mistake)
    except UserError as fault:
        return refuse(fault, as_json="--json" in arguments)
    if isinstance(result, Answer):
        return give(result)
    return result if isinstance(result, int) else DONE


def speak_utf8() -> None:
    """Standard output and error in UTF-8 whatever the computer's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _wrong_usage(mistake: CycloptsError) -> int:
    print(str(mistake), file=sys.stderr)
    print(tr("See: socialcase --help"), file=sys.stderr)
    return WRONG_USAGE
