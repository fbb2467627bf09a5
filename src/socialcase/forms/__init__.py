"""Forms: an XLSForm becomes a compiled form, and a compiled form a live session.

Public interface:

- `compile_form`, `check_form`, `examine_form` (`compiling.py`), and `examine_apart`, in a process
  of its own (`apart.py`); `check_files` (`lists.py`);
- `form_from_xform`, `Form` (`form.py`);
- `open_session`, `Session` (`session.py`);
- the values they hand out (`views.py`).

Knows no Qt and no SQL.
"""

from socialcase.forms.apart import CompilingCancelled, examine_apart
from socialcase.forms.compiling import check_form, compile_form, examine_form
from socialcase.forms.form import Form, StaleForm, form_from_xform
from socialcase.forms.limits import Limits
from socialcase.forms.lists import check_files
from socialcase.forms.session import NoSuchNode, Session, open_session
from socialcase.forms.views import (
    ChangeSet,
    Choice,
    FinishReport,
    FormReport,
    GroupHead,
    Item,
    NodeState,
    Page,
    PageProgress,
    Problem,
    Question,
    RepeatBlock,
    RepeatInstance,
    Resource,
    Score,
)

__all__ = [
    "ChangeSet",
    "Choice",
    "CompilingCancelled",
    "FinishReport",
    "Form",
    "FormReport",
    "GroupHead",
    "Item",
    "Limits",
    "NoSuchNode",
    "NodeState",
    "Page",
    "PageProgress",
    "Problem",
    "Question",
    "RepeatBlock",
    "RepeatInstance",
    "Resource",
    "Score",
    "Session",
    "StaleForm",
    "check_files",
    "check_form",
    "compile_form",
    "examine_apart",
    "examine_form",
    "form_from_xform",
    "open_session",
]
