"""Every way in of the first run, in the window and with what is real behind it: new, card, backup, office."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.identity import age_passphrase, master, passphrase
from assessor_app.identity.profile import Layout, exists
from assessor_app.identity.recovery_key import groups
from assessor_app.identity.vault import Secrets
from assessor_app.services.profile.identities import trusted_card
from assessor_app.settings import Settings
from assessor_app.ui.beginning import Beginning, other_ways
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.screens.first_run import Enrolment, FirstRun
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.services.profiles import OTHER_WORDS, WORDS, add_work, make, make_office, name_kept, opened
from tests.ui.audit import complaints

pytestmark = pytest.mark.xdist_group("settings")


class Person:
    """Somebody before the first run, with a mouse and a keyboard; `answer` is the file chosen next."""

    def __init__(self, theme: Theme, worker: Worker, qtbot: QtBot, profile: Path) -> None:
        self.answer: Path | None = None
        self.opened: list[Secrets] = []
        self.worker, self.qtbot, self.profile = worker, qtbot, profile

        def ask(_parent: QWidget, _title: str, _start: str, _kinds: str) -> Path | None:
            return self.answer

        self.begin = Beginning(theme, worker, profile, asking=Asking(ask, ask, ask))
        self.begin.opened.connect(self.opened.append)
        begin = self.begin
        enrolment = Enrolment(
            begin.create, passphrase.strength, False, begin.save_key, begin.sheet, begin.save_sheet, other_ways(begin)
        )
        self.screen = FirstRun(theme, worker, enrolment, "Assay")
        qtbot.addWidget(self.screen)
        self.screen.resize(1366, 768)
        self.screen.show()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.worker.busy)
        self.qtbot.wait(20)

    def press(self, words: str) -> None:
        found = [each for each in self.screen.findChildren(QPushButton) if each.text() == words and each.isVisible()]
        self.qtbot.mouseClick(found[-1], Qt.MouseButton.LeftButton)
        self.settle()

    def type(self, *texts: str) -> None:
        sheet = [each for each in self.screen.findChildren(Sheet) if each.isVisible()][-1]
        for field, text in zip(sheet.findChildren(QLineEdit), texts, strict=True):
            field.setText(text)

    @property
    def told(self) -> str:
        return " ".join(label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())

    def make_key(self, name: str = "Noor Ali") -> None:
        """Steps 1 and 2."""
        self.screen.who.findChildren(QLineEdit)[0].setText(name)
        self.press("Continue")
        for field in self.screen.passphrase.findChildren(QLineEdit):
            field.setText(WORDS)
        self.press("Make my key")


@pytest.fixture
def person(theme: Theme, worker: Worker, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(age_passphrase, "WORK_FACTOR", 4)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return Person(theme, worker, qtbot, tmp_path / "noor")


@pytest.fixture
def card(person: Person, tmp_path: Path) -> Path:
    office = make_office(tmp_path / "office")
    office.office.write_card(tmp_path / "office.card")
    office.close()
    return tmp_path / "office.card"


@pytest.fixture
def backup(person: Person, tmp_path: Path) -> Path:
    """A backup of a profile that is lost since."""
    workplace = opened(make(tmp_path / "lost"))
    add_work(workplace)
    (tmp_path / "stick").mkdir()
    workplace.upkeep.backup(tmp_path / "stick" / "Assay backup")
    (tmp_path / "key.txt").write_text(" ".join(groups(workplace.keys.secrets.recovery_identity)))
    workplace.close()
    return tmp_path / "stick"


def test_a_new_profile_its_sheet_and_its_key_for_the_office(person: Person, tmp_path: Path) -> None:
    person.make_key()
    person.answer = tmp_path / "mine.csr"
    person.press("Save my public key to send to your administrator")
    assert (tmp_path / "mine.csr").read_bytes().startswith(b"-----BEGIN CERTIFICATE REQUEST")
    workplace = opened(person.profile)
    assert workplace.person.name == "Noor Ali"
    workplace.close()
    assert complaints(person.screen) == []


def test_the_office_s_card_is_compared_then_installed_with_the_key(person: Person, card: Path) -> None:
    person.answer = card
    person.press("Choose the file")
    assert "Trust Quality Mark Office?" in person.told
    assert "fingerprint" in person.told
    assert complaints(person.screen) == []
    person.press("Trust this office")
    assert "Quality Mark Office is your office." in person.told
    person.make_key()
    found = trusted_card(person.profile)
    assert found is not None
    assert found.office == "Quality Mark Office"


def test_a_card_that_nobody_agreed_to_is_not_installed(person: Person, card: Path) -> None:
    person.answer = card
    person.press("Choose the file")
    person.press("Not now")
    person.make_key()
    assert trusted_card(person.profile) is None


def test_a_card_that_is_gone_when_the_key_is_made_leaves_no_profile_and_a_way_on(person: Person, card: Path) -> None:
    person.answer = card
    person.press("Choose the file")
    person.press("Trust this office")
    held = shutil.move(card, card.with_suffix(".held"))
    person.make_key()
    assert "office.card could not be opened" in person.told
    assert not exists(person.profile)
    shutil.move(held, card)
    person.press("Make my key")
    assert trusted_card(person.profile) is not None


@pytest.mark.parametrize("content", [b"", b"not a card", b"\x30\x82\xff\xff" * 40])
def test_what_is_no_card_is_said_and_nothing_is_made(person: Person, tmp_path: Path, content: bytes) -> None:
    person.answer = tmp_path / "x.card"
    person.answer.write_bytes(content)
    person.press("Choose the file")
    assert "Nothing was changed" in person.told
    assert not exists(person.profile)


def test_a_bundle_in_place_of_a_card_says_what_comes_first(person: Person, tmp_path: Path) -> None:
    person.answer = tmp_path / "visit.qmb"
    person.press("Choose the file")
    assert "A bundle opens with your key." in person.told


def by_passphrase(person: Person, _folder: Path) -> str | None:
    person.press("Type my passphrase")
    person.type("wrong words entirely here")
    person.press("Restore")
    assert not person.opened
    assert not exists(person.profile)
    person.type(WORDS)
    person.press("Restore")
    return WORDS


def by_sheet(person: Person, folder: Path) -> str | None:
    person.press("Use the recovery sheet")
    person.type("ABCD EFGH", OTHER_WORDS, OTHER_WORDS)
    person.press("Restore")
    assert not person.opened
    person.type((folder / "key.txt").read_text(), OTHER_WORDS, OTHER_WORDS)
    person.press("Restore")
    return OTHER_WORDS


def by_keyring(person: Person, _folder: Path) -> str | None:
    person.press("Open with this computer's keyring")
    person.press("Restore")
    return None


@pytest.mark.parametrize("way", [by_passphrase, by_sheet, by_keyring])
def test_a_backup_comes_back_by_each_of_the_three_ways(
    person: Person, backup: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[[Person, Path], str | None]
) -> None:
    if way is by_keyring:
        kept = Layout(backup / "Assay backup").master
        key = master.read_master(kept, WORDS)
        monkeypatch.setattr("assessor_app.identity.unlocking._by_keyring", lambda *_: key)
        kept.unlink()  # as the backup of a profile without a passphrase is
    person.answer = backup
    person.press("Restore")
    assert "Restore my work" in person.told
    assert complaints(person.screen) == []
    words = way(person, backup.parent)
    assert len(person.opened) == 1
    workplace = opened(person.profile, words)
    assert name_kept(workplace) == "Marsh Lane"
    assert workplace.upkeep.check() == ()
    workplace.close()


@pytest.mark.parametrize(("width", "height", "percent"), [(1366, 768, 150), (960, 600, 150)])
def test_nothing_of_restoring_is_cut_off_in_a_small_window_or_large_text(
    person: Person, backup: Path, theme: Theme, width: int, height: int, percent: int
) -> None:
    (backup / "Assay backup" / "identity" / "master.age").unlink()
    theme.apply(Settings(text_percent=percent))
    person.screen.resize(width, height)
    person.answer = backup
    person.press("Restore")
    assert complaints(person.screen) == []
    person.press("Use the recovery sheet")
    assert complaints(person.screen) == []


def test_a_folder_without_a_backup_is_said_and_can_be_chosen_again(
    person: Person, backup: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    person.answer = tmp_path / "empty"
    person.press("Restore")
    person.press("Open with this computer's keyring")
    person.press("Restore")
    assert "There is no backup in" in person.told
    assert not exists(person.profile)


def test_an_office_is_founded_by_its_administrator(person: Person) -> None:
    person.press("Set up an office")
    assert "First you, then your office." in person.told
    person.screen.who.findChildren(QLineEdit)[1].setText("Northern Quality Marks")
    person.make_key("Priya Nair")
    person.press("Found the office")
    person.type(OTHER_WORDS, OTHER_WORDS)
    person.press("Found the office")
    assert "Northern Quality Marks is founded." in person.told
    found = trusted_card(person.profile)
    assert found is not None
    assert found.office == "Northern Quality Marks"
