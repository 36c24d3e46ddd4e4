"""The viewer: pages, a picture, a text, or words about what the file is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.ui.kit.empty import RoundIcon, Skeleton
from assessor_app.ui.kit.evidence_list import icon_of
from assessor_app.ui.kit.page_view import Document, PageView
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.ports import ReportingPort
from assessor_app.ui.screens.evidence.contents import Contents, Look
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class PictureView(QWidget):
    """A picture fitted to the room there is, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_picture(self, image: QImage, name: str) -> None:
        """Show a picture; its name is what a screen reader can say about it."""
        self._image = image
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        size = self._image.size()
        if size.width() > self.width() or size.height() > self.height():
            size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self.rect()
        box.setSize(size)
        box.moveCenter(self.rect().center())
        painter.drawImage(box, self._image)
        painter.end()


class WordsView(QWidget):
    """Words in place of a file."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = Paragraph(theme, "", "body", "text2")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(40), theme.px(40), theme.px(40), theme.px(40))
        self._column.setSpacing(theme.px(12))
        self._icon: QWidget | None = None
        self._column.addWidget(self.words)
        self._column.addStretch(1)

    def show_words(self, words: str, icon: str) -> None:
        """Say something."""
        if self._icon is not None:
            self._icon.deleteLater()
        self._icon = RoundIcon(self._theme, icon)
        self._column.insertWidget(0, self._icon)
        self.words.set_words(words)


class EvidenceViewer(QStackedWidget):
    """Shows one piece of evidence."""

    def __init__(self, theme: Theme, worker: Worker, reporting: ReportingPort) -> None:
        super().__init__()
        self._reporting = reporting
        self.pages = PageView(theme, worker)
        self.picture = PictureView()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.words = WordsView(theme)
        self.waiting = Skeleton(theme, 4)
        for view in (self.pages, self.picture, self.text, self.words, self.waiting):
            self.addWidget(view)

    def show_waiting(self) -> None:
        """The file is being read."""
        self.setCurrentWidget(self.waiting)

    def show_words(self, words: str, icon: str) -> None:
        """Say why there is nothing to see."""
        self.words.show_words(words, icon)
        self.setCurrentWidget(self.words)

    def show_contents(self, evidence: Evidence, contents: Contents, page: int = 0) -> None:
        """Show what was read, pages from this one (from 0)."""
        if contents.look is Look.PAGES:
            self._show_pages(contents, page)
        elif contents.look is Look.PICTURE and contents.picture is not None:
            self.picture.show_picture(contents.picture, evidence.title)
            self.setCurrentWidget(self.picture)
        elif contents.look is Look.TEXT:
            self.text.setAccessibleName(evidence.title)
            self.text.setPlainText(contents.text)
            self.setCurrentWidget(self.text)
        else:
            self.show_words(contents.words, icon_of(evidence))

    def _show_pages(self, contents: Contents, page: int) -> None:
        reporting, pdf = self._reporting, contents.pdf

        def text(page: int) -> str:
            return reporting.page_text(pdf, page)

        self.pages.page = page
        self.pages.show_document(
            Document(contents.pages, lambda page, wide: reporting.page_picture(pdf, page, wide), text)
        )
        self.setCurrentWidget(self.pages)
