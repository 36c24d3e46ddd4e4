"""What the shell and a screen agree on."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from assessor_app.ui.finding import Found


class Save(Enum):
    """Whether what is on screen is on disk."""

    CLEAN = "clean"
    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"
    READ_ONLY = "read-only"


class SaveState(NamedTuple):
    """What the indicator says. at: local time of the last save; words: the reason after "Not saved,"."""

    save: Save
    at: datetime | None = None
    words: str = ""


class NoticeKind(Enum):
    """Kinds of banner, worst first."""

    DANGER = "danger"
    CONFLICT = "conflict"
    READ_ONLY = "read-only"
    INFO = "info"


class Notice(NamedTuple):
    """One banner: a bold sentence, one plain sentence, at most one button. `id` tells banners apart."""

    kind: NoticeKind
    title: str
    sentence: str
    button: str = ""
    run: Callable[[], None] | None = None
    id: str = ""
    icon: str = ""


class Screen(QWidget):
    """Base of every screen. The shell puts it between its panes, its header and its footer.

    title, context_line: the header's two lines. tabs: (id, words) of the sub-pages in the header, with `tab` the
    current one. nav, context: panes at the left and right; they fold when the window is narrow. context_strip: the
    one line shown above the page while `context` is folded away. footer: the bar under the page. `scrolls`: True
    when the shell shall scroll the page, False when the screen does so itself. QActions added with `addAction`
    appear in the menu bar and the list of shortcuts while the screen is shown.

    save_state_changed carries a SaveState; banner_requested a Notice, or the id of one to take away; toast_requested
    the words and an undo callable or None; go_requested a place ("home", "assessment", "sync", or with a sub-page
    "sync/import") and its argument.
    panes_changed: nav, context, strip, footer or tabs are other widgets now; stale: what the screen was built for has
    changed, so it must be built anew.
    """

    title_changed = Signal()
    panes_changed = Signal()
    save_state_changed = Signal(object)
    banner_requested = Signal(object)
    toast_requested = Signal(str, object)
    go_requested = Signal(str, str)
    stale = Signal()

    title: str = ""
    context_line: str = ""
    place: str = ""
    """Rail item that is lit while this screen is shown."""
    tabs: tuple[tuple[str, str], ...] = ()
    tab: str = ""
    steps_done: int = -1
    """How many of the sub-pages are done, where they are steps one after another; -1 where they are not."""
    nav: QWidget | None = None
    nav_width: int = 236
    """Logical pixels at 100 % that the pane at the left takes."""
    context: QWidget | None = None
    context_strip: QWidget | None = None
    footer: QWidget | None = None
    scrolls: bool = True
    why_not_saved: str = ""
    """The sentence of the last write that failed."""

    def show_tab(self, tab: str) -> None:
        """Show a sub-page; the shell calls this when its tab is chosen."""
        self.tab = tab

    def focus_first(self) -> None:
        """Put the keyboard where work on this screen begins."""
        self.setFocus()

    def turn_list(self) -> None:
        """Show or hide the list at the left, where it is the screen's own and takes turns with the page."""

    def refresh(self) -> None:
        """The data may have changed elsewhere: show what is true now."""

    def leave(self) -> None:
        """The screen is about to be hidden or closed: hand over every text still being typed."""

    def found_here(self) -> "tuple[Found, ...]":
        """What can be found inside this screen, as it is shown now."""
        return ()

    def more_commands(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Commands of sub-pages that are not on show: words, where, and what goes there and does it."""
        return []

    def show_place(self, kind: str, key: str) -> None:
        """Show something that was found: its kind and key as in `finding.Found`."""

    def unsaved_texts(self) -> list[str]:
        """What is typed here and not known to be stored; the window does not close over it without asking."""
        return []

    def is_saving(self) -> bool:
        """True while a write of this screen is on its way."""
        return False

    def save_again(self) -> None:
        """Try what could not be stored once more, without waiting."""
