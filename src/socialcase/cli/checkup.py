"""`socialcase doctor`: what is installed, what is missing, what to do."""

from typing import Annotated

from cyclopts import Parameter

from socialcase.cli.answer import REFUSED, Answer
from socialcase.cli.plain import plain
from socialcase.texts import tr

Json = Annotated[bool, Parameter(help="Answer as JSON on standard output.", negative=())]


def doctor(*, json: Json = False) -> Answer:
    """Say what is installed on this computer, what is missing and what to do about it."""
    from socialcase.actions.doctor import doctor as look
    from socialcase.actions.wording import advice

    findings = look()
    lines: list[str] = []
    for one in findings:
        mark = {"good": "✓", "warning": "!", "missing": "✗"}[one.state]
        lines.append(f"{mark} {one.name}  {one.found}".rstrip())
        if one.advice:
            lines.append(f"    {advice(one.advice, one.found)}")
    missing = [one.name for one in findings if one.state == "missing"]
    lines.append(tr("All that is needed is there.") if not missing else tr("Parts are missing."))
    data = {"findings": plain(findings), "missing": plain(missing)}
    return Answer(data, tuple(lines), json, REFUSED if missing else 0)
