"""The keys of step 2."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.ui.commands import command
from assessor_app.ui.screen import Screen


class Comparing(Protocol):
    """What the keys do."""

    def go_on(self) -> None: ...

    def ask_panel(self) -> None: ...

    def step(self, step: int, /) -> None: ...

    def choose_rank(self, rank: int, /) -> None: ...


def _tr(text: str) -> str:
    return QCoreApplication.translate("verify", text)


def compare_commands(owner: Screen, tab: Comparing, scheme: Scheme) -> list[QAction]:
    """Agree, ask the panel, go from difference to difference, and choose a level by its figure."""
    rows: list[tuple[str, str, Callable[[], object], str]] = [
        ("agree", _tr("Agree, and go to the next difference"), tab.go_on, "Ctrl+Return"),
        ("ask-panel", _tr("Ask the panel"), tab.ask_panel, "Ctrl+Shift+K"),
        ("difference-after", _tr("Difference after this one"), partial(tab.step, 1), "Ctrl+PgDown"),
        ("difference-before", _tr("Difference before this one"), partial(tab.step, -1), "Ctrl+PgUp"),
    ]
    for rank in range(max(len(scheme.levels), *(len(scale.levels) for scale in scheme.scales), 0) + 1):
        words = _tr("Choose level {rank}").format(rank=rank) if rank else _tr("Choose not enough evidence")
        rows.append((f"agree-{rank}", words, partial(tab.choose_rank, rank), f"Ctrl+{rank}"))
    return [command(owner, name, words, run, [keys], "screen") for name, words, run, keys in rows]
