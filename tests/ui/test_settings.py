"""Settings on a real profile: keys, backups, locking; and what looks after them in the background."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.identity import age_passphrase
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace
from assessor_app.settings import Settings
from assessor_app.ui.health_keeper import HealthKeeper
from assessor_app.ui.kit.sheet import Question, Sheet
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.screens.settings.screen import SettingsScreen
from assessor_app.ui.shell import Shell
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.identity.people import Office
from tests.services.profiles import OTHER_WORDS, WORDS, add_work, make, make_office, opened
from tests.ui.audit import complaints

pytestmark = pytest.mark.xdist_group("settings")


class Place:
    """Settings in a window; `answer` is the file that is chosen next."""

    def __init__(self, theme: Theme, worker: Worker, qtbot: QtBot, workplace: Workplace) -> None:
        self.answer: Path | None = None
        self.kept: list[Settings] = []
        self.said: list[str] = []
        self.qtbot, self.worker = qtbot, worker

        def ask(_parent: QWidget, _title: str, _start: str, _kinds: str) -> Path | None:
            return self.answer

        self.shell = Shell(theme, "Siân Wyn", (), "Assay")
        qtbot.addWidget(self.shell)
        self.screen = SettingsScreen(theme, worker, workplace, self.kept.append, Asking(ask, ask, ask))
        self.screen.toast_requested.connect(lambda words, _undo: self.said.append(words))
        self.shell.navigator.register("settings", lambda _argument: self.screen)
        self.shell.navigator.go("settings")
        self.shell.resize(1366, 768)
        self.shell.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.worker.busy)
        self.qtbot.wait(20)

    def press(self, words: str) -> None:
        found = [each for each in self.shell.findChildren(QPushButton) if each.text() == words and each.isVisible()]
        found[-1].click()
        self.settle()

    def type(self, *texts: str) -> None:
        sheet = next(each for each in self.shell.findChildren(Sheet) if each.isVisible())
        for field, text in zip(sheet.findChildren(QLineEdit), texts, strict=True):
            field.setText(text)


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(age_passphrase, "WORK_FACTOR", 4)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return make(tmp_path / "profile")


@pytest.fixture
def workplace(profile: Path) -> Iterator[Workplace]:
    made = opened(profile)
    yield made
    made.close()


@pytest.fixture
def place(theme: Theme, worker: Worker, qtbot: QtBot, workplace: Workplace) -> Place:
    return Place(theme, worker, qtbot, workplace)


@pytest.mark.parametrize("tab", ["keys", "backups", "computer"])
def test_every_page_passes_the_audit_and_takes_the_keyboard(place: Place, tab: str) -> None:
    place.shell.show_tab(tab)
    place.settle()
    assert complaints(place.shell) == []
    assert place.screen.pages[tab].isAncestorOf(place.shell.focusWidget())


def test_the_passphrase_is_changed_here(place: Place, profile: Path) -> None:
    place.press("Change the passphrase")
    place.type("wrong words entirely here", OTHER_WORDS, OTHER_WORDS)
    buttons = [each for each in place.shell.findChildren(QPushButton) if each.text() == "Change the passphrase"]
    buttons[-1].click()
    place.settle()
    assert place.said == []
    place.type(WORDS, OTHER_WORDS, OTHER_WORDS)
    buttons[-1].click()
    place.settle()
    assert place.said == ["The new passphrase holds from now on."]
    open_profile(profile, lambda: OTHER_WORDS).close()


def test_the_recovery_sheet_is_shown_after_the_passphrase_and_saved(place: Place, tmp_path: Path) -> None:
    place.press("Show the recovery sheet")
    place.type(WORDS)
    place.press("Show the sheet")
    assert complaints(place.shell) == []
    place.answer = tmp_path / "sheet.pdf"
    place.press("Save the page to print")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "sheet.pdf").stat().st_mode & 0o077 == 0


def test_card_and_certificate_are_installed_here(
    place: Place, workplace: Workplace, profile: Path, tmp_path: Path
) -> None:
    office = make_office(tmp_path / "office")
    place.answer = tmp_path / "mine.csr"
    place.press("Save my public key")
    office.office.certify(place.answer, workplace.person.id, workplace.person.roles, tmp_path / "mine.crt", WORDS)
    office.office.write_card(tmp_path / "office.card")
    office.close()
    place.answer = tmp_path / "office.card"
    place.press("Install an office card")
    (question,) = [each for each in place.shell.findChildren(Question) if each.isVisible()]
    assert "fingerprint" in question.findChildren(type(question.body.itemAt(1).widget()))[1].text()
    place.press("Trust this office")
    place.answer = tmp_path / "mine.crt"
    place.press("Install my certificate")
    assert workplace.keys.facts().standing.person.certified_by == "Quality Mark Office"
    assert workplace.keys.office_number != ""
    assert len(place.said) == 3


def test_new_keys_are_asked_for_with_the_passphrase(place: Place, qtbot: QtBot) -> None:
    place.press("Make new keys")
    place.type(WORDS)
    with qtbot.waitSignal(place.screen.rekey_wanted) as told:
        place.press("Make new keys")
    assert told.args == [WORDS]


def test_a_folder_for_the_second_copy_is_chosen_and_the_copy_made(
    place: Place, workplace: Workplace, theme: Theme, tmp_path: Path
) -> None:
    add_work(workplace)
    place.shell.show_tab("backups")
    (tmp_path / "stick").mkdir()
    place.answer = tmp_path / "stick"
    place.press("Choose a folder")
    place.settle()
    folder = workplace.copies.folder_in(tmp_path / "stick")
    assert (folder / "backup.json").is_file()
    assert theme.settings.copy_folder == str(tmp_path / "stick")
    assert place.kept[-1].copy_folder == str(tmp_path / "stick")
    facts = workplace.copies.facts(tmp_path / "stick", 24)
    assert (facts.due, facts.late, facts.same_disk) == (False, False, True)
    place.press("Make no more")
    assert place.kept[-1].copy_folder == ""


def test_settings_of_this_computer_apply_and_are_kept(place: Place, theme: Theme) -> None:
    place.shell.show_tab("computer")
    page = place.screen.pages["computer"]
    page.minutes.chosen.emit("5")  # type: ignore[attr-defined]
    assert place.kept[-1].lock_after_minutes in {5, 15}
    page.minutes.choose("0")  # type: ignore[attr-defined]
    page._change(lock_after_minutes=0)  # type: ignore[attr-defined]
    assert theme.settings.lock_after_minutes == 0


class Kept:
    """What a health keeper says on a real window."""

    def __init__(self, theme: Theme, worker: Worker, qtbot: QtBot, workplace: Workplace) -> None:
        self.shell = Shell(theme, "Siân Wyn", (), "Assay")
        qtbot.addWidget(self.shell)
        self.keeper = HealthKeeper(theme, worker, self.shell, workplace)
        self.keeper._first.stop()
        self.keeper.begin()
        for _ in range(2):
            qtbot.waitUntil(lambda: not worker.busy)
            qtbot.wait(30)

    @property
    def titles(self) -> list[str]:
        return [notice.title for notice in self.shell.banners._notices]


def a_day_later(monkeypatch: pytest.MonkeyPatch, workplace: Workplace) -> None:
    from datetime import timedelta

    from assessor_app.services.saving import utc_now

    monkeypatch.setattr(workplace.copies, "_clock", lambda: utc_now() + timedelta(hours=25))


def test_a_day_of_work_without_a_second_copy_is_said(
    theme: Theme, worker: Worker, qtbot: QtBot, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_work(workplace)
    assert Kept(theme, worker, qtbot, workplace).titles == []
    a_day_later(monkeypatch, workplace)
    assert Kept(theme, worker, qtbot, workplace).titles == ["Your work is only on this computer."]


def test_the_second_copy_is_made_by_itself_once_its_folder_is_there(
    theme: Theme,
    worker: Worker,
    qtbot: QtBot,
    workplace: Workplace,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    from dataclasses import replace

    add_work(workplace)
    theme.settings = replace(theme.settings, copy_folder=str(tmp_path / "stick"))
    a_day_later(monkeypatch, workplace)
    assert Kept(theme, worker, qtbot, workplace).titles == ["Work of more than a day has no second copy."]
    (tmp_path / "stick").mkdir()
    assert len(Kept(theme, worker, qtbot, workplace).titles) == 1  # a mount point without its stick
    workplace.copies.choose(tmp_path / "stick")
    assert Kept(theme, worker, qtbot, workplace).titles == []
    assert (workplace.copies.folder_in(tmp_path / "stick") / "backup.json").is_file()


def test_a_damaged_page_is_found_at_the_start(theme: Theme, worker: Worker, qtbot: QtBot, profile: Path) -> None:
    workplace = opened(profile)
    add_work(workplace)
    workplace.close()
    database = profile / "data" / "assay.db"
    content = bytearray(database.read_bytes())
    content[-2000] ^= 1
    database.write_bytes(content)
    workplace = opened(profile)
    assert "The database of this profile is damaged." in Kept(theme, worker, qtbot, workplace).titles
    workplace.close()


def test_a_time_stamp_server_is_chosen_and_forgotten_here(place: Place, workplace: Workplace, tmp_path: Path) -> None:
    times = place.screen.pages["keys"].times
    assert times.server.value.words() == "None: signatures carry no time stamp"
    times.address.setText("time.example.org")
    place.press("Use this server")
    assert "https://" in times.field.error
    place.answer = tmp_path / "root.pem"
    place.answer.write_text("no certificate", encoding="ascii")
    times.address.setText("https://time.example.org")
    place.press("Use this server")
    assert times.field.error == "The file holds no certificate (PEM). Nothing was changed."
    place.answer.write_bytes(Office().certificate)
    place.press("Use this server")
    assert place.said == ["Signatures get time stamps of https://time.example.org."]
    assert times.server.value.words() == workplace.keys.time_server() == "https://time.example.org"
    assert complaints(place.shell) == []
    place.press("Sign without time stamps")
    assert workplace.keys.time_server() == ""
    assert times.forget.isHidden()
