"""The window is there before anything heavy is loaded, says what went wrong, and loses nothing."""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QLockFile, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from assessor_app.__main__ import path_after, wants_window
from assessor_app.domain.database_place import DatabasePlace
from assessor_app.domain.people import Role
from assessor_app.errors import Refused, Unavailable
from assessor_app.identity.profile import Layout
from assessor_app.models.database.sqlcipher import connect
from assessor_app.program import Program
from assessor_app.services.profile.identities import create_profile
from assessor_app.services.profile.opening import open_workplace
from assessor_app.services.profile.workplace import Workplace
from assessor_app.ui.demo import DemoProfile, open_demo, throw_away
from assessor_app.ui.desk import Desk
from assessor_app.ui.errors import ErrorHook, notice_of
from assessor_app.ui.idle import IdleWatch
from assessor_app.ui.kit.sheet import Sheet
from assessor_app.ui.lone_window import error_window
from assessor_app.ui.screen import Save
from assessor_app.ui.theme import Theme
from tests.ui.audit import complaints

pytestmark = pytest.mark.xdist_group("start-up")

WORDS = "correct horse battery staple"
HEAVY = (
    "sqlalchemy", "alembic", "pyhanko", "reportlab", "openpyxl", "pydantic", "cryptography.x509", "keyring", "pikepdf",
    "lxml", "asyncio", "jsonschema", "yaml", "pypdfium2", "psycopg",
)  # fmt: skip


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("profile") / "amara"
    create_profile(folder, "Amara Okafor", "Northern Quality Marks", [Role.ASSESSOR], WORDS)
    return folder


