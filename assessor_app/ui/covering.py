"""Puts one widget, the lock, in place of everything in the window, and gives everything back."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QWidget
from shiboken6 import isValid


class Cover(QObject):
    """Covers `centre`, which fills `window` by `layout`.

    What is covered leaves the window: hidden widgets would still be in the tree that screen readers are given. Sheets
    and dialogs lie over the window around it as well (`window.window()`), so they are closed there.
    """

    def __init__(self, window: QWidget, centre: QWidget, layout: QBoxLayout, focus_page: Callable[[], object]) -> None:
        """focus_page(): what to do when the control that had the keyboard is gone."""
        super().__init__(window)
        self._window, self._centre, self._layout, self._focus_page = window, centre, layout, focus_page
        self._focus_before: QWidget | None = None
        self.widget: QWidget | None = None

    def put(self, widget: QWidget) -> None:
        """Cover everything with this widget."""
        if self.widget is None:
            self._close_what_floats()
            self._focus_before = self._window.focusWidget()
            self._layout.removeWidget(self._centre)
            self._centre.setParent(None)
        self._throw_away()
        self.widget = widget
        widget.setParent(self._window)
        self.fit()
        widget.show()
        widget.raise_()

    def lift(self) -> None:
        """Give everything back, and the keyboard to where it was."""
        self._throw_away()
        self.bring_back()
        self._centre.show()
        before, self._focus_before = self._focus_before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self._focus_page()

    def bring_back(self) -> None:
        """Make what was covered part of the window again, without showing it."""
        self._layout.addWidget(self._centre)

    def fit(self) -> None:
        """The window has another size."""
        if self.widget is not None:
            self.widget.setGeometry(self._window.rect())

    def _throw_away(self) -> None:
        if self.widget is not None:
            self.widget.hide()
            self.widget.deleteLater()
        self.widget = None

    def _close_what_floats(self) -> None:
        from assessor_app.ui.kit.sheet import Sheet  # the first paint needs no sheet

        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        whole = self._window.window()
        for sheet in whole.findChildren(Sheet):
            sheet.close_sheet()
        for dialog in whole.findChildren(QDialog):
            dialog.reject()
