"""The bar under the page: what was judged, the way back, and the way on."""

from datetime import datetime

from PySide6.QtCore import Signal

from assessor_app.ui.dates import short_time
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.fitting_row import FittingRow
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.workspace.rows import judged, onward
from assessor_app.ui.theme import Theme


class StrandFooter(FittingRow):
    """`next_wanted` and `undo_wanted` when their buttons are pressed."""

    next_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, theme: Theme, opened: OpenAssessment) -> None:
        self._opened = opened
        self.said = PlainLabel("", "body", "text2").with_figures()
        self.undo = Button(theme, "Undo", "link")
        self.coming = PlainLabel("", "body", "text2")
        self.next = Button(theme, "", "primary", "arrow-right", trailing=True)
        hint = KeyHint("Ctrl+Return")
        left, right = (self.said, self.undo), (self.coming, self.next, hint)
        super().__init__(theme, left, right, (self.coming, hint, self.said), (20, 8))
        self.undo.setText(self.tr("Undo"))
        self.undo.clicked.connect(self.undo_wanted)
        self.next.clicked.connect(self.next_wanted)

    def show_strand(self, strand: str) -> None:
        """Say what was judged here and what comes next."""
        opened = self._opened
        judgement = opened.judgement(strand)
        self.said.setText(self._judged_words(judgement.level, judgement.judged_at))
        taken_back = self.tr("Undo judgement of {strand}").format(strand=opened.scheme.strand(strand).title)
        self.undo.setToolTip(self.tr("{words} (Ctrl Z)").format(words=taken_back))
        self.undo.setAccessibleName(taken_back)
        self.set_wanted(self.undo, opened.can_take_back(strand))
        following = onward(opened, strand)
        if following:
            self.coming.setText(self.tr("Next: {strand}").format(strand=opened.scheme.strand(following).title))
            self.next.setText(self.tr("Next strand"))
        else:
            left = len(opened.scheme.graded) - judged(opened)
            self.coming.setText(self.tr("{count} still to judge").format(count=left) if left else self.tr("All judged"))
            self.next.setText(self.tr("Open debrief"))
        waits = not following and opened.editable and judgement.level is None
        self.next.set_kind("secondary" if waits else "primary")
        self.fit()

    def show_way_back(self, strand: str) -> None:
        """Show Undo while it would take back this strand's judgement; called at every save, so it does no more."""
        can = self._opened.can_take_back(strand)
        if can != self.is_wanted(self.undo):
            self.set_wanted(self.undo, can)
            self.fit()

    def _judged_words(self, level: str | None, judged_at: str) -> str:
        if level is None:
            return self.tr("Not judged yet") if self._opened.editable else self.tr("Not judged")
        words = self._opened.level_words(level)
        if not judged_at:
            return self.tr("Judged {level}").format(level=words)
        at = short_time(datetime.fromisoformat(judged_at))
        return self.tr("Judged {level} at {time}").format(level=words, time=at)
