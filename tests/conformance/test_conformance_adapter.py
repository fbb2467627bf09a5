"""The adapter answers as the runner of recorded cases expects."""

import pytest

from socialcase.forms.xpath.errors import XPathError
from tests.conformance.adapter import Adapter

XFORM = """
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa">
  <h:head><h:title>Small</h:title><model>
    <instance><data id="small"><a>1</a><r><b/></r><r><b/></r></data></instance>
    <bind nodeset="/data/a" type="int" required="true()"/>
    <bind nodeset="/data/r/b" type="int" constraint=". &lt; 9" jr:constraintMsg="Less than 9"/>
  </model></h:head>
  <h:body><input ref="/data/a"><label>A</label></input>
    <group ref="/data/r"><label>R</label><repeat nodeset="/data/r">
      <input ref="/data/r/b"><label>B</label></input></repeat></group></h:body>
</h:html>
"""


def test_expressions_give_values_and_addresses() -> None:
    adapter = Adapter()
    document = "<a><b id='x'>2</b><b>3</b></a>"
    assert adapter.xpath_eval("sum(a/b)", document, "/", "/", "number") == 5.0
    assert adapter.xpath_eval("b[2] = 3", document, "/*[1]", "/", "boolean") is True
    assert adapter.xpath_eval("b/@id | b", document, "/*[1]", "/", "nodeset") == [
        "/*[1]/*[1]",
        "/*[1]/*[1]/@id",
        "/*[1]/*[2]",
    ]
    with pytest.raises(XPathError):
        adapter.xpath_parse("1 +")


def test_a_form_gives_the_state_that_the_runner_compares() -> None:
    session = Adapter().load(XFORM, {}, "2026-11-22T06:00:00Z", {}, None)
    session.set("/data/r[2]/b", "10")
    session.set("/data/a", "")
    state = session.state()
    assert state["/data/r#count"] == 2
    assert state["/data/r[2]/b"] == {
        "value": "10",
        "relevant": True,
        "readonly": False,
        "required": False,
        "violation": "constraint",
        "message": "Less than 9",
        "choices": None,
        "label": "B",
        "hint": "",
    }
    session.remove_repeat("/data/r[1]")
    assert "<r><b>10</b></r>" in session.serialize()
    assert session.finish().missing[0].ref == "/data/a"
