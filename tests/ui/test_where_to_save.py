"""Wherever the window asks where a file goes, a profile's own work and keys are no answer."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

import assessor_app.ui
from assessor_app.files import PROFILE
from assessor_app.ui.screens.bundle import asking as bundle
from assessor_app.ui.screens.evidence import tab as evidence
from assessor_app.ui.screens.report import other_documents
from assessor_app.ui.screens.report import tab as report
from assessor_app.ui.screens.rubrics import take_in
from assessor_app.ui.screens.settings import asking as settings

Ask = Callable[[QWidget, str], Path | None]

QUESTIONS: tuple[Ask, ...] = (
    bundle.ask_where_to_save,
    bundle.ask_where_for_receipt,
    evidence.ask_where_to_save,
    other_documents.ask_where_to_keep,
    report.ask_where_to_save,
    take_in.ask_target,
    lambda parent, name: settings.to_save(parent, "Save", name, "PDF (*.pdf)"),
)
OWN = ("data/assay.db", "identity/vault.age", "office/root.age", "Data/new.pdf", "settings.json", "own-words.age")


class Person:
    """Answers the dialogs of the system, one answer after another, and reads what is told meanwhile."""

    def __init__(self, patch: pytest.MonkeyPatch, *answers: Path | str) -> None:
        self.answers, self.told = [str(answer) for answer in answers], []
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (self.answers.pop(0), ""))
        patch.setattr(QMessageBox, "exec", lambda box: self.told.append(box.text()))


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    (tmp_path / PROFILE).parent.mkdir()
    (tmp_path / PROFILE).touch()
    return tmp_path


@pytest.mark.parametrize("ask", QUESTIONS)
def test_every_question_is_asked_again_until_the_answer_is_not_the_profiles(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, profile: Path, ask: Ask
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    person = Person(monkeypatch, *(profile / name for name in OWN), profile / "report.pdf")
    assert ask(window, "report.pdf") == profile / "report.pdf"
    assert len(person.told) == len(OWN)
    assert all("Nothing was written; name a file elsewhere." in words for words in person.told)


def test_who_thinks_again_writes_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, profile: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    Person(monkeypatch, profile / OWN[0], "")
    assert report.ask_where_to_save(window, "report.pdf") is None


def test_nothing_in_the_window_asks_where_to_save_in_another_way() -> None:
    found = []
    for module in Path(assessor_app.ui.__path__[0]).rglob("*.py"):
        names = {node.attr for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Attribute)}
        if names & {"getSaveFileName", "getSaveFileUrl", "AcceptSave", "saveFileContent"}:
            found.append(module.name)
    assert found == ["where_to_save.py"]
