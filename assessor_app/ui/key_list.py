"""The keys that work here (F1)."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.theme import Theme


class KeyList(Sheet):
    """Every command that has keys, with its keys."""

    def __init__(self, theme: Theme, window: QWidget, actions: Sequence[QAction]) -> None:
        super().__init__(theme, window, "", 520)
        heading = self.tr("Keys on this screen")
        self.setAccessibleName(heading)
        self.body.addWidget(PlainLabel(heading, "heading"))
        rows = [(action.text(), action.shortcuts()) for action in actions if action.shortcuts()]
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._grid([(words, [key.toString() for key in keys]) for words, keys in rows]))
        area.setMinimumHeight(
            min(len(rows) * theme.px(28) + 4, theme.px(420), max(window.height() - theme.px(190), 60))
        )
        area.setAccessibleName(heading)
        self.body.addWidget(area, 1)
        close = Button(theme, self.tr("Close"))
        close.clicked.connect(self.close_sheet)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(close)
        self.body.addLayout(line)

    def _grid(self, rows: Sequence[tuple[str, list[str]]]) -> QWidget:
        page = QWidget()
        page.setProperty("page", "true")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, self.theme.px(12), 0)
        grid.setColumnStretch(0, 1)
        for at, (words, keys) in enumerate(rows):
            grid.addWidget(PlainLabel(words, wrap=True), at, 0)
            hints = QHBoxLayout()
            hints.addStretch(1)
            for key in dict.fromkeys(key.replace("Enter", "Return") for key in keys):  # both are called Enter
                hints.addWidget(KeyHint(key))
            grid.addLayout(hints, at, 1)
        return page
