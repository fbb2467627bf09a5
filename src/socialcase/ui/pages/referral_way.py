"""The way back from the directory to the referral that is being written."""

from socialcase.actions.finding import fetch
from socialcase.cases.records import Referral
from socialcase.errors import NotFound
from socialcase.texts import tr
from socialcase.texts.services import service_name
from socialcase.ui.page import PageContext, Target
from socialcase.ui.widgets.buttons import Button

_MARK = "referral"


def from_referral(page: str, case: str, referral: str) -> Target:
    """The target of `page`, which then offers the way back to a draft."""
    return Target(page, "", f"{_MARK}:{case}:{referral}")


class WayBack(Button):
    """Leads back to the draft that one came from; not there where one came from elsewhere."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(icon_name="caret-left", kind="quiet", small=True, then=self._go)
        self._context = context
        self._part = ""
        self.setObjectName("wayBack")
        self.hide()

    @property
    def part(self) -> str:
        """What tells a neighbouring page where one came from, "" for nowhere."""
        return self._part

    def come_from(self, part: str) -> None:
        """Offer the way back that `part` of a target names, if it names one."""
        self._part = part if part.startswith(f"{_MARK}:") else ""
        self.refresh()

    def refresh(self) -> None:
        """Word it; a referral that is no draft any more needs no way back."""
        found = self.referral()
        self.setVisible(found is not None)
        if found is not None:
            back = tr("Back to the referral: {service}")
            self.setText(back.format(service=service_name(found.service)))

    def referral(self) -> Referral | None:
        """The draft that waits for a provider."""
        uid = self._part.rpartition(":")[2]
        try:
            found = fetch(self._context.workspace, Referral, uid) if uid else None
        except NotFound:
            found = None
        if found is None or found.status not in ("", "draft"):
            self._part = ""
            return None
        return found

    def forget(self) -> None:
        """One went elsewhere; whoever goes on to a neighbouring page has taken `part` along."""
        self._part = ""
        self.hide()

    def _go(self) -> None:
        _, case, uid = self._part.split(":")
        self._context.open(Target("case", case, f"{_MARK}:{uid}"))
