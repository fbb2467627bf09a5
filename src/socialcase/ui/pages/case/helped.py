"""Beside goals, actions and needs: which service is asked for them, and the way to ask for one."""

from collections.abc import Mapping

from PySide6.QtWidgets import QMenu, QWidget

from socialcase.cases.records import Referral
from socialcase.texts import label, tr
from socialcase.texts.services import service_name
from socialcase.ui.page import Page, Target
from socialcase.ui.pages.service_words import STATUS_TONES
from socialcase.ui.speech import joined
from socialcase.ui.widgets.chip import Chip
from socialcase.ui.widgets.layout import boxed, row

Helped = Mapping[str, Referral]
"""The newest referral of goals, actions and needs, by the id of these."""


def helped_line(referral: Referral, left: int = 0) -> QWidget:
    """Which service is asked for and how that stands, in one line."""
    status = referral.status or "draft"
    tone, icon_name = STATUS_TONES.get(status, ("", ""))
    place = ""
    if status == "waiting" and referral.place_in_line is not None:
        place = tr("number {n} in line").format(n=referral.place_in_line)
    state = label("referral_state", status)
    words = joined(f"{service_name(referral.service)}: {state}", place)
    return boxed(row(left, Chip(words, tone=tone, icon_name=icon_name or "paper-plane-tilt"), None))


def offer_referral(menu: QMenu, page: Page, kind: str, uid: str) -> None:
    """Let a menu begin a referral for a "goal", an "action" or a "need" of the case on the page."""
    target = Target("case", "", f"referral:{kind}:{uid}")
    menu.addAction(tr("Refer to a service…"), lambda: page.context.open(target))
