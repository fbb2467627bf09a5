"""A form from its cache is the form that was compiled."""

from collections.abc import Mapping
from datetime import timedelta, timezone
from random import Random
from typing import Any

import pytest

from socialcase.forms import Form, Resource, Session, compile_form, form_from_xform, open_session
from tests.forms.conftest import NOW
from tests.forms.unchecked import unchecked

# what FAMILY lacks: files, values set by events, choices in the question, words made of answers,
# a list in the form and one made of repeats, attributes and a repeat in a repeat
RICH = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms">
<h:head><h:title>Rich</h:title><model>
 <itext>
  <translation lang="English" default="true()">
   <text id="town"><value>Town of <output value="/data/name"/></value>
    <value form="image">jr://images/town.png</value></text>
   <text id="a"><value>A</value></text><text id="b"><value>B</value></text></translation>
  <translation lang="Русский"><text id="town"><value>Город</value></text>
   <text id="a"><value>А</value></text><text id="b"><value>Б</value></text></translation>
 </itext>
 <instance><data id="rich" version="7" custom="kept"><name>Aman</name><town/><mark/><since/><stamp/>
   <home jr:template=""><rooms>2</rooms><guest jr:template=""><who/><nth/></guest></home>
   <home><rooms>3</rooms><guest><who>first</who><nth/></guest></home>
   <best/><most/><drawn/><late>9</late><later/><others/><spoken/><marks/>
   <phone/><number/></data></instance>
 <instance id="towns"><root>
   <item><itextId>a</itextId><name>a</name><of>Aman</of></item>
   <item><itextId>b</itextId><name>b</name><of>Bahar</of></item></root></instance>
 <instance id="marks" src="jr://file-csv/marks.csv"/>
 <bind nodeset="/data/town" type="string" required="true()" jr:requiredMsg="jr:itext('town')"/>
 <bind nodeset="/data/mark" type="string" relevant="/data/town != ''"/>
 <bind nodeset="/data/stamp" type="string" calculate="concat(/data/name, '-', now())"/>
 <bind nodeset="/data/since" type="date" jr:preload="date" jr:preloadParams="today"/>
 <bind nodeset="/data/home/rooms" type="int" constraint=". &lt; 9" jr:constraintMsg="Too many"/>
 <bind nodeset="/data/home/guest/nth" calculate="concat(position(../..), '.', position(..))"/>
 <bind nodeset="/data/drawn" calculate="concat(random(), uuid())"/>
 <bind nodeset="/data/late" relevant="today() &gt; date('2026-12-01')"/>
 <bind nodeset="/data/later" calculate="concat(/data/late, /data/since)"
  required="/data/late = ''"/>
 <bind nodeset="/data/others" calculate="count(instance('towns')/root/item)"/>
 <bind nodeset="/data/spoken" calculate="jr:itext('a')"/>
 <bind nodeset="/data/marks" calculate="instance('marks')/root/item[name = 'x']/label"/>
 <bind nodeset="/data/phone" calculate="concat('tel:', /data/number)"/>
 <bind nodeset="/data/number" jr:preload="property" jr:preloadParams="phonenumber"/>
 <bind nodeset="/data/most" type="int" calculate="max(/data/home[rooms &gt; 1]/rooms)"/>
 <setvalue event="odk-instance-first-load" ref="/data/@custom" value="'set'"/>
</model></h:head>
<h:body>
 <input ref="/data/name"><label>Name</label>
  <setvalue event="xforms-value-changed" ref="/data/mark">changed</setvalue></input>
 <select1 ref="/data/town"><label ref="jr:itext('town')"/>
  <itemset nodeset="instance('towns')/root/item[of = /data/name]"><value ref="name"/>
   <label ref="jr:itext(itextId)"/></itemset></select1>
 <select1 ref="/data/mark"><label>Mark</label>
  <itemset nodeset="instance('marks')/root/item"><value ref="name"/><label ref="label"/></itemset>
 </select1>
 <group ref="/data/home"><label>Home</label><repeat nodeset="/data/home">
  <input ref="/data/home/rooms"><label>Rooms</label></input>
  <group ref="/data/home/guest"><repeat nodeset="/data/home/guest">
   <input ref="/data/home/guest/who"><label>Who at <output value="../rooms"/></label></input>
  </repeat></group></repeat></group>
 <select1 ref="/data/best"><label>Best</label>
  <item><label>One</label><value>1</value></item><item><label>Two</label><value>2</value></item>
 </select1>
