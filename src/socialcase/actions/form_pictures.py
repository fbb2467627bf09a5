"""The picture of a form's logic, in the words of the language in force."""

from socialcase.actions.form_versions import in_force
from socialcase.forms import Form
from socialcase.forms.logic_picture import Look, logic_picture
from socialcase.texts import tr


def worded(form: Form, title: str = "") -> Look:
    """How a form is drawn: its own labels in the language in force, where it has it."""
    return Look(
        language=in_force(form.languages),
        title=title,
        shows=tr("shows"),
        feeds=tr("is reckoned into"),
        narrows=tr("narrows the choices of"),
        when=tr("when {rule}"),
        nothing=tr("Nothing here depends on an answer."),
    )


def picture_of(form: Form, title: str = "") -> str:
    """The picture as SVG, dark on white: for a file and for paper."""
    return logic_picture(form, worded(form, title))
