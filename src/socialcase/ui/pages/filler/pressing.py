"""Which buttons of a form leave Enter to the form: on an answer Enter always goes on."""

from socialcase.ui.widgets.buttons import Button


def leave_enter(*buttons: Button) -> None:
    """Let only Space press these; Enter goes on to the next question."""
    for button in buttons:
        button.setAutoDefault(False)
