"""The program's one window, light enough to be the first thing that is loaded: it holds one page after another."""

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

FUSION = ("-style", "fusion")
"""Arguments of the QApplication. Asking it for a style later would load all of QStyle, a tenth of the whole start."""

SMALLEST = (960, 600)
FIRST_SIZE = (1366, 768)


class Window(QMainWindow):
    """Shows one page, and bears that page's title. It closes when the page agrees to be closed."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)

    @property
    def page(self) -> QWidget | None:
        """The page on show."""
        return self.centralWidget()

    def show_page(self, page: QWidget) -> None:
        """Show this page in place of the one before, which is thrown away."""
        page.windowTitleChanged.connect(self.setWindowTitle)
        self.setCentralWidget(page)
        self.setWindowTitle(page.windowTitle())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.page is not None and not self.page.close():
            event.ignore()
            return
        super().closeEvent(event)
