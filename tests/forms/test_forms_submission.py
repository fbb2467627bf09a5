"""The submission that leaves, and comes back to be edited."""

from datetime import datetime, timedelta, timezone
from random import Random
from xml.etree import ElementTree

from socialcase.forms import Session, compile_form, open_session

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=timezone(timedelta(hours=5)))


def test_what_is_not_relevant_stays_out(session: Session) -> None:
    session.set("/data/who/name", "A & <B>")
    root = ElementTree.fromstring(session.serialize())
    space = "{http://www.w3.org/2002/xforms}"
    assert (root.get("id"), root.get("version")) == ("family", "3")
    assert root.findtext(f"{space}who/{space}name") == "A & <B>"
    assert root.find(f"{space}living") is None
    assert (root.findtext(f"{space}meta/{space}instanceID") or "").startswith("uuid:")


def test_an_edited_submission_keeps_answers_and_recalculates(session: Session) -> None:
    session.set("/data/who/name", "Maral")
    session.set("/data/who/age", "70")
    session.set("/data/living/wash", "2")
    session.set("/data/visitor[1]/called", "Oraz")
    again = open_session(session.form, now=NOW, instance=session.serialize(), chance=Random(8))
    kept = {k: v for k, v in session.answers().items() if "instanceID" not in k}
    assert {k: v for k, v in again.answers().items() if "instanceID" not in k} == kept
    assert again.node("/data/living/score_living").value == "2"
    old, new = "/data/meta/instanceID", again.answers()["/data/meta/instanceID"]
    assert session.answers()[old] != new


def test_the_same_chance_gives_the_same_submission(session: Session) -> None:
    same = open_session(session.form, now=NOW, chance=Random(7))
    other = open_session(session.form, now=NOW, chance=Random(9))
    assert same.serialize() == session.serialize() != other.serialize()


def test_times_and_the_device_are_filled_in() -> None:
    form = compile_form(
        b"| survey |\n| | type | name | label |\n| | start | start | |\n| | end | end | |\n"
        b"| | deviceid | device | |\n| | username | user | |\n| | text | a | A |\n",
        "meta.md",
    )
    session = open_session(form, now=NOW, preload={"deviceid": "laptop-1", "username": "aa"})
    session.tick(NOW.replace(hour=23))
    session.finish()
    answers = session.answers()
    assert answers["/data/device"] == "laptop-1"
    assert answers["/data/user"] == "aa"
    assert answers["/data/start"].startswith("2026-11-22T19:30:00.000+05:00")
    assert answers["/data/end"].startswith("2026-11-22T23:30:00.000+05:00")


def test_a_trigger_sets_a_value_when_another_changes() -> None:
    form = compile_form(
        b"| survey |\n| | type | name | label | trigger | calculation | default |\n"
        b"| | text | a | A | | | |\n"
        b"| | text | copy | Copy | ${a} | concat(${a}, '!') | |\n"
        b"| | date | day | Day | | | today() |\n",
        "trigger.md",
    )
    session = open_session(form, now=NOW)
    assert session.node("/data/day").value == "2026-11-22"
    session.set("/data/a", "x")
    assert session.node("/data/copy").value == "x!"
    session.set("/data/copy", "mine")
    assert session.node("/data/copy").value == "mine"
    session.set("/data/a", "y")
    assert session.node("/data/copy").value == "y!"
