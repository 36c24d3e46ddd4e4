"""Bundles: nothing goes without being chosen, nothing is written before it was looked at."""

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.exchange.contents import Clearable, Recipient, TakenInBundle
from assessor_app.domain.exchange.words import taken_words
from assessor_app.errors import Refused, Stopped, Unavailable
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screen import Save
from assessor_app.ui.screens.bundle.create import bundle_name
from assessor_app.ui.screens.bundle.screen import IMPORT, LOG, Asking, BundleScreen
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import NOW, FakeExchange
from tests.ui.audit import complaints

TARGET = Path("HollinBank.qmb")
Make = Callable[..., BundleScreen]


@pytest.fixture
def exchange() -> FakeExchange:
    return FakeExchange()


@pytest.fixture
def make(qtbot: QtBot, theme: Theme, worker: Worker, exchange: FakeExchange) -> Make:
    def build(assessment: str = "", where: Path | None = TARGET) -> BundleScreen:
        def ask_where(_parent: QWidget, _name: str) -> Path | None:
            return where

        screen = BundleScreen(
            theme, worker, exchange, assessment, lambda: NOW, Asking(ask_where, lambda _parent: [TARGET], ask_where)
        )
        qtbot.addWidget(screen)
        screen.resize(1000, 700)
        screen.show()
        qtbot.waitUntil(lambda: screen.create_page.who.words() != "")
        return screen

    return build


def test_it_says_what_goes_and_who_can_open_it(make: Make) -> None:
    page = make("a1").create_page
    assert page.what.words() == "Hollin Bank Community School: 7 changes that nobody has yet."
    page.which.choose("all")
    page.which.chosen.emit("all")
    assert page.what.words() == "12 changes that nobody has yet, in 2 visits."
    assert page.who.words().startswith("The PD Quality Mark office, always.")
    assert list(page.people) == ["A-0002"]


def test_private_notes_stay_here_unless_ticked(qtbot: QtBot, make: Make, exchange: FakeExchange) -> None:
    page = make("a1").create_page
    page.make.click()
    qtbot.waitUntil(lambda: page.result.words() != "")
    assert exchange.calls == [("export", TARGET, ("a1",), (), True, False)]
    words = "Saved as HollinBank.qmb, 14 MB. Only The PD Quality Mark office and you can open this file."
    assert page.result.words() == words


def test_people_and_visits_are_chosen(qtbot: QtBot, make: Make, exchange: FakeExchange) -> None:
    page = make("a1").create_page
    page.which.choose("all")
    page.people["A-0002"].box.setChecked(True)
    page.private.box.setChecked(True)
    page.evidence.box.setChecked(False)
    page.start()
    qtbot.waitUntil(lambda: page.result.words() != "")
    assert exchange.calls == [("export", TARGET, (), ("A-0002",), False, True)]


def test_without_a_place_nothing_is_made(make: Make, exchange: FakeExchange) -> None:
    make("a1", None).create_page.start()
    assert exchange.calls == []


def test_without_an_office_card_it_says_what_is_missing(qtbot: QtBot, make: Make, exchange: FakeExchange) -> None:
    exchange.error = Refused("This profile knows no office yet. Install the office's card first.", "no-card")
    page = make().create_page
    assert not page.make.isEnabled()
    assert page.who.words().startswith("Nobody yet.")
    assert page.result.words() == ""  # nobody asked for anything yet, so nothing failed


def test_without_an_office_card_the_way_to_it_is_a_press_away(make: Make, exchange: FakeExchange) -> None:
    exchange.error = Refused("This profile knows no office yet. Install the office's card first.", "no-card")
    screen = make()
    went: list[str] = []
    screen.go_requested.connect(lambda place, _argument: went.append(place))
    assert not screen.create_page.card.isHidden()
    screen.create_page.card.click()
    assert went == ["settings/keys"]


