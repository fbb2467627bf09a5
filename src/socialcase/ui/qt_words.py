"""Words of Qt itself for a language that Qt lacks: a field's menu, the box that chooses a file."""

from PySide6.QtCore import QObject, QTranslator

from socialcase.texts import N_, language, tr_in

_WORDS = {
    "&Undo": N_("Undo"),
    "&Redo": N_("Do again"),
    "Cu&t": N_("Cut out"),
    "&Copy": N_("Copy"),
    "&Paste": N_("Paste"),
    "Delete": N_("Delete"),
    "Select All": N_("Select all"),
    "Cancel": N_("Cancel"),
    "&Cancel": N_("Cancel"),
    "Close": N_("Close"),
    "&Choose": N_("Choose"),
    "Choose": N_("Choose"),
    "&Open": N_("Open it"),
    "Open": N_("Open it"),
    "&Save": N_("Save it"),
    "Save": N_("Save it"),
    "Name": N_("Name"),
    "Size": N_("Size"),
    "Type": N_("Kind of file"),
    "Kind": N_("Kind of file"),
    "Date Modified": N_("Changed on"),
    "Folder": N_("Folder"),
    "Computer": N_("Computer"),
    "Directories": N_("Folders"),
    "Directory:": N_("Folder"),
    "Look in:": N_("Where"),
    "File &name:": N_("File name"),
    "Files of type:": N_("Kind of file"),
    "Back": N_("Back"),
    "Forward": N_("Forward"),
    "Parent Directory": N_("One folder up"),
    "Create New Folder": N_("New folder"),
    "List View": N_("List"),
    "Detail View": N_("Details"),
}


class QtWords(QTranslator):
    """Says Qt's words in the language in force; what it does not know stays as Qt has it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def isEmpty(self) -> bool:
        """Qt asks no translator that is empty."""
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803  (Qt's own name)
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """The words for Qt's English `sourceText`."""
        return tr_in(language(), _WORDS.get(sourceText, "")) or sourceText
