"""The bar at the top: back, where you are, sub-pages, search, whether work is saved, and who you are."""

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QTabBar, QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import Button, IconButton
from assessor_app.ui.kit.labels import KeyHint, PlainLabel, restyle
from assessor_app.ui.kit.painted import Avatar, Chip, Icon
from assessor_app.ui.kit.save_indicator import SaveIndicator
from assessor_app.ui.screen import Screen
from assessor_app.ui.theme import Theme

HEIGHT = 52


class SearchButton(QPushButton):
    """Looks like a search box; opens the palette."""

    def __init__(self, theme: Theme, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._narrow = theme, False
        self.setProperty("kind", "search")
        self.setAccessibleName(self.tr("Search or run a command"))
        self._words = PlainLabel("", "body", "text3")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(10), 0, theme.px(6), 0)
        line.setSpacing(theme.px(8))
        line.addWidget(Icon(theme, "search", "text3", 15))
        line.addWidget(self._words, 1)
        line.addWidget(KeyHint(keys))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Make room for tabs."""
        self._narrow = narrow
        self._words.setText(self.tr("Search") if narrow else self.tr("Search or run a command"))
        self._fit()

    def _fit(self) -> None:
        line = self.layout()
        words = line.minimumSize().width() if line is not None else 0
        self.setFixedWidth(max(self._theme.px(142 if self._narrow else 262), words))

    def event(self, event: QEvent) -> bool:
        """The words may need more room in another theme."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)


class _Tabs(QTabBar):
    """Arrows go from tab to tab and stay here; Down, Enter and Space go into the page (`page_wanted`)."""

    page_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.page_wanted.emit()
            return
        super().keyPressEvent(event)


class Header(QFrame):
    """See the module. `tab_chosen` carries the id of a sub-page."""

    back_wanted = Signal()
    search_wanted = Signal()
    history_wanted = Signal()
    tab_chosen = Signal(str)
    page_wanted = Signal()

    def __init__(self, theme: Theme, person_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tabs: tuple[tuple[str, str], ...] = ()
        self._narrow = False
        self.setProperty("pane", "true")
        self.back = IconButton(theme, "arrow-left", self.tr("Back"), "Alt+Left")
        self.back.clicked.connect(self.back_wanted)
        self.title = PlainLabel("", "heading")
        self.context_line = PlainLabel("", "caption", "text2")
        self.tab_bar = self._make_tab_bar()
        self.tab_button = Button(theme, "", "ghost", "chevron-down", trailing=True)
        self.tab_button.clicked.connect(self._open_tab_menu)
        self.search = SearchButton(theme, "Ctrl+K")
        self.search.clicked.connect(self.search_wanted)
        self.saved = SaveIndicator(theme)
        self.saved.clicked.connect(self.history_wanted)
        self.chips = QHBoxLayout()
        self.offline = Chip(theme, self.tr("Offline"), "neutral", "cloud-off")
        self.offline.setToolTip(self.tr("Everything works offline. Nothing leaves this computer unless you send it."))
        self.person = Avatar(theme, person_name)
        self._build()
        theme.changed.connect(self._measure)

    def _make_tab_bar(self) -> QTabBar:
        bar = _Tabs()
        bar.page_wanted.connect(self.page_wanted)
        bar.setDrawBase(False)
        bar.setExpanding(False)
        bar.setUsesScrollButtons(False)
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        bar.setAccessibleName(self.tr("Parts of this screen"))
        bar.currentChanged.connect(self._on_tab)
        return bar

    def _build(self) -> None:
        self._line = QHBoxLayout(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.context_line)
        words.addStretch(1)
        self._line.addWidget(self.back)
        self._line.addLayout(words)
        self._line.addSpacing(self._theme.px(12))
        self._line.addWidget(self.tab_bar, 0, Qt.AlignmentFlag.AlignBottom)
        self._line.addWidget(self.tab_button)
        self._line.addStretch(1)
        self._line.addWidget(self.search)
        self._line.addWidget(self.saved)
        self._line.addLayout(self.chips)
        self._line.addWidget(self.offline)
        self._line.addWidget(self.person)
        self._measure()

    def show_screen(self, screen: Screen, can_go_back: bool) -> None:
        """Show what a screen says about itself."""
        self.back.setVisible(can_go_back)
        self.title.setText(screen.title)
        small = bool(screen.context_line)
        self._set_title_type("card" if small else "heading")
        self.context_line.setText(screen.context_line)
        self.context_line.setVisible(small)
        self._show_tabs(screen.tabs, screen.tab)

    def _set_title_type(self, role: str) -> None:
        if self.title.property("type") != role:
            self.title.setProperty("type", role)
            restyle(self.title)

    def set_narrow(self, narrow: bool) -> None:
        """Fold tabs into one button and shrink the search box."""
        self._narrow = narrow
        self._arrange()

    def add_chip(self, chip: Chip) -> None:
        """Put a chip before the offline chip, for example "Demo"."""
        self.chips.addWidget(chip)

    def _show_tabs(self, tabs: tuple[tuple[str, str], ...], current: str) -> None:
        with QSignalBlocker(self.tab_bar):
            if tabs != self._tabs:
                self._tabs = tabs
                while self.tab_bar.count():
                    self.tab_bar.removeTab(0)
                for _, words in tabs:
                    self.tab_bar.addTab(words)
            ids = [tab for tab, _ in tabs]
            if current in ids:
                self.tab_bar.setCurrentIndex(ids.index(current))
                self.tab_button.setText(tabs[ids.index(current)][1])
        self._arrange()

    def _arrange(self) -> None:
        self.tab_bar.setVisible(bool(self._tabs) and not self._narrow)
        self.tab_button.setVisible(bool(self._tabs) and self._narrow)
        self.search.set_narrow(bool(self._tabs) or self._narrow)
        self.offline.setVisible(not self._narrow)

    def _on_tab(self, index: int) -> None:
        if 0 <= index < len(self._tabs):
            tab, words = self._tabs[index]
            self.tab_button.setText(words)
            self.tab_chosen.emit(tab)

    def _open_tab_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for index, (_, words) in enumerate(self._tabs):
            menu.addAction(words).triggered.connect(lambda _checked=False, at=index: self.tab_bar.setCurrentIndex(at))
        menu.popup(self.tab_button.mapToGlobal(QPoint(0, self.tab_button.height())))

    def _measure(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(HEIGHT) + 1)
        self._line.setContentsMargins(px(17), 0, px(14), 1)
        self._line.setSpacing(px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("line"))
        painter.end()
