"""The records of forms and of what was answered on them."""

from socialcase.cases.codes import FORM_STATES
from socialcase.cases.fields import FieldSpec, Kind, Merge, Sensitivity
from socialcase.cases.registry.lines import link, past, plain, record, text

ASSESSMENT = record(
    "assessment",
    link("assessment", "case", "case"),
    link("assessment", "person", "person"),
    text("assessment", "form_id"),
    text("assessment", "form_version"),
    # the version exactly: a form's author may forget to raise its number
    FieldSpec("assessment", "form_hash", Kind.TEXT, sensitivity=Sensitivity.PLAIN, since=2),
    text("assessment", "form_title"),
    # what the form says it is about; empty for one that assesses needs
    FieldSpec("assessment", "form_about", Kind.TEXT, sensitivity=Sensitivity.PLAIN, since=2),
    past("assessment", "told_on"),
    FieldSpec("assessment", "finished", Kind.INSTANT),
    FieldSpec("assessment", "answers", Kind.JSON, sensitivity=Sensitivity.SENSITIVE),
    FieldSpec("assessment", "submission", Kind.TEXT, sensitivity=Sensitivity.SENSITIVE),
    FieldSpec("assessment", "scores", Kind.JSON, sensitivity=Sensitivity.SENSITIVE),
    link("assessment", "revises", "assessment"),
    text("assessment", "reason"),
)

REMARK = record(
    "remark",
    link("remark", "case", "case"),
    link("remark", "assessment", "assessment"),
    FieldSpec("remark", "ref", Kind.TEXT, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("remark", "number", Kind.TEXT, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("remark", "question", Kind.TEXT, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("remark", "answer", Kind.TEXT, sensitivity=Sensitivity.SENSITIVE, since=2),
    FieldSpec(
        "remark", "text", Kind.TEXT, Merge.LATEST, sensitivity=Sensitivity.SENSITIVE, since=2
    ),
)

FORM = record(
    "form",
    plain("form", "form_id"),
    plain("form", "version"),
    FieldSpec("form", "titles", Kind.JSON, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("form", "languages", Kind.JSON, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("form", "questions", Kind.INTEGER, sensitivity=Sensitivity.PLAIN, since=2),
    # for whom it is and who may see what is written on it, as its author marked it
    FieldSpec("form", "marks", Kind.JSON, sensitivity=Sensitivity.PLAIN, since=2),
    plain("form", "content_hash"),
    plain("form", "file_name"),
    # of two officers who decided apart the later one is followed; nobody has to be asked
    FieldSpec(
        "form",
        "state",
        Kind.CODE,
        Merge.LATEST,
        codes=FORM_STATES,
        sensitivity=Sensitivity.PLAIN,
        since=2,
    ),
    # counts the publications of the office: of two published versions the higher one is offered
    FieldSpec("form", "turn", Kind.INTEGER, Merge.LATEST, sensitivity=Sensitivity.PLAIN, since=2),
    FieldSpec("form", "note", Kind.TEXT, Merge.LATEST, sensitivity=Sensitivity.PLAIN, since=2),
    writers=(),
)

FORM_FILE = record(
    "form_file",
    link("form_file", "form", "form"),
    plain("form_file", "name"),
    FieldSpec("form_file", "piece", Kind.INTEGER, sensitivity=Sensitivity.PLAIN, since=2),
    plain("form_file", "content"),
    writers=(),
)
