"""The real theme, on the offscreen platform."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded: no window on anybody's screen

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.paths import resources
from assessor_app.settings import Settings
from assessor_app.ui.theme import Theme
from assessor_app.ui.window import FUSION
from assessor_app.ui.worker import Worker

PATIENCE = 60_000
"""Milliseconds. Only a failure waits so long; a busy computer may need more than the usual five seconds."""


class PatientBot(QtBot):
    """Waits as long as a slow computer may need."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitCallback(self, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitCallback(timeout=timeout, **more)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE) -> Any:
        return super().waitExposed(widget, timeout=timeout)


def delete_closed() -> None:
    """Delete what was to be deleted later: without a running event loop Qt leaves that to one of a later test."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    delete_closed()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["assay", *FUSION]


@pytest.fixture(scope="session")
def shared_theme(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Theme:
    return Theme(qapp, Settings(theme="light"), resources(), tmp_path_factory.mktemp("theme"))


@pytest.fixture
def theme(shared_theme: Theme) -> Iterator[Theme]:
    yield shared_theme
    if shared_theme.settings != Settings(theme="light"):
        delete_closed()  # or each of their widgets is dressed anew
        shared_theme.apply(Settings(theme="light"))


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()