def test_a_full_stick_is_said_and_can_be_tried_again(qtbot: QtBot, make: Make, exchange: FakeExchange) -> None:
    page = make("a1").create_page
    exchange.error = Unavailable("Not enough space on the stick: 14 MB needed, 9 MB free.", "full")
    page.start()
    qtbot.waitUntil(lambda: page.result.words().startswith("Not enough space"))
    assert page.make.isEnabled()
    assert page.progress.isHidden()


def test_stopping_says_that_nothing_was_made(
    qtbot: QtBot, make: Make, exchange: FakeExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(target: Path, **chosen: Any) -> None:
        begun.set()
        go_on.wait(300)
        raise Refused("stopped", "stopped") if chosen["cancelled"]() else AssertionError

    monkeypatch.setattr(exchange, "export", slow)
    page = make("a1").create_page
    page.start()
    qtbot.waitUntil(begun.is_set)
    page.progress.stop.click()
    go_on.set()
    assert page.result.words() == "Stopped. No bundle was made."
    assert page.make.isEnabled()


def test_an_import_is_looked_at_first(qtbot: QtBot, make: Make, exchange: FakeExchange) -> None:
    screen = make()
    screen.show_tab(IMPORT)
    page = screen.import_page
    page.choose.click()
    qtbot.waitUntil(page.take_in.isVisible)
    assert exchange.calls == [("look", TARGET)]
    assert dict(page.look._facts(exchange.examine(TARGET, None, None).look))["Signed by"] == "Amara Okafor"
    toasts: list[str] = []
    screen.toast_requested.connect(lambda words, _undo: toasts.append(words))
    page.take_in.click()
    qtbot.waitUntil(page.open.isVisible)
    assert exchange.calls[-1] == ("take_in", TARGET)
    assert toasts == ["Imported: 47 changes and 6 files."]
    with qtbot.waitSignal(screen.go_requested) as gone:
        page.open.click()
    assert gone.args == ["assessment", "a1"]


def test_the_same_bundle_twice_is_nothing_to_do(qtbot: QtBot, make: Make, exchange: FakeExchange) -> None:
    exchange.already = True
    page = make().import_page
    page.open_file(TARGET)
    qtbot.waitUntil(lambda: page.result.words() == "You already have this bundle. Nothing to do.")
    assert page.take_in.isHidden()


def test_a_bundle_that_was_changed_is_refused_in_words(qtbot: QtBot, make: Make, exchange: FakeExchange) -> None:
    screen = make()
    screen.show_tab(IMPORT)
    exchange.error = Refused("This bundle was changed after it was signed. It has not been opened.", "tampered")
    page = screen.import_page
    page.open_file(TARGET)
    qtbot.waitUntil(lambda: page._banner is not None)
    assert page._banner is not None
    assert page._banner.notice.title == "This bundle was changed after it was signed."
    assert page._banner.notice.sentence == "It has not been opened."
    assert page.take_in.isHidden()
    exchange.error = None
    page.open_file(TARGET)
    qtbot.waitUntil(page.take_in.isVisible)
    assert page._banner is None


def test_clashes_and_files_to_come_are_said() -> None:
    taken = TakenInBundle(False, 3, 1, 0, 2, 5, ("a1",))
    assert taken_words(taken) == (
        "Imported: 1 change and 0 files. 5 changes clash with what is here: both versions are kept until you "
        "choose. 2 files still to come in another bundle."
    )


def test_a_bundle_is_named_after_the_school_and_the_day() -> None:
    assert bundle_name("Hollin Bank Community School", date(2026, 11, 22)) == "HollinBank-2026-11-22.qmb"
    assert bundle_name("St Mary's / ../ Primary", date(2026, 11, 22)) == "StMarys-2026-11-22.qmb"
    assert bundle_name("", date(2026, 11, 22)) == "Assay-2026-11-22.qmb"


def test_after_a_bundle_was_made_the_numbers_are_read_again(qtbot: QtBot, make: Make) -> None:
    page = make("a1").create_page
    page.people["A-0002"].box.setChecked(True)
    page.start()
    qtbot.waitUntil(lambda: "everything has been in a bundle before" in page.what.words())
    assert page.people["A-0002"].is_ticked()


def test_the_header_does_not_go_on_saying_that_a_visit_is_signed(qtbot: QtBot, make: Make) -> None:
    screen = make("a1")
    screen.hide()
    with qtbot.waitSignal(screen.save_state_changed) as told:
        screen.show()
    assert told.args is not None
    assert told.args[0].save is Save.CLEAN


class FakeClearing:
    """One visit whose evidence the office has confirmed."""

    def __init__(self) -> None:
        self.cleared: list[str] = []

    def clearable(self) -> tuple[Clearable, ...]:
        found = Clearable("a1", "Hollin Bank Community School", 6, 14_000_000, "Priya Nair", NOW, 0)
        return () if self.cleared else (found,)

    def clear(self, assessment: str) -> Clearable:
        (found,) = self.clearable()
        self.cleared.append(assessment)
        return found


def test_a_receipt_is_looked_at_and_then_kept(qtbot: QtBot, make: Make, exchange: FakeExchange) -> None:
    screen = make()
    screen.show_tab(IMPORT)
    page = screen.import_page
    page.open_file(Path("visit.qmb.receipt"))
    qtbot.waitUntil(page.keep.isVisible)
    assert page.verdict.heading.text() == "Signed, whole and trusted"
    assert ("take_receipt", Path("visit.qmb.receipt")) not in exchange.calls
    screen._go()
    qtbot.waitUntil(lambda: page.result.words().startswith("Priya Nair, for the office, confirms"))
    assert exchange.calls[-1] == ("take_receipt", Path("visit.qmb.receipt"))


def test_after_an_import_a_receipt_can_be_saved(qtbot: QtBot, make: Make, exchange: FakeExchange) -> None:
    screen = make()
    screen.show_tab(IMPORT)
    page = screen.import_page
    page.open_file(TARGET)
    qtbot.waitUntil(page.take_in.isVisible)
    assert page.look.written.words() == "Nothing is written until you import."
    page.take_in.click()
    qtbot.waitUntil(page.receipt.isVisible)
    assert page.look.written.words() == "All of it is in your record now."
    page.receipt.click()
    qtbot.waitUntil(lambda: page.result.words().startswith("Saved as"))
    assert exchange.calls[-1] == ("make_receipt", TARGET, ("visit/a1",))


def test_a_file_that_is_dropped_on_the_window_is_looked_at(
    qtbot: QtBot, theme: Theme, worker: Worker, exchange: FakeExchange
) -> None:
    screen = BundleScreen(theme, worker, exchange, "file:visit.qmb", lambda: NOW)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(screen.import_page.take_in.isVisible)
    assert exchange.calls == [("look", Path("visit.qmb"))]


def test_the_log_lists_what_went_out_and_came_in(qtbot: QtBot, make: Make) -> None:
    screen = make()
    screen.show_tab(LOG)
    page = screen.log_page
    qtbot.waitUntil(page.list.isVisible)
    (line,) = page.lines.rows
    assert line.what == "Imported from Amara Okafor: 47 changes, 6 files."
    assert line.who == "HollinBank.qmb"


@pytest.mark.parametrize("sure", [True, False])
def test_confirmed_evidence_goes_only_when_the_person_is_sure(
    qtbot: QtBot, theme: Theme, worker: Worker, exchange: FakeExchange, sure: bool
) -> None:
    clearing = FakeClearing()
    asking = Asking(lambda *_: None, lambda *_: (), sure=lambda *_: sure)
    screen = BundleScreen(theme, worker, exchange, "", lambda: NOW, asking, clearing)
    qtbot.addWidget(screen)
    screen.show()
    screen.show_tab(LOG)
    qtbot.waitUntil(lambda: bool(screen.log_page.offers))
    toasts: list[str] = []
    screen.toast_requested.connect(lambda words, _undo: toasts.append(words))
    screen.log_page.offers[0].click()
    if sure:
        qtbot.waitUntil(lambda: toasts == ["Removed 6 evidence files."])
        qtbot.waitUntil(lambda: screen.log_page.offers == [])
    assert clearing.cleared == (["a1"] if sure else [])


def test_a_verifier_gets_a_package_of_their_own(
    qtbot: QtBot, make: Make, exchange: FakeExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    verifier = Recipient("A-0002", "David Llewellyn", "age1d", verifier=True)
    office = Recipient("office", "The PD Quality Mark office", "age1o")
    monkeypatch.setattr(exchange, "recipients", lambda: (office, verifier))
    chosen: list[dict[str, Any]] = []
    real = exchange.export
    monkeypatch.setattr(exchange, "export", lambda target, **how: chosen.append(how) or real(target, **how))
    page = make("a1").create_page
    assert "without any judgement" in page.people["A-0002"].words.words()
    page.people["A-0002"].box.setChecked(True)
    page.parts.box.setChecked(True)
    page.start()
    qtbot.waitUntil(lambda: page.result.words() != "")
    assert (chosen[0]["verifier"], chosen[0]["people"], chosen[0]["volume"]) == ("A-0002", (), 20_000_000)


def bundles(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_bytes(b"age-encryption.org/v1\n")
    return [folder / name for name in names]


def lines(page: QWidget) -> list[str]:
    return [line.words() for line in page.findChildren(Paragraph) if line.isVisible()]


def test_a_folder_of_bundles_is_listed_and_then_imported_with_a_result_each(
    qtbot: QtBot, make: Make, exchange: FakeExchange, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, third = bundles(tmp_path, "a.qmb", "b.qmb", "c.qmb")
    known = exchange.take_in

    def take_in(file: Path, progress: Any, cancelled: Any) -> TakenInBundle:
        if file == other:
            raise Refused("This bundle was changed after it was signed. Nothing was imported.", "tampered")
        return known(file, progress, cancelled)

    monkeypatch.setattr(exchange, "take_in", take_in)
    screen = make()
    screen.show_tab(IMPORT)
    many = screen.import_page.many
    screen.import_page.open_places([tmp_path])
    qtbot.waitUntil(many.take_in.isVisible)
    assert many.heading.text() == "3 files"
    assert exchange.calls == []
    with qtbot.waitSignal(screen.toast_requested):
        screen._go()
    assert exchange.calls == [("take_in", one), ("take_in", third)]
    refusal = "b.qmb: This bundle was changed after it was signed. Nothing was imported."
    qtbot.waitUntil(lambda: refusal in lines(many))
    assert many.summary.words().startswith("3 files: 2 ")
    assert complaints(screen) == []


def test_stopped_between_two_files_it_says_what_is_in_and_what_is_not(
    qtbot: QtBot, make: Make, exchange: FakeExchange, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = bundles(tmp_path, "a.qmb", "b.qmb", "c.qmb")
    begun, go_on = threading.Event(), threading.Event()
    known = exchange.take_in

    def take_in(file: Path, progress: Any, cancelled: Any) -> TakenInBundle:
        if file == files[1]:
            begun.set()
            go_on.wait(300)
            if cancelled():
                raise Stopped("Stopped. Nothing was imported.")
        return known(file, progress, cancelled)

    monkeypatch.setattr(exchange, "take_in", take_in)
    screen = make()
    screen.show_tab(IMPORT)
    many = screen.import_page.many
    screen.import_page.open_places(files)
    qtbot.waitUntil(many.take_in.isVisible)
    many.take_in.click()
    qtbot.waitUntil(begun.is_set)
    many.progress.stop.click()
    go_on.set()
    qtbot.waitUntil(lambda: "Stopped: 2 files not imported." in many.summary.words())
    assert [result.file for result in many.results] == [str(files[0])]


def test_a_folder_without_bundles_is_told(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    page = make().import_page
    page.open_places([tmp_path])
    qtbot.waitUntil(lambda: page.many.summary.words().startswith("There is no bundle in this folder"))
    assert page.many.take_in.isHidden()
