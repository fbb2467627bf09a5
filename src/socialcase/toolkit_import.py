"""Importing Qt for Python without what only its error messages and documentation need.

While it is imported, Qt for Python compiles the modules that make the signatures of its functions,
out of their source, at every start, and puts itself in the place of `__import__`, where it reads
the source of whatever is imported afterwards. Together that takes a quarter of the time in which
the window opens. Here those modules wait until something of theirs is asked for, and `__import__`
stays Python's own.
"""

import builtins
import sys
import threading
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from socialcase.quick_enums import make_enums_quickly

_WAITING = frozenset(
    f"shibokensupport.signature.{name}"
    for name in (
        "errorhandler",
        "layout",
        "lib.enum_sig",
        "lib.pyi_generator",
        "lib.tool",
        "mapping",
        "parser",
    )
)
"""What wrong calls and help() need. What is called otherwise in another version does not wait."""
_FEATURES = "shibokensupport.feature"
"""What `from __feature__ import …` needs, which nothing here says."""


def import_widgets() -> None:
    """Import Qt's windows. Raises ImportError."""
    make_enums_quickly()
    if "PySide6" not in sys.modules:
        _import_foundation()
    import PySide6.QtWidgets  # noqa: F401  (for whether it can be)


def _import_foundation() -> None:
    own_import, own_finders = builtins.__import__, sys.meta_path
    sys.meta_path = _FirstStays([_Waiting(), *own_finders])
    try:
        import PySide6  # noqa: F401  (for what it does)
    finally:
        sys.meta_path = own_finders
        builtins.__import__ = own_import


class _FirstStays(list[Any]):
    """Finders of modules, the first of which is asked first whatever is put before it."""

    def insert(self, place: Any, finder: Any) -> None:
        """Put a finder there, or after the first."""
        super().insert(max(1, int(place)), finder)


class _Waiting:
    """Finds what is to wait, by asking the others."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """What the others find, if it is to wait."""
        if name == _FEATURES:
            return _spec(name, _NoFeatures())
        if name not in _WAITING:
            return None
        others = (finder for finder in sys.meta_path if finder is not self)
        found = (finder.find_spec(name, path, target) for finder in others)
        spec = next(filter(None, found), None)
        return None if spec is None else _spec(name, _Later(name, spec.loader))


def _spec(name: str, loader: Any) -> ModuleSpec:
    return ModuleSpec(name, loader)


class _NoFeatures:
    """Loads what stands where features would be switched: no import is one that switches any."""

    def create_module(self, spec: ModuleSpec) -> None:
        """As usual."""

    def exec_module(self, module: ModuleType) -> None:
        """Give it the two names that are called at every import."""
        vars(module).update(feature_import=_nothing, feature_imported=_nothing)


def _nothing(*_asked: object) -> None:
    """Let the import go on as any other."""


class _Later:
    """Loads a module when a name in it is asked for."""

    def __init__(self, name: str, loader: Any) -> None:
        self._name = name
        self._loader = loader
        self._lock = threading.RLock()
        self._begun = False

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """A module that asks to be loaded."""
        module = _Asleep(spec.name)

        def update_mapping() -> Any:
            self.load(module)
            return module.update_mapping()

        # the one name that Qt for Python takes out of a module's dictionary without asking it
        vars(module)["update_mapping"] = update_mapping
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Nothing yet."""

    def load(self, module: ModuleType) -> None:
        """Load it now, unless that was begun."""
        with self._lock:
            spec = module.__spec__
            if self._begun or spec is None:
                return
            self._begun = True
            known_as, spec.name = spec.name, self._name  # it is given a second name meanwhile
            try:
                self._loader.exec_module(module)
            finally:
                spec.name = known_as


class _Asleep(ModuleType):
    """A module that is loaded when a name is asked for that is not there."""

    def __getattr__(self, name: str) -> Any:
        """Called for names that are not there."""
        loader = getattr(vars(self).get("__spec__"), "loader", None)
        if not name.startswith("__") and isinstance(loader, _Later):
            loader.load(self)
        if name in vars(self):
            return vars(self)[name]
        raise AttributeError(name)
