"""What every part of a case file is."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from socialcase.actions.case_views import CaseFile
from socialcase.actions.workspaces import Workspace
from socialcase.ui.page import Page


class CasePart(QWidget):
    """One tab of the case file. It shows a `CaseFile` and keeps edits through the page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.ground())
        self.page = page
        self.case = ""
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(12)

    @property
    def workspace(self) -> Workspace:
        """The open workspace."""
        return self.page.context.workspace

    def show_file(self, file: CaseFile) -> None:
        """Show a case file, or what changed in it."""
        self.case = file.header.case.uid

    def retranslate(self) -> None:
        """Word what stands still in the language in force; `show_file` follows."""

    def show_part(self, record: str) -> None:
        """Turn to one record of the part, "" for none."""
