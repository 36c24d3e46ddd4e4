"""How the certificate looks, drawn in the background and always on white paper."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.page_view import DrawnPage, Paper, image_of
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.documents.reporting import Reporting

WIDEST = 560
SHAPE = 210 / 297
"""Height over width of a landscape page."""


class Preview(QWidget):
    """The first page of a document, or a sentence in its place; nothing until one of them is there."""

    def __init__(self, theme: Theme, worker: Worker, reporting: "Reporting") -> None:
        super().__init__()
        self._theme, self._worker, self._reporting = theme, worker, reporting
        self._drawn: DrawnPage | None = None
        self._pdf = b""
        self._title = PlainLabel(self.tr("Certificate"), "label")
        self._why = Paragraph(theme, "", "body", "text2")
        self.paper = Paper(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for widget in (self._title, self._why, self.paper):
            column.addWidget(widget)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._pdf, self._drawn = b"", None
        for widget in (self._title, self._why, self.paper):
            widget.hide()

    def say(self, sentence: str) -> None:
        """Say why there is no certificate to look at."""
        self.clear()
        self._why.set_words(sentence)
        self._title.show()
        self._why.show()

    def show_page(self, pdf: bytes) -> None:
        """Draw this document's first page."""
        self.clear()
        self._pdf = pdf
        reporting, width = self._reporting, round(self._theme.px(WIDEST) * self.devicePixelRatioF())

        def work() -> DrawnPage:
            return DrawnPage(image_of(reporting.page_picture(pdf, 0, width)), reporting.page_text(pdf, 0))

        def done(page: DrawnPage) -> None:
            if pdf is self._pdf:
                self._drawn = page
                self._title.show()
                self.paper.show()
                self._fit()

        self._worker.run(work, done, owner=self)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the page is: the paper follows, it must not hold the page open."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = min(self.width(), self._theme.px(WIDEST))
        if self._drawn is not None and width > 0:
            self.paper.show_page(self.tr("Certificate"), self._drawn, QSize(width, round(width * SHAPE)))