</h:body></h:html>"""
FILES: Mapping[str, Resource] = {"marks.csv": Resource("text/csv", "name,label\nx,Mark X\n")}


def opened(form: Form, instance: str | None = None, **around: Any) -> Session:
    settings = {"now": NOW, "chance": Random(1), "resources": FILES, **around}
    return open_session(form, instance=instance, **settings)


def told(session: Session, acts: list[tuple[str, str, str]]) -> list[object]:
    """Everything a session shows at first, after each act, and at the end."""
    found: list[object] = [session.state(), session.pages(), session.progress()]
    found += [(session.apply(*act), session.state()) for act in acts]
    return [*found, session.finish(), session.scores(), session.needs(), session.serialize()]


ACTS = {
    "rich": [
        ("set", "/data/name", "Bahar"),
        ("set", "/data/town", "b"),
        ("set", "/data/mark", "x"),
        ("add", "/data/home", ""),
        ("add", "/data/home[2]/guest", ""),
        ("set", "/data/home[2]/rooms", "12"),
        ("language", "", "Русский"),
        ("remove", "/data/home[1]", ""),
    ],
    "family": [
        ("set", "/data/who/name", "Oguljan"),
        ("set", "/data/who/age", "71"),
        ("set", "/data/who/welayat", "mary"),
        ("set", "/data/children", "2"),
        ("set", "/data/child[1]/first", "Merdan"),
        ("set", "/data/child[1]/years", "9"),
        ("set", "/data/living/wash", "2"),
        ("language", "", "Русский (ru)"),
        ("add", "/data/visitor", ""),
    ],
}


@pytest.fixture(params=["rich", "family"])
def form(request: pytest.FixtureRequest, family_source: str) -> Form:
    if request.param == "rich":
        return form_from_xform(RICH)
    return compile_form(family_source.encode(), "family.md")


def test_a_form_from_its_cache_does_what_the_compiled_one_does(form: Form) -> None:
    acts = ACTS[form.form_id]
    fresh = told(opened(form), acts)
    cached = Form.from_bytes(form.to_bytes())
    assert cached == form
    assert told(opened(cached), acts) == fresh
    assert told(opened(cached), acts) == fresh, "and once more, warm"


def test_a_form_from_its_cache_can_be_cached_again(form: Form) -> None:
    acts = ACTS[form.form_id]
    again = Form.from_bytes(Form.from_bytes(form.to_bytes()).to_bytes())
    assert told(opened(again), acts) == told(opened(form), acts)


def test_a_submission_is_edited_with_a_form_from_the_cache(form: Form) -> None:
    first = opened(form)
    for act in ACTS[form.form_id]:
        first.apply(*act)
    sent = first.serialize()
    cached = Form.from_bytes(form.to_bytes())
    assert opened(cached, sent).state() == opened(form, sent).state()
    assert opened(cached, sent).serialize() == opened(form, sent).serialize()


def test_the_cache_is_opened_without_reading_the_xform_again(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = form.to_bytes()
    monkeypatch.setattr("socialcase.forms.form.read_xform", None)
    assert opened(Form.from_bytes(data)).state()


AROUND: dict[str, dict[str, Any]] = {
    "another day": {"now": NOW + timedelta(days=30)},
    "another zone": {"now": NOW.astimezone(timezone(timedelta(hours=-11)))},
    "another language": {"language": "Русский"},
    "no files": {"resources": {}},
    "a phone": {"preload": {"phonenumber": "+99365000000"}},
    "rows of the case": {
        "host": {"towns": "<root><item><name>q</name><of>Aman</of></item></root>"}
    },
    "other chances": {"chance": 7},
}


@pytest.mark.parametrize("what", AROUND)
def test_what_is_around_a_form_decides_at_each_opening(what: str) -> None:
    form = form_from_xform(RICH)
    cached = Form.from_bytes(form.to_bytes())
    assert cached.first is not None
    states = []
    for each in (form, cached):
        around = dict(AROUND[what])
        if "chance" in around:
            around["chance"] = Random(around["chance"])
        states.append(told(opened(each, **around), ACTS["rich"]))
    assert states[0] == states[1]
    assert states[0][0] != told(opened(cached), [])[0], f"{what} makes no difference"


def test_a_form_that_reads_in_circles_is_worked_out_at_each_opening() -> None:
    rows = "| | calculate | a | | coalesce(${b}, 0) + 1 |\n| | calculate | b | | ${a} + 1 |"
    source = f"| survey |\n| | type | name | label | calculation |\n{rows}\n| | note | n | N | |\n"
    form = unchecked(source.encode())
    cached = Form.from_bytes(form.to_bytes())
    assert cached.first is None
    assert opened(cached).state() == opened(form).state()
