"""What a second window on the same profile says."""

from PySide6.QtWidgets import QApplication

from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.empty import Empty
from assessor_app.ui.theme import Theme

EXIT_STATUS = 4


def already_open_window(theme: Theme) -> Empty:
    """The small window itself."""
    close = Button(theme, theme.tr("Close this window"), "primary")
    sentence = theme.tr("This profile is open in another window. Go to that one; nothing was changed.")
    window = Empty(theme, "monitor", theme.tr("Already open."), sentence, (close,))
    window.setWindowTitle(theme.tr("Already open."))
    close.clicked.connect(window.close)
    return window


def say_already_open(application: QApplication, theme: Theme) -> int:
    """Say it until the window is closed; gives the exit status."""
    window = already_open_window(theme)
    window.show()
    application.exec()
    return EXIT_STATUS
