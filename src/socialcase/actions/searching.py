"""What the search field at the top finds: people, cases, providers of the directory."""

from typing import TYPE_CHECKING

from socialcase.actions.workspaces import Workspace

if TYPE_CHECKING:
    from socialcase.storage.views import Hit

MOST = (("person", 12), ("case", 6), ("provider", 6))
"""Of how many of each kind the list takes in at most, in its order: nobody hides the others."""


def search(ws: Workspace, text: str) -> "list[Hit]":
    """People, then cases, then providers with words that begin as those of `text` do.

    Where none does, those with one typing error. Of a provider neither address nor services are
    looked at: the directory is for that.
    """
    return [hit for kind, most in MOST for hit in ws.store.search(text, (kind,), most)]
