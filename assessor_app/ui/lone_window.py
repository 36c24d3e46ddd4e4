"""A small window that only says something: when the real one cannot be shown."""

from PySide6.QtWidgets import QApplication

from assessor_app.ui.errors import notice_of
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.empty import Empty
from assessor_app.ui.theme import Theme

EXIT_STATUS = 4


def lone_window(theme: Theme, icon: str, title: str, sentence: str) -> Empty:
    """The window: what is the matter, and a button that closes it."""
    close = Button(theme, theme.tr("Close this window"), "primary")
    window = Empty(theme, icon, title, sentence, (close,))
    window.setWindowTitle(title)
    window.setMinimumWidth(theme.px(480))
    close.clicked.connect(window.close)
    return window


def already_open_window(theme: Theme) -> Empty:
    """What a second window on the same profile says."""
    sentence = theme.tr("This profile is open in another window. Go to that one; nothing was changed.")
    return lone_window(theme, "monitor", theme.tr("Already open."), sentence)


def error_window(theme: Theme, error: BaseException) -> Empty:
    """What is said when the profile cannot be opened."""
    notice = notice_of(error)
    return lone_window(theme, "circle-alert", notice.title, notice.sentence)


def show_until_closed(application: QApplication, theme: Theme, window: Empty) -> int:
    """Show a window until it is closed; gives the exit status of a program that could not do its work."""
    theme.dress()
    window.show()
    application.exec()
    return EXIT_STATUS
