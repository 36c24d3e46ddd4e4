"""What works everywhere in the window, with its keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from assessor_app.ui.shell import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("shell_commands", text)


def menus() -> tuple[tuple[str, str], ...]:
    """The menus of the menu bar: id and words, in order."""
    return (
        ("file", _tr("&File")),
        ("go", _tr("&Go")),
        ("screen", _tr("&This screen")),
        ("view", _tr("&View")),
        ("help", _tr("&Help")),
    )


def _whole_name(place: str) -> str:
    """What a place is for where its word on the rail is too short to be found by; "" for the others."""
    return {"awards": _tr("Awards, renewals and withdrawals"), "concerns": _tr("Appeals and complaints")}.get(place, "")


def add_shell_commands(shell: "Shell") -> None:
    """Add the window's own commands. Keys with Alt and a figure go to the places of the rail."""
    add, navigator = shell.commands.add, shell.navigator
    for at, (place, button) in enumerate(shell.rail.buttons.items(), start=1):
        keys = ("Ctrl+,",) if place == "settings" else (f"Alt+{at}",)
        words = _tr("Go to {place}").format(place=_whole_name(place) or button.item.words)
        add(f"go-{place}", words, lambda to=place: navigator.start_over(to), keys, "go")  # type: ignore[misc]
    if "sync" in shell.rail.buttons:
        add("create-bundle", _tr("Create a bundle"), lambda: shell.go("sync/create"), (), "file")
        add("import-bundle", _tr("Import a bundle"), lambda: shell.go("sync/import"), (), "file")
    add("back", _tr("Go back"), navigator.back, ("Alt+Left",), "go", lambda: navigator.can_go_back)
    add("search", _tr("Search or run a command"), shell.search.open, ("Ctrl+K",), "go")
    add("next-pane", _tr("Next pane"), lambda: shell.cycle_panes(1), ("F6",), "view")
    add("previous-pane", _tr("Previous pane"), lambda: shell.cycle_panes(-1), ("Shift+F6",), "view")
    add("nav-pane", _tr("Show or hide the list at the left"), lambda: _pane(shell, "nav"), ("Ctrl+B",), "view")
    add("context-pane", _tr("Show or hide the pane at the right"), lambda: _pane(shell, "context"), ("Ctrl+J",), "view")
    add("keys", _tr("Show the keys of this screen"), shell.open_key_list, ("F1",), "help")
    add("lock", _tr("Lock now"), lambda: _lock(shell), ("Ctrl+L",), "file")
    add(
        "close",
        _tr("Close {application}").format(application=shell.application),
        lambda: shell.window().close(),
        ("Ctrl+Q",),
        "file",
    )


def _pane(shell: "Shell", which: str) -> None:
    frame = shell.navigator.frame
    if frame is not None:
        (frame.toggle_nav if which == "nav" else frame.toggle_context)()


def _lock(shell: "Shell") -> None:
    if shell.lockable:
        shell.lock_wanted.emit()
    else:
        shell.show_toast(_tr("Nothing was locked: your work has no passphrase. Lock this computer instead."))
