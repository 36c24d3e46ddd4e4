"""Step 1 as the assessor sees it: their marks are those of the visit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.empty import Empty
from assessor_app.ui.screens.tab import Tab
from assessor_app.ui.theme import Theme


class LeadMarksTab(Tab):
    """strands_wanted: show the visit's own strands."""

    strands_wanted = Signal()

    def __init__(self, theme: Theme, verifier: str) -> None:
        super().__init__()
        self.button = Button(theme, self.tr("Open the strands"), "primary", "clipboard-check")
        self.button.clicked.connect(self.strands_wanted)
        why = self.tr("You judged on the visit, and {name} marked alone. Both first marks stay as they are.")
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(
            Empty(theme, "scale", self.tr("Both marks are made"), why.format(name=verifier), (self.button,))
        )

    def focus_first(self) -> None:
        self.button.setFocus()
