"""Evidence is looked at in the window, safely, and what cannot be shown says what it is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment.assessment import Evidence
from assessor_app.domain.award.outcome import outlook
from assessor_app.ui.kit.evidence_list import by_code, size_words
from assessor_app.ui.screens.evidence.contents import (
    PICTURE_SIDE,
    TEXT_LIMIT,
    Look,
    look_of,
    read_picture,
    read_text,
    words_instead,
)
from assessor_app.ui.screens.evidence.elsewhere import Elsewhere
from assessor_app.ui.screens.evidence.rows import EvidenceLines, line_of
from assessor_app.ui.screens.evidence.tab import EvidenceTab
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import CULTURE, ME, NOW, FakeWorkplace, assessment, scheme

FILE = Evidence("e9", "E09", "A file", file_sha256="9" * 64, file_size=14_000_000, file_name="a.bin", held=True)


def png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


@pytest.mark.parametrize(
    ("media_type", "look"),
    [("application/pdf", Look.PAGES), ("image/png", Look.PICTURE), ("text/plain", Look.TEXT),
     ("image/svg+xml", Look.WORDS), ("text/html", Look.WORDS), ("application/x-msdownload", Look.WORDS),
     ("", Look.WORDS)],
)  # fmt: skip
def test_only_harmless_kinds_are_shown(media_type: str, look: Look) -> None:
    assert look_of(replace(FILE, media_type=media_type)) is look


def test_what_cannot_be_shown_says_what_it_is() -> None:
    assert words_instead(FILE).startswith("This is a file that Assay does not open: a.bin, 14 MB.")
    assert words_instead(replace(FILE, held=False)).startswith("This file is not on this computer. It is 14 MB.")
    assert words_instead(Evidence("e", "E", "x", location="Office, shelf 2")).endswith("It is here: Office, shelf 2")


@pytest.mark.parametrize(
    ("size", "words"), [(900, "900 bytes"), (14_200, "14 kB"), (1_500_000, "1.5 MB"), (2_000_000_000, "2.0 GB")]
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_words(size) == words


def test_a_large_picture_is_made_smaller_while_it_is_read() -> None:
    picture = read_picture(png(4800, 1200))
    assert (picture.width(), picture.height()) == (PICTURE_SIDE, PICTURE_SIDE // 4)


def test_a_broken_picture_is_no_picture() -> None:
    assert read_picture(png(10, 10)[:40]).isNull()


def test_a_long_text_says_that_it_goes_on() -> None:
    text, words = read_text(b"x" * (TEXT_LIMIT + 1))
    assert len(text) == TEXT_LIMIT
    assert words == "This is a long text. Only its first part is shown."


def test_text_in_another_encoding_is_still_readable() -> None:
    assert read_text("caf\xe9".encode("latin-1"))[0] == "caf\ufffd"


def test_a_row_says_code_strands_size_and_state() -> None:
    line = line_of(scheme(), assessment().evidence[2])
    assert (line.title, line.state) == ("E03 Team meeting wall", "Not on this computer")
    assert line.details == "Photo · 14 MB · For Culture"


def test_a_piece_for_many_strands_counts_them_and_names_them_in_full() -> None:
    strands = list(scheme().strands)[:3]
    line = line_of(scheme(), replace(assessment().evidence[2], strands=tuple(strand.id for strand in strands)))
    assert line.details == "Photo · 14 MB · For 3 strands"
    rows = EvidenceLines()
    rows.set_rows([line])
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert all(f"{strand.number} {strand.title}" in rows.data(rows.index(0), role) for strand in strands)


def test_codes_are_counted_as_people_count() -> None:
    codes = ("E10", "E2", "", "E1", "A3")
    pieces = [Evidence(code, code, "x") for code in codes]
    assert [piece.code for piece in by_code(pieces)] == ["", "A3", "E1", "E2", "E10"]


@pytest.mark.parametrize("code", ["E1\u00b2", "\u00b2", "E" + "9" * 5000])
def test_a_code_with_figures_that_are_no_number_is_sorted_too(code: str) -> None:
    pieces = [replace(assessment().evidence[0], code=each) for each in ("E2", code)]
    assert {piece.code for piece in by_code(pieces)} == {"E2", code}


class Room:
    def __init__(
        self,
        qtbot: QtBot,
        theme: Theme,
        worker: Worker,
        ask_where: Callable[[QWidget, str], Path | None] | None = None,
    ) -> None:
        self.workplace = FakeWorkplace()
        self.opened = OpenAssessment(assessment(), scheme(), ME, self.workplace.judging, outlook, lambda: NOW)
        self.tab = EvidenceTab(theme, worker, self.opened, self.workplace, ask_where)
        qtbot.addWidget(self.tab)
        self.tab.resize(1200, 700)
        self.tab.show()
        self.tab.enter()


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, worker: Worker) -> Room:
    return Room(qtbot, theme, worker)


def test_entering_the_tab_opens_nothing_by_itself(room: Room) -> None:
    assert room.tab.shown == ""
    assert room.workplace.visits.opened == []


def test_a_pdf_opens_as_pages_and_counts_as_opened(qtbot: QtBot, room: Room) -> None:
    unopened = tuple(replace(piece, opened=False) for piece in room.opened.value.evidence)
    room.opened.replace_value(replace(room.opened.value, evidence=unopened))
    room.workplace.visits.files["e2"] = b"%PDF policy"
    room.tab.open_piece("e2")
    qtbot.waitUntil(lambda: room.tab.viewer.pages.paper.accessibleDescription() == "%PDF policy page 1")
    qtbot.waitUntil(lambda: room.opened.value.evidence[1].opened)
    assert room.workplace.visits.opened == ["e2"]


def test_text_is_shown_as_plain_text(qtbot: QtBot, room: Room) -> None:
    room.workplace.visits.files["e4"] = b"<b>not bold</b>"
    room.tab.open_piece("e4")
    qtbot.waitUntil(room.tab.viewer.text.isVisible)
    assert room.tab.viewer.text.toPlainText() == "<b>not bold</b>"
    assert room.tab.viewer.text.isReadOnly()


def test_a_missing_file_says_so_and_does_not_count_as_opened(qtbot: QtBot, room: Room) -> None:
    room.tab.open_piece("e3")
    assert room.tab.viewer.words.words.words().startswith("This file is not on this computer.")
    assert room.workplace.visits.opened == []


def test_a_file_that_cannot_be_read_says_why(qtbot: QtBot, room: Room) -> None:
    room.tab.open_piece("e4")
    qtbot.waitUntil(room.tab.viewer.words.isVisible)
    assert room.tab.viewer.words.words.words().startswith("This file is not on this computer.")


def test_a_late_answer_does_not_replace_another_piece(qtbot: QtBot, room: Room) -> None:
    room.workplace.visits.files["e4"] = b"late"
    room.tab.open_piece("e4")
    room.tab.open_piece("e3")
    qtbot.wait(50)
    assert room.tab.viewer.words.isVisible()


def test_a_narrow_window_shows_the_list_or_the_piece(qtbot: QtBot, room: Room) -> None:
    room.tab.resize(700, 600)
    assert room.tab.table.isVisible()
    room.tab.open_piece("e3")
    assert not room.tab.table.isVisible()
    room.tab.back.click()
    assert room.tab.table.isVisible()


def test_the_strand_names_the_evidence_of_the_school(room: Room) -> None:
    from assessor_app.ui.screens.workspace.school_view import evidence_for

    assert [piece.id for piece in evidence_for(room.opened, CULTURE)] == ["e1", "e2", "e3"]


def test_passing_over_a_piece_does_not_open_it_but_looking_at_it_does(qtbot: QtBot, room: Room) -> None:
    room.workplace.visits.files["e4"] = b"notes"
    room.tab.table.choose("e4")
    qtbot.waitUntil(room.tab.viewer.text.isVisible)
    assert room.workplace.visits.opened == []
    assert room.tab.looking.isActive()
    room.tab.looking.timeout.emit()
    assert room.workplace.visits.opened == ["e4"]


def test_enter_opens_a_piece_at_once(qtbot: QtBot, room: Room) -> None:
    room.workplace.visits.files["e4"] = b"notes"
    room.tab.table.choose("e4")
    qtbot.waitUntil(room.tab.viewer.text.isVisible)
    qtbot.keyClick(room.tab.table, Qt.Key.Key_Return)
    assert room.workplace.visits.opened == ["e4"]


def test_leaving_before_the_moment_is_over_opens_nothing(qtbot: QtBot, room: Room) -> None:
    room.workplace.visits.files["e4"] = b"notes"
    room.tab.table.choose("e4")
    qtbot.waitUntil(room.tab.viewer.text.isVisible)
    room.tab.leave()
    assert not room.tab.looking.isActive()


def test_a_copy_of_what_cannot_be_shown_is_saved_where_the_person_says(
    qtbot: QtBot, theme: Theme, worker: Worker, tmp_path: Path
) -> None:
    room = Room(qtbot, theme, worker, lambda _parent, name: tmp_path / name)
    room.workplace.visits.files["e1"] = b"spreadsheet"
    said: list[str] = []
    room.opened.said.connect(said.append)
    room.tab.open_piece("e1")
    assert room.tab.copy.isVisible()
    room.tab.copy.click()
    qtbot.waitUntil(lambda: said == ["Saved as log.xlsx."])
    assert (tmp_path / "log.xlsx").read_bytes() == b"spreadsheet"
    room.tab.open_piece("e3")
    assert room.tab.copy.isHidden()


@pytest.mark.parametrize(
    "name", ["tool.exe", "Budget.XLSM", "page.html", "logo.svg", "run.ps1", "tool.exe. ", "a\u200b.exe\u202e"]
)
def test_a_file_that_can_run_is_blocked_whatever_it_says_it_is(name: str) -> None:
    evidence = replace(FILE, file_name=name, media_type="application/pdf")
    assert look_of(evidence) is Look.WORDS
    assert words_instead(evidence).startswith("This file type is blocked because it can run programs")


def test_another_program_gets_a_copy_that_cannot_be_changed(tmp_path: Path) -> None:
    given: list[Path] = []
    elsewhere = Elsewhere(lambda copy: given.append(copy) is None)
    for name, code in (("", "../../../bashrc"), ("", "/etc/cron.d/x"), ("..", ".."), ("a/b\0", "")):
        hostile = elsewhere.place_for(replace(FILE, file_name=name, code=code, file_sha256="../../../../home/x"))
        assert hostile.parent.parent == elsewhere._folder
        assert ".." not in hostile.parts
    place = elsewhere.place_for(replace(FILE, file_name="..\\..\\report.docx"))
    assert place.name == "report.docx"
    place.write_bytes(b"words")
    assert elsewhere.hand_over(place)
    assert given == [place]
    assert place.stat().st_mode & 0o777 == 0o400
