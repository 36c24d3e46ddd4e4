"""The bar at the top: back, where you are, sub-pages, search, whether work is saved, and who you are."""

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QTabBar, QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import Button, IconButton
from assessor_app.ui.kit.labels import KeyHint, PlainLabel, restyle
from assessor_app.ui.kit.painted import Avatar, Chip, Icon
from assessor_app.ui.kit.painting import paint_hairline
from assessor_app.ui.kit.save_indicator import SaveIndicator
from assessor_app.ui.screen import Screen
from assessor_app.ui.theme import Theme

HEIGHT = 52
SEARCH_WIDTHS = {"wide": 262, "narrow": 142, "icon": 36}
"""Logical pixels at 100 % of the search box: with all its words, with one, and with none."""


class SearchButton(QPushButton):
    """Looks like a search box; opens the palette."""

    def __init__(self, theme: Theme, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._room = theme, "wide"
        self.setProperty("kind", "search")
        self.setAccessibleName(self.tr("Search or run a command"))
        self.setToolTip(self.tr("Search or run a command (Ctrl K)"))
        self._words, self._keys = PlainLabel("", "body", "text3"), KeyHint(keys)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(10), 0, theme.px(6), 0)
        line.setSpacing(theme.px(8))
        line.addWidget(Icon(theme, "search", "text3", 15))
        line.addWidget(self._words, 1)
        line.addWidget(self._keys)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_room("wide")

    def set_room(self, room: str) -> None:
        """Take the room of one of SEARCH_WIDTHS."""
        self._room = room
        self._words.setText(self.tr("Search") if room == "narrow" else self.tr("Search or run a command"))
        self._words.setVisible(room != "icon")
        self._keys.setVisible(room != "icon")
        self._fit()

    def _fit(self) -> None:
        line = self.layout()
        words = line.minimumSize().width() if line is not None else 0
        self.setFixedWidth(max(self._theme.px(SEARCH_WIDTHS[self._room]), words))

    def event(self, event: QEvent) -> bool:
        """The words may need more room in another theme."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)


class _Tabs(QTabBar):
    """Arrows go from tab to tab and stay here; Down, Enter and Space go into the page (`page_wanted`)."""

    page_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.property("steps") == "true":
            from assessor_app.ui.step_tabs import paint_lines  # the first paint has no steps

            paint_lines(self, self._theme)

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
        self._steps = -1
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
        bar = _Tabs(self._theme)
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
        self.title.setToolTip("\n".join(filter(None, (screen.title, screen.context_line))))
        small = bool(screen.context_line)
        self._set_title_type("card" if small else "heading")
        self.context_line.setText(screen.context_line)
        self._show_tabs(screen.tabs, screen.tab)
        self._show_steps(screen.steps_done)

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

    def _show_steps(self, done: int) -> None:
        if done >= 0 or self._steps >= 0:
            from assessor_app.ui.step_tabs import show_steps  # the first paint has no steps

            self._steps = done
            show_steps(self.tab_bar, self._theme, done)

    def _arrange(self) -> None:
        self.tab_bar.setVisible(bool(self._tabs) and not self._narrow)
        self.tab_button.setVisible(bool(self._tabs) and self._narrow)
        self.offline.setVisible(not self._narrow)
        self._fit()

    def _fit(self) -> None:
        """Give up what matters least until the title has its room: words of the search box, then of what is saved,
        then the second line; a title that is longer still takes two lines."""
        title = self.title.fontMetrics().horizontalAdvance(self.title.text()) + 2  # its hint is less once it wraps
        second = self.context_line.sizeHint().width()
        words, search, saved = bool(self.context_line.text()), "narrow" if self._tabs or self._narrow else "wide", True
        fixed = self._fixed_width()
        for give_up in ("", "search", "saved", "second"):
            search = "icon" if give_up == "search" else search
            saved = saved and give_up != "saved"
            words = words and give_up != "second"
            room = self.width() - fixed - self._theme.px(SEARCH_WIDTHS[search]) - self.saved.width_with(saved)
            if max(title, second if words else 0) <= room:
                break
        self.search.set_room(search)
        self.saved.show_words(saved)
        self.context_line.setVisible(words)
        if self.title.wordWrap() != (title > room):  # setting it anew asks for a new layout, and so for this again
            self.title.setWordWrap(title > room)
        self.title.setMinimumWidth(max(0, min(title, room)))  # a label that wraps would take less than there is

    def _fixed_width(self) -> int:
        """Logical pixels of everything that keeps its width."""
        kept: list[QWidget] = [self.person]
        kept += [self.back] if self.back.isVisibleTo(self) else []
        kept += [self.tab_button if self._narrow else self.tab_bar] if self._tabs else []
        kept += self.findChildren(Chip, options=Qt.FindChildOption.FindDirectChildrenOnly)
        shown = [each.sizeHint().width() for each in kept if not each.isHidden()]
        return sum(shown) + self._line.spacing() * (len(shown) + 3) + self._theme.px(17 + 14 + 12)

    def event(self, event: QEvent) -> bool:
        """What is saved has other words now."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_tab(self, index: int) -> None:
        if 0 <= index < len(self._tabs):
            tab, words = self._tabs[index]
            self.tab_button.setText(words)
            self.tab_chosen.emit(tab)
            self._show_steps(self._steps)

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
        paint_hairline(self, self._theme)
