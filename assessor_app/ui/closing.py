"""Closing the window: at once when everything typed is stored, and never silently when it is not."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.screen import Screen
from assessor_app.ui.theme import Theme

LOOK_EVERY = 25
PATIENCE = 3000
"""Milliseconds: a healthy disk answers within a few; one that is busy is waited for so long before asking."""


class UnsavedQuestion(Sheet):
    """Asks what to do with texts that could not be stored. Esc, and Enter on arrival, keep the window open."""

    def __init__(self, theme: Theme, window: QWidget, reason: str, texts: Sequence[str], may_copy: bool) -> None:
        """may_copy: False while the window is locked: what was typed stays behind the lock."""
        super().__init__(theme, window, self.tr("Not saved"), 520)
        left = self.tr("1 text is") if len(texts) == 1 else self.tr("{count} texts are").format(count=len(texts))
        words = self.tr("{reason} {left} only in this window. If you close it now, what you typed there is lost.")
        self.body.addWidget(PlainLabel(self.tr("Not saved. Keep the window open?"), "heading", wrap=True))
        said = words.format(reason=reason, left=left).strip()
        self.body.addWidget(PlainLabel(said, "reading", "text2", wrap=True))
        self.keep = Button(theme, self.tr("Keep open"), "primary")
        self.copy = Button(theme, self.tr("Copy text"), "secondary", "copy")
        self.close_anyway = Button(theme, self.tr("Close anyway"), "secondary")
        self.keep.clicked.connect(self.close_sheet)
        self.copy.clicked.connect(lambda: self._copy(texts))
        self.copy.setVisible(may_copy)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self.copy)
        line.addStretch(1)
        line.addWidget(self.close_anyway)
        line.addWidget(self.keep)
        self.body.addLayout(line)

    def open(self) -> None:
        super().open()
        self.keep.setFocus()

    def _copy(self, texts: Sequence[str]) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(texts))
        self.copy.setText(self.tr("Copied"))


class Closing(QObject):
    """Decides whether a window may close. screens: all that are open; covered: True while it is locked."""

    def __init__(
        self, theme: Theme, window: QWidget, screens: Callable[[], Sequence[Screen]], covered: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._screens, self._covered = theme, window, screens, covered
        self._agreed = False
        self._looks_left = 0
        self._question: UnsavedQuestion | None = None
        self._look_again = QTimer(self, interval=LOOK_EVERY)
        self._look_again.timeout.connect(self._look)

    def may_close(self) -> bool:
        """True when nothing typed would be lost. Otherwise what failed is tried again now, and the window closes by
        itself once it is stored, or asks."""
        texts = self._texts()
        if self._agreed or not texts:
            return True
        if self._question is None and not self._look_again.isActive():
            for screen in self._screens():
                screen.save_again()
            self._looks_left = PATIENCE // LOOK_EVERY
            self._look_again.start()
        return False

    def _texts(self) -> list[str]:
        return [text for screen in self._screens() for text in screen.unsaved_texts()]

    def _look(self) -> None:
        self._looks_left -= 1
        if not self._texts():
            self._look_again.stop()
            self._window.window().close()
        elif self._looks_left <= 0 or not any(screen.is_saving() for screen in self._screens()):
            self._look_again.stop()
            self._ask()

    def _ask(self) -> None:
        reason = next(filter(None, (screen.why_not_saved for screen in self._screens())), "")
        question = UnsavedQuestion(self._theme, self._window, reason, self._texts(), not self._covered())
        question.close_anyway.clicked.connect(self._close_anyway)
        question.closed.connect(self._forget_question)
        self._question = question
        question.open()

    def _forget_question(self) -> None:
        self._question = None

    def _close_anyway(self) -> None:
        self._agreed = True
        self._window.window().close()
