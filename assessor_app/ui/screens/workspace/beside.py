"""A piece of evidence beside the rubric: read in the background, shown in the window, put away with Esc."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.ui.kit.buttons import Button, IconButton
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.ports import WorkplacePort
from assessor_app.ui.screens.evidence.contents import Contents, Look, look_of
from assessor_app.ui.screens.evidence.reading import read_into
from assessor_app.ui.screens.evidence.viewer import EvidenceViewer
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class EvidenceBeside(QWidget):
    """closed: it was put away; whole_wanted: show the piece in the list of evidence; page_seen: the page on show (from
    1) of the piece of this id, from its first page on."""

    closed = Signal()
    whole_wanted = Signal(str)
    page_seen = Signal(str, int)

    def __init__(self, theme: Theme, worker: Worker, opened: OpenAssessment, workplace: WorkplacePort) -> None:
        super().__init__()
        self._theme, self._worker, self._opened, self._workplace = theme, worker, opened, workplace
        self.shown: Evidence | None = None
        self._page = 0
        self.title = Paragraph(theme, "", "label")
        self.warning = Paragraph(theme, "", "caption", "warn")
        self.viewer = EvidenceViewer(theme, worker, workplace.reporting)
        self.viewer.pages.page_shown.connect(self._on_page)
        self.whole = Button(theme, self.tr("In the list"), "link", "paperclip")
        self.whole.setToolTip(self.tr("Show this piece in the list of evidence"))
        self.whole.clicked.connect(lambda: self.whole_wanted.emit(self.shown.id) if self.shown else None)
        self.close_button = IconButton(theme, "x", self.tr("Put the evidence away"), "Esc")
        self.close_button.clicked.connect(self.put_away)
        self._lay_out()

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(10), px(8), px(4))
        head.addWidget(self.title, 1)
        head.addWidget(self.whole)
        head.addWidget(self.close_button)
        self._warned = QWidget()
        warned = QVBoxLayout(self._warned)
        warned.setContentsMargins(px(16), 0, px(16), px(6))
        warned.addWidget(self.warning)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._warned)
        column.addWidget(self.viewer, 1)
        self._warned.hide()
        self.hide()

    def open(self, evidence: Evidence, page: int = 0) -> None:
        """Show a piece, at a page (from 1) when one is named."""
        again = self.shown is not None and self.shown.id == evidence.id and not self.isHidden()
        self.shown, self._page = evidence, page
        self.title.set_words(f"{evidence.code} {evidence.title}".strip())
        self.show()
        if again:
            if page:
                self.viewer.pages.go_to(page - 1)
            return
        self._warn("")
        shown = partial(self._show, evidence)
        read_into(self.viewer, self._worker, self._workplace, evidence, shown, lambda: self._shows(evidence))

    def put_away(self) -> None:
        """Give the room back to the school's view."""
        self.hide()
        self.shown = None
        self.closed.emit()

    def focus_first(self) -> None:
        """Put the keyboard on what is shown."""
        view = self.viewer.currentWidget()
        goal = self.viewer.pages.paper if view is self.viewer.pages else self.close_button
        goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _show(self, evidence: Evidence, contents: Contents) -> None:
        self._warn(contents.warning)
        self.viewer.show_contents(evidence, contents, max(self._page - 1, 0))
        if contents.look is not Look.WORDS and not evidence.opened and self._opened.editable:
            pending = self._workplace.visits.mark_opened(self._opened.value.id, evidence.id)
            self._opened.saving.follow(pending, lambda _saved: self._opened.show_opened(evidence.id), lambda _r: None)

    def _warn(self, words: str) -> None:
        self.warning.set_words(words)
        self._warned.setVisible(bool(words))

    def _shows(self, evidence: Evidence) -> bool:
        return self.shown is not None and self.shown.id == evidence.id

    def _on_page(self, page: int) -> None:
        if self.shown is not None and look_of(self.shown) is Look.PAGES:
            self.page_seen.emit(self.shown.id, page + 1)
