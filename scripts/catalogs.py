"""Keep the translations true: collect sentences from the code, compile catalogs for the program.

    python scripts/catalogs.py            compile every resources/i18n/*.po to its .mo
    python scripts/catalogs.py update     collect sentences from src/ into every .po first

The build of a wheel runs the compilation too, through the hook at the end.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent
CATALOGS = ROOT / "resources" / "i18n"
KEYWORDS = {"tr": None, "N_": None, "trn": (1, 2), "trn_in": (2, 3)}


def collected(root: Path = ROOT) -> Catalog:
    """Every sentence that the code marks for translation."""
    template = Catalog(project="socialcase", charset="utf-8")
    found = extract_from_dir(root / "src", method_map=[("**.py", "python")], keywords=KEYWORDS)
    for file, line, message, comments, _context in sorted(found, key=lambda row: (row[0], row[1])):
        if message:
            template.add(message, None, [(file, line)], auto_comments=comments)
    return template


def update(root: Path = ROOT) -> None:
    """Bring new sentences into every catalog; sentences no longer used leave it."""
    template = collected(root)
    for file in sorted((root / "resources" / "i18n").glob("*.po")):
        with file.open("rb") as stream:
            catalog = read_po(stream, locale=file.stem)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        with file.open("wb") as stream:
            write_po(stream, catalog, no_location=True, omit_header=False, width=100)


def compile_all(root: Path = ROOT) -> list[Path]:
    """Write the .mo file beside every .po that is newer; return all .mo files."""
    made = []
    for file in sorted((root / "resources" / "i18n").glob("*.po")):
        target = file.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < file.stat().st_mtime:
            with file.open("rb") as stream:
                catalog = read_po(stream, locale=file.stem)
            with target.open("wb") as stream:
                write_mo(stream, catalog)
        made.append(target)
    return made


class CatalogsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the catalogs when a wheel or an editable install is built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Called by hatchling before files are collected."""
        compile_all(Path(self.root))


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    print(*compile_all(), sep="\n")
