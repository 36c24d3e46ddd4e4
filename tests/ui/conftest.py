"""The real theme, on the offscreen platform."""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded: no window on anybody's screen

from PySide6.QtWidgets import QApplication

from assessor_app.paths import resources
from assessor_app.settings import Settings
from assessor_app.ui.theme import Theme
from assessor_app.ui.window import FUSION
from assessor_app.ui.worker import Worker


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
        shared_theme.apply(Settings(theme="light"))


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()
