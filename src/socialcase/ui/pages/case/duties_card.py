"""What has to be told even without consent, and to whom."""

from socialcase.texts import tr
from socialcase.texts.duties import duties
from socialcase.ui.widgets.card import Card
from socialcase.ui.widgets.labels import Words
from socialcase.ui.widgets.layout import clear, column


class DutiesCard(Card):
    """The programme's list; where the paragraph of the law is not known, it says so."""

    def __init__(self) -> None:
        super().__init__(padding=(14, 8, 14, 12))
        self.retranslate()

    def retranslate(self) -> None:
        """Word it in the language in force."""
        self.head(tr("What we must report"), icon_name="megaphone")
        clear(self.body)
        self.put(
            Words(
                tr(
                    "With or without consent. Tell the person first, if it is safe, and note whom "
                    "you told."
                ),
                size="small",
                wrap=True,
            )
        )
        for duty in duties():
            law = duty.law or tr("paragraph of the law: not known, ask the office")
            to_whom = Words(f"→  {duty.to_whom}", size="small", wrap=True)
            source = Words(law, size="caption", tone="muted", wrap=True)
            self.put(column(Words(duty.words, weight="medium", wrap=True), to_whom, source, gap=1))
