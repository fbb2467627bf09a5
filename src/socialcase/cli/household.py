"""`socialcase household`: who lives together, who is whose, what is around them; the drawings."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from socialcase.cli.answer import Answer, answer, columns
from socialcase.cli.opening import HERE, At, opened
from socialcase.cli.plain import plain
from socialcase.cli.reading import case_read
from socialcase.texts import tr

household = App(name="household", help="Members, relatives and ties; the family's drawings.")
Flag = Annotated[bool, Parameter(negative=())]
Besides = Annotated[
    tuple[Literal["bonds", "health", "untold", "adoption", "notes"], ...],
    Parameter(name="--with", negative=()),
]


@household.command
def members(case: str, /, *, at: At = HERE) -> Answer:
    """Show everybody of a family: who lives here, whose relative each is, whom they care for.

    :param case: Number or id of the case.
    """
    from socialcase.actions.family import family_file
    from socialcase.actions.kin_words import KinWords

    with opened(at) as ws:
        file = family_file(ws, case_read(ws, case))
        words = KinWords(file, ws.today)
        cards = [words.card(uid) for uid in file.family.people]
    rows = [(one.uid, one.title, one.kin, one.lives, one.cares_for) for one in cards]
    lines = columns(rows) or [tr("Nobody is written down here yet.")]
    return answer([plain(card) for card in cards], lines, as_json=at.json)


@household.command
def relative(
    case: str,
    of: str,
    what: Literal["parent", "partner", "child", "sibling"],
    /,
    *,
    given: str = "",
    surname: str = "",
    sex: str = "",
    birth: str = "",
    died: str = "",
    how: str = "",
    note: str = "",
    here: Flag = False,
    since: str = "",
    beside: str = "",
    at: At = HERE,
) -> Answer:
    """Add a relative of somebody, who may stay nameless.

    :param case: Number or id of the case.
    :param of: Id of the person whose relative it is.
    :param what: What the relative is to them.
    :param given: Given name.
    :param surname: Surname.
    :param sex: female, male or unknown.
    :param birth: 1958, ~1958 (about), 2019-03 or 2019-03-07.
    :param died: When they died; a year is enough.
    :param how: born, adopted, foster, step, guardian; married, together, separated, divorced.
    :param note: What is to be remembered beside them.
    :param here: They live in the household.
    :param since: Since when they live here.
    :param beside: Id of a new child's other parent.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.relations import Relative, add_relative

    name = {"given": given, "surname": surname}
    made = Relative(what, how, name, sex, birth, died, note, here, since, beside)
    with opened(at) as ws:
        done = add_relative(ws, case_numbered(ws, case), of, made)
    return _kept(done.record, done.save, at)


@household.command
def relation(
    case: str,
    person: str,
    other: str,
    what: Literal["parent", "partner", "sibling", "cares_for", "bond"],
    /,
    *,
    how: str = "",
    since: str = "",
    note: str = "",
    at: At = HERE,
) -> Answer:
    """Say what joins two people who are registered. Of a parent, the other is the child.

    :param case: Number or id of the case.
    :param person: Id of a person.
    :param other: Id of the other.
    :param what: What joins them.
    :param how: As born, married, close, strained.
    :param since: Since when; a year is enough.
    :param note: A note.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.relations import relate

    with opened(at) as ws:
        number = case_numbered(ws, case)
        done = relate(ws, person, other, what, how, since=since, note=note, case=number)
    return _kept(done.record, done.save, at)


@household.command
def tie(
    case: str,
    what: str,
    /,
    *,
    name: str = "",
    strength: Literal["strong", "ordinary", "weak", "strained", "broken"] = "ordinary",
    flow: Literal["to_them", "from_them", "both", "none"] = "none",
    note: str = "",
    at: At = HERE,
) -> Answer:
    """Put somebody or something into the ecomap.

    :param case: Number or id of the case.
    :param what: family, friends, neighbours, school, health, work, authority, ngo, faith, service.
    :param name: What it is called.
    :param strength: How strong the tie is.
    :param flow: Which way help goes.
    :param note: What is to be remembered.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.relations import add_tie

    with opened(at) as ws:
        number = case_numbered(ws, case)
        done = add_tie(ws, number, what, name, strength=strength, flow=flow, note=note)
    return _kept(done.record, done.save, at)


@household.command
def end(record: str, /, *, at: At = HERE) -> Answer:
    """Take a relation out of the genogram, or a tie out of the ecomap; its history stays.

    :param record: Id of the relation or the tie.
    """
    from socialcase.actions.relations import end_either

    with opened(at) as ws:
        done = end_either(ws, record)
    return _kept(done.record, done.save, at)


@household.command
def drawing(
    case: str,
    to: Path,
    /,
    *,
    ecomap: Flag = False,
    besides: Besides = (),
    at: At = HERE,
) -> Answer:
    """Write the genogram as an SVG file; what may harm somebody only where it is asked for.

    :param case: Number or id of the case.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param ecomap: The ecomap instead.
    :param besides: bonds, health, untold, adoption, notes: what is drawn as well; repeatable.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.household_papers import save_drawing

    with opened(at) as ws:
        number = case_numbered(ws, case)
        file = save_drawing(ws, number, to, besides, around=ecomap)
    line = tr("The document lies in {file}.").format(file=file)
    return answer({"file": str(file)}, [line], as_json=at.json)


@household.command
def paper(
    case: str,
    to: Path,
    /,
    *,
    besides: Besides = (),
    words: Literal["en", "ru", "tk", ""] = "",
    at: At = HERE,
) -> Answer:
    """Write genogram, ecomap and who lives together as PDF.

    :param case: Number or id of the case.
    :param to: A folder, or a file that is not there yet; never inside the workspace.
    :param besides: bonds, health, untold, adoption, notes: what is drawn as well; repeatable.
    :param words: The language of the paper; else the one in force.
    """
    from socialcase.actions.cases import case_numbered
    from socialcase.actions.household_papers import household_paper
    from socialcase.actions.papers import save_paper

    with opened(at) as ws:
        made = household_paper(ws, case_numbered(ws, case), besides, words)
        file = save_paper(ws, made, to)
    line = tr("The document lies in {file}.").format(file=file)
    return answer({"file": str(file)}, [line], as_json=at.json)


def _kept(record: str, save: str, at: At) -> Answer:
    line = tr("Kept: {record}").format(record=record)
    return answer({"record": record, "save": save}, [line], as_json=at.json)