@pytest.fixture
def program(
    qapp: QApplication, shared_theme: Theme, profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    import threading

    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = Program(qapp, profile)
    yield made
    made.close()
    gc.unfreeze()
    gc.enable()
    made.window.close()
    made.window.deleteLater()
    shared_theme.apply(shared_theme.settings)


def opened(program: Program, qtbot: QtBot) -> Desk:
    """The desk, once it stands in the window."""
    program._begin_open(program._unlock(WORDS))
    qtbot.waitUntil(lambda: program.desk is not None and program.window.page is program.desk.shell)
    assert program.desk is not None
    return program.desk


def run_python(code: str, profile: Path, cache: Path) -> Any:
    """What a fresh interpreter prints, as JSON."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(profile), WORDS],
        check=True, capture_output=True, text=True, timeout=300, env=environment, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


FIRST_PAINT = """
import json, sys
from pathlib import Path
from assessor_app.program import Program
from assessor_app.ui import turns
from PySide6.QtWidgets import QApplication
qt = QApplication([])
program = Program(qt, Path(sys.argv[1]))
def painted(*_):
    print(json.dumps({"modules": sorted(sys.modules), "page": type(program.window.page).__name__}))
    qt.quit()
turns.in_turns = painted
program._begin_open(program._unlock(sys.argv[2]))
qt.exec()
program.close()
"""


def test_nothing_heavy_is_loaded_at_first_paint(profile: Path, tmp_path: Path) -> None:
    painted = run_python(FIRST_PAINT, profile, tmp_path)
    loaded = painted["modules"]
    assert painted["page"] == "FirstPage"
    assert "PySide6.QtWidgets" in loaded
    assert "sqlcipher3" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_the_window_opens_on_a_record_on_a_server(
    program: Program, tmp_path: Path, qtbot: QtBot, new_server_store: Callable[[], str]
) -> None:
    place = DatabasePlace(new_server_store())
    create_profile(tmp_path / "joan", "Joan Whitfield", "", [Role.ADMINISTRATOR], WORDS, place)
    program.profile = tmp_path / "joan"
    assert opened(program, qtbot).home.list.visits.rows == []
    qtbot.waitUntil(lambda: program.workplace is not None)
    assert program.workplace is not None
    assert program.workplace.store.shared


SOURCES_READ = """
import json, linecache, sys
from assessor_app import app
from PySide6.QtWidgets import QApplication
from assessor_app.ui.tokens import LIGHT
app._import_plainly()
from assessor_app.ui.desk import Desk
print(json.dumps([name for name in ("tokens", "desk") if any(name in file for file in linecache.cache)]))
"""


def test_pyside_stops_reading_the_source_of_every_module_imported(profile: Path, tmp_path: Path) -> None:
    assert run_python(SOURCES_READ, profile, tmp_path) == ["tokens"]


LOCKED = """
import json, sys
from pathlib import Path
from assessor_app import app
from PySide6.QtWidgets import QApplication
QApplication.exec = lambda *_: 0
print(json.dumps(app.run(Path(sys.argv[1]))))
"""


def test_a_second_window_on_the_same_profile_is_refused(profile: Path, tmp_path: Path) -> None:
    first = QLockFile(str(profile / "window.lock"))
    assert first.tryLock(0)
    try:
        assert run_python(LOCKED, profile, tmp_path) == 4
    finally:
        first.unlock()
    assert run_python(LOCKED, profile, tmp_path) == 0


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--profile", "somewhere"], True),
        (["--profile=somewhere"], True),
        (["list"], False),
        (["--profile", "somewhere", "list"], False),
        (["--help"], False),
        (["--json", "list"], False),
    ],
)
def test_only_a_profile_opens_the_window(arguments: list[str], window: bool) -> None:
    assert wants_window(arguments) is window


def test_the_profile_is_found_in_both_spellings() -> None:
    assert path_after(["--profile", "here"], "--profile") == Path("here")
    assert path_after(["--profile=here"], "--profile") == Path("here")
    assert path_after([], "--profile") is None


def test_a_profile_with_a_passphrase_opens_by_it_and_then_home_is_there(program: Program, qtbot: QtBot) -> None:
    program.begin()
    assert program.desk is None
    screen = program.window.page
    assert screen is not None
    screen.field.setText(WORDS)  # type: ignore[attr-defined]
    screen._try()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: program.desk is not None and program.window.page is program.desk.shell)
    assert program.desk is not None
    assert program.desk.shell.isVisible()
    assert program.window.windowTitle() == "Home \u2013 Assay"


def test_the_services_come_behind_the_window(program: Program, qtbot: QtBot) -> None:
    desk = opened(program, qtbot)
    qtbot.waitUntil(lambda: program.workplace is not None)
    desk.shell.navigator.go("load-workbook")
    assert desk.shell.header.title.text() == "Load a workbook"


def test_what_stays_is_not_looked_through_for_garbage_again(program: Program, qtbot: QtBot) -> None:
    assert gc.get_freeze_count() == 0
    opened(program, qtbot)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 100_000)


def test_a_profile_opened_while_the_window_closes_is_closed_again(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Workplace] = []

    def slowly(*given: Any, **named: Any) -> Workplace:
        found.append(open_workplace(*given, **named))
        program.worker._open = False  # as `close` does first, before it waits for this
        return found[0]

    monkeypatch.setattr("assessor_app.services.profile.opening.open_workplace", slowly)
    opened(program, qtbot)
    qtbot.waitUntil(lambda: program._opened is not None)
    assert program.workplace is None
    program.close()
    with pytest.raises(Unavailable, match="profile is closed"):
        found[0].store.write(lambda _writing: None).result()


def test_every_write_is_counted_and_timed_in_the_window(program: Program, qtbot: QtBot) -> None:
    desk = opened(program, qtbot)
    qtbot.waitUntil(lambda: program.workplace is not None)
    assert program.workplace is not None
    shell, counted = desk.shell, desk._recount
    assert shell.header.saved.state.save is Save.CLEAN
    program.workplace.store.write(lambda _writing: None).result()
    qtbot.waitUntil(lambda: shell.header.saved.state.save is Save.SAVED)
    assert counted.isActive()
    qtbot.waitUntil(lambda: not counted.isActive())


def test_a_place_gone_to_too_early_opens_when_the_services_are_there(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[tuple[Any, ...]] = []
    open_services = program._open_services
    monkeypatch.setattr(program, "_open_services", lambda *given: held.append(given))
    shell = opened(program, qtbot).shell
    shell.navigator.go("load-workbook")
    assert shell.header.title.text() == ""
    qtbot.waitUntil(lambda: bool(held))
    open_services(*held[0])
    qtbot.waitUntil(lambda: shell.header.title.text() == "Load a workbook")


def test_locking_covers_the_window_until_the_passphrase_is_typed(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = opened(program, qtbot).shell
    qtbot.waitUntil(lambda: shell.lockable and program.workplace is not None)
    ended: list[bool] = []
    monkeypatch.setattr("assessor_app.services.profile.workplace.end_idle", lambda: ended.append(True))
    shell.lock_wanted.emit()
    assert shell.covered
    qtbot.waitUntil(lambda: ended == [True])
    cover = shell._cover.widget
    assert cover is not None
    cover.field.setText(WORDS)  # type: ignore[attr-defined]
    cover._try()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not shell.covered)


def test_the_lock_at_the_start_can_be_closed_by_its_key(program: Program, qtbot: QtBot) -> None:
    program.begin()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    assert program.window.page is not None
    qtbot.keyClick(program.window.page, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not program.window.isVisible()


def test_locking_closes_what_lies_over_the_window(program: Program, qtbot: QtBot) -> None:
    """A sheet may show the key of the recovery sheet: nothing of it may stay over the lock."""
    shell = opened(program, qtbot).shell
    qtbot.waitUntil(lambda: shell.lockable)
    sheet, dialog = Sheet(program.theme, shell.window(), "Your recovery sheet"), QDialog(shell.window())
    sheet.open()
    dialog.open()
    shell.lock_wanted.emit()
    assert shell.covered
    assert not sheet.isVisible()
    assert not dialog.isVisible()


def test_new_keys_are_made_in_the_window_which_then_opens_again(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    program.profile = tmp_path / "noor"
    create_profile(program.profile, "Noor Ali", "", [Role.ASSESSOR], WORDS)
    opened(program, qtbot)
    qtbot.waitUntil(lambda: program.workplace is not None)
    assert program.workplace is not None
    first, before = program.desk, program.workplace.keys.secrets
    program._rekey(WORDS)
    qtbot.waitUntil(lambda: program.desk is not first and program.workplace is not None)
    assert program.workplace is not None
    assert program.workplace.keys.secrets.database_key != before.database_key
    assert program.workplace.upkeep.check() == ()


def test_a_database_of_another_make_is_told_on_a_banner(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    program.profile = tmp_path / "noor"
    create_profile(program.profile, "Noor Ali", "", [Role.ASSESSOR], WORDS)
    secrets = program._unlock(WORDS)
    connection = connect(Layout(program.profile).database, secrets.database_key)
    connection.execute("DROP TABLE assessment")
    connection.close()
    shell = opened(program, qtbot).shell
    qtbot.waitUntil(lambda: shell.banners.shown is not None)
    assert shell.banners.shown is not None
    assert "lacks a part that Assay needs" in shell.banners.shown.title


def test_after_a_crash_it_says_what_is_safe(qapp: QApplication, program: Program, qtbot: QtBot) -> None:
    program._crashed, program._last_change = True, program.last_change()
    notice = opened(program, qtbot).shell.banners.shown
    assert notice is not None
    assert notice.title == "Your work is back."
    assert "Everything up to the last save" in notice.sentence


def test_an_error_nobody_caught_is_logged_and_told(program: Program, qtbot: QtBot, profile: Path) -> None:
    desk = opened(program, qtbot)
    try:
        raise ValueError("a secret inner thing")
    except ValueError as error:
        sys.excepthook(ValueError, error, None)
    notice = desk.shell.banners.shown
    assert notice is not None
    assert (notice.title, notice.button) == ("That did not work.", "Copy details")
    assert "secret" not in notice.sentence
    log = (profile / "logs" / "assay.log").read_text(encoding="utf-8")
    assert "builtins.ValueError" in log
    assert "test_an_error_nobody_caught_is_logged_and_told" in log
    assert "secret inner thing" not in log.replace('raise ValueError("a secret inner thing")', "")


def test_an_error_for_people_is_shown_in_its_own_words() -> None:
    notice = notice_of(Refused("This bundle was changed. It has not been opened.", "tampered"))
    assert (notice.title, notice.sentence, notice.id) == (
        "This bundle was changed.", "It has not been opened.", "tampered",
    )  # fmt: skip


def test_an_error_while_an_error_is_shown_does_not_go_round(tmp_path: Path) -> None:
    hook = ErrorHook(tmp_path / "assay.log")
    told: list[BaseException] = []

    def show(error: BaseException) -> None:
        told.append(error)
        hook.report(ValueError("again"))

    hook.caught.connect(show)
    hook.report(ValueError("first"))
    assert len(told) == 1
    assert (tmp_path / "assay.log").read_text(encoding="utf-8").count("builtins.ValueError") == 2


def test_a_profile_that_cannot_be_opened_says_so_in_a_window(theme: Theme, qtbot: QtBot) -> None:
    window = error_window(theme, Refused("The profile is damaged. Nothing was changed; restore it.", "damaged"))
    qtbot.addWidget(window)
    window.show()
    words = [label.text() for label in window.findChildren(QLabel)]
    assert words == ["The profile is damaged.", "Nothing was changed; restore it."]
    assert complaints(window) == []


def test_an_untouched_window_is_idle_and_a_key_puts_it_off(qtbot: QtBot) -> None:
    window = QWindow()
    watch = IdleWatch(window, lambda: 900_000)
    assert watch._timer.interval() == 900_000
    watch._timer.stop()
    QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier))
    assert watch._timer.isActive()
    with qtbot.waitSignal(watch.idle):
        watch._timer.timeout.emit()


def test_the_demo_is_built_once_and_thrown_away_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[Path] = []

    def build(folder: Path) -> None:
        built.append(folder)
        (folder / "lead").mkdir(parents=True)
        (folder / "passphrase.txt").write_text("ab cd", encoding="utf-8")

    monkeypatch.setattr("assessor_app.services.demo.demo.build_demo", build)
    profile = tmp_path / "profile"
    first, again = open_demo(profile), open_demo(profile)
    assert first == again == DemoProfile(tmp_path / "profile-demo", tmp_path / "profile-demo" / "lead", "ab cd")
    assert len(built) == 1
    assert "ab cd" not in repr(first)
    throw_away(first)
    assert list(tmp_path.iterdir()) == []


def test_a_demo_that_was_not_finished_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half = tmp_path / "profile-demo"
    (half / "lead").mkdir(parents=True)
    (half / "rest").touch()
    (tmp_path / "profile-demo.building").touch()
    build = "assessor_app.services.demo.demo.build_demo"
    monkeypatch.setattr(build, lambda folder: (folder / "lead").mkdir(parents=True))
    open_demo(tmp_path / "profile")
    assert not (half / "rest").exists()
    assert not (tmp_path / "profile-demo.building").exists()


def test_settings_are_kept_in_the_profile(program: Program, profile: Path) -> None:
    from assessor_app.settings import Settings, load_settings

    program._keep_settings(Settings(theme="dark", text_percent=120))
    assert load_settings(profile / "settings.json") == Settings(theme="dark", text_percent=120)
    (profile / "settings.json").unlink()


def test_without_a_profile_first_run_begins(
    qapp: QApplication, shared_theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    made = Program(qapp, tmp_path / "new")
    made.begin()
    assert type(made.window.page).__name__ == "FirstRun"
    made.close()
    gc.unfreeze()
    gc.enable()
    made.window.close()
    made.window.deleteLater()
    shared_theme.apply(shared_theme.settings)
