"""The recovery sheet on screen: its number, the key in groups, and the page to print."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.theme import Theme

BESIDE = 4
START = "AGE-SECRET-KEY-1"


class KeyCard(Card):
    """A recovery key to copy by hand: its first line, then groups of four."""

    def __init__(self, theme: Theme, number: str, groups: Sequence[str]) -> None:
        super().__init__(theme, padding=14, spacing=6)
        self.body.addWidget(PlainLabel(self.tr("Sheet {number}").format(number=number), "label").with_figures())
        key = PlainLabel(START, "card").with_figures().to_be_copied()
        key.setAccessibleName(self.tr("Recovery key: {key}").format(key=" ".join((START, *groups))))
        self.body.addWidget(key)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(18))
        for at, group in enumerate(groups):
            grid.addWidget(PlainLabel(group, "card").with_figures(), at // BESIDE, at % BESIDE)
        grid.setColumnStretch(BESIDE, 1)
        self.body.addLayout(grid)


class RecoverySheetView(Sheet):
    """`save` asks where and writes the page; `renew` makes a new sheet."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        number: str,
        groups: Sequence[str],
        save: Callable[[], object],
        renew: Callable[[], object],
    ) -> None:
        title = self.tr("Your recovery sheet")
        super().__init__(theme, window, title, 520)
        words = self.tr(
            "It opens your work when the passphrase is forgotten or this computer is lost. Print it and lock it away. "
            "Whoever has it and a copy of your work can read everything."
        )
        self.body.addWidget(PlainLabel(title, "heading"))
        self.body.addWidget(PlainLabel(words, "reading", "text2", wrap=True))
        self.body.addWidget(KeyCard(theme, number, groups))
        self.save = Button(theme, self.tr("Save the page to print"), "primary", "printer")
        self.renew = Button(theme, self.tr("Make a new sheet"), "ghost")
        close = Button(theme, self.tr("Close"))
        self.save.clicked.connect(lambda: save())
        self.renew.clicked.connect(lambda: renew())
        close.clicked.connect(self.close_sheet)
        self.body.addLayout(row(self.renew, None, close, self.save))

    def open(self) -> None:
        """Show it, with the keyboard on what does no harm."""
        super().open()
        self.save.setFocus()
