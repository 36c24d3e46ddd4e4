"""The keys of the report."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from assessor_app.ui.commands import command
from assessor_app.ui.screen import Screen


class Acts(NamedTuple):
    """What the keys do."""

    sign: Callable[[], None]
    others: Callable[[], None]
    copy: Callable[[], None]
    template: Callable[[], None]
    save: Callable[[], None]


def _tr(text: str) -> str:
    return QCoreApplication.translate("report", text)


def report_commands(owner: Screen, acts: Acts) -> list[QAction]:
    """Make them on the screen."""
    table = (
        ("sign-report", _tr("Sign report"), acts.sign, ("Ctrl+Return", "Ctrl+Enter"), "screen"),
        ("other-documents", _tr("Other documents"), acts.others, ("Ctrl+Shift+O",), "screen"),
        ("report-copy", _tr("Reader, language and template of the report"), acts.copy, ("Ctrl+Shift+R",), "screen"),
        ("report-template", _tr("Choose a template for documents"), acts.template, (), ""),
        ("save-report", _tr("Save the report as PDF"), acts.save, ("Ctrl+S",), "screen"),
    )
    return [command(owner, name, words, act, keys, menu) for name, words, act, keys, menu in table]
