"""Before marking: interests are declared. A conflict of interest ends it here."""

from PySide6.QtCore import Qt, Signal

from assessor_app.domain.cycle.cycle import Interest
from assessor_app.domain.second.sample import asked_words, rule_words
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.empty import RoundIcon
from assessor_app.ui.kit.labels import KeyHint
from assessor_app.ui.kit.text_box import TextBox
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.verify.whole import Whole
from assessor_app.ui.theme import Theme

WIDTH = 640


class Gate(ScrollingPage):
    """declared: "" for no conflict, else what it is; tell_wanted: let the administrator know."""

    declared = Signal(str)
    tell_wanted = Signal()

    def __init__(self, theme: Theme, whole: Whole) -> None:
        super().__init__(theme)
        self._theme, self._whole = theme, whole
        px = theme.px
        self.column.setContentsMargins(px(24), px(32), px(24), px(24))
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.ask, self.stopped = self._make_ask(), self._make_stopped()
        for card in (self.ask, self.stopped):
            card.setMaximumWidth(px(WIDTH))
            self.column.addWidget(card)

    def _make_ask(self) -> Card:
        theme, whole = self._theme, self._whole
        card = Card(theme, padding=24, spacing=12)
        words = self.tr("Verify {name}").format(name=whole.record.institution.name)
        asked = " ".join(filter(None, (asked_words(whole.scheme, whole.record.id), rule_words(whole.scheme))))
        told = self.tr(
            "You mark on your own, with the evidence and without the judgement of {lead}. Declare first whether you "
            "have worked for this {institution}, have been paid by it, or are related to anybody there."
        ).format(lead=whole.record.lead_name, institution=whole.scheme.terms.institution)
        self.yes = Button(theme, self.tr("I have no conflict of interest"), "primary")
        self.yes.clicked.connect(lambda: self.declared.emit(""))
        self.no = Button(theme, self.tr("I have a conflict"), "secondary")
        self.no.clicked.connect(self._ask_reason)
        self.reason = TextBox(theme, self.tr("What is the conflict?"), self.tr("The administrator reads it"))
        self.give = Button(theme, self.tr("Declare the conflict"), "secondary")
        self.give.clicked.connect(self._declare)
        self.error = Paragraph(theme, "", "caption-medium", "danger")
        card.body.addWidget(RoundIcon(theme, "scale"), 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(Paragraph(theme, words, "title"))
        card.body.addWidget(Paragraph(theme, asked, "reading"))
        card.body.addWidget(Paragraph(theme, told, "reading", "text2"))
        card.body.addLayout(row(self.yes, KeyHint("Ctrl+Return"), self.no, None, spacing=theme.px(8)))
        card.body.addWidget(self.reason)
        card.body.addLayout(row(self.give, None))
        card.body.addWidget(self.error)
        for widget in (self.reason, self.give, self.error):
            widget.hide()
        return card

    def _make_stopped(self) -> Card:
        theme = self._theme
        card = Card(theme, padding=24, spacing=12)
        words = self.tr("You cannot verify {name}").format(name=self._whole.record.institution.name)
        self.why = Paragraph(theme, "", "reading")
        then = self.tr("Your declaration is kept. The administrator can ask another verifier.")
        self.tell = Button(theme, self.tr("Tell the administrator"), "primary", "package")
        self.tell.clicked.connect(self.tell_wanted)
        card.body.addWidget(RoundIcon(theme, "shield-alert"), 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(Paragraph(theme, words, "title"))
        card.body.addWidget(self.why)
        card.body.addWidget(Paragraph(theme, then, "body", "text2"))
        card.body.addLayout(row(self.tell, KeyHint("Ctrl+Return"), None, spacing=theme.px(8)))
        return card

    def show_interest(self, interest: Interest | None) -> None:
        """Ask, or say what stops it."""
        stopped = interest is not None and interest.conflict
        self.ask.setVisible(not stopped)
        self.stopped.setVisible(stopped)
        if interest is not None and stopped:
            self.why.set_words(interest.reason)
            self.reason.box.clear()  # it is kept now

    def refuse(self, sentence: str) -> None:
        """It was not taken: say why."""
        self.error.set_words(sentence)
        self.error.show()

    def press(self) -> None:
        """The main button."""
        (self.tell if self.stopped.isVisibleTo(self) else self.yes).click()

    def focus_first(self) -> None:
        """Put the keyboard on the main button."""
        (self.tell if self.stopped.isVisibleTo(self) else self.yes).setFocus()

    def _ask_reason(self) -> None:
        self.reason.show()
        self.give.show()
        self.reason.box.setFocus()

    def _declare(self) -> None:
        words = self.reason.text().strip()
        if not words:
            self.refuse(self.tr("Say in a sentence what the conflict is. Nothing was declared."))
            self.reason.box.setFocus()
            return
        self.declared.emit(words)
