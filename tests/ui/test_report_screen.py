"""The report: real pages in the background, and a signature only when everything is there."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment.documents import DocumentChoice, DocumentKind, DocumentRequest
from assessor_app.domain.assessment.report import ReportSection
from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.problem import Severity
from assessor_app.domain.scheme.texts import Wording
from assessor_app.domain.scheme.visit import ReportSection as PlannedSection
from assessor_app.errors import Refused, Unavailable
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.report.tab import ReportTab
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.ui.assessment_sample import ME, NOW, FakeReporting, FakeWorkplace, assessment, failed, scheme, signed

EXTERNAL = PlannedSection(
    "external-verification", "External verification", "written", guidance="For a school that applies.",
    optional=True, wording=Wording.MODEL,
)  # fmt: skip


class Desk:
    """The report tab on show."""

    def __init__(self, qtbot: QtBot, theme: Theme, worker: Worker, reporting: FakeReporting, target: Path) -> None:
        self.reporting = reporting
        self.workplace = FakeWorkplace(reporting=reporting)
        mark = replace(scheme(), report=(EXTERNAL,))
        self.opened = OpenAssessment(assessment(), mark, ME, self.workplace.judging, outlook, lambda: NOW)
        self.said: list[str] = []
        self.opened.said.connect(self.said.append)
        self.asked: list[str] = []

        def ask(_parent: QWidget, name: str) -> Path:
            self.asked.append(name)
            return target

        self.template: Path | None = None
        self.tab = ReportTab(theme, worker, self.opened, self.workplace, ask, lambda _parent: self.template)
        for widget in (self.tab, self.tab.list, self.tab.sign_pane):
            qtbot.addWidget(widget)
            widget.resize(800, 700)
            widget.show()
        self.tab.enter()
        qtbot.waitUntil(lambda: self.tab.pages.isVisible() and self.tab.pages.paper.accessibleDescription() != "")

    def tick_both(self) -> None:
        for statement in self.tab.sign_pane.statements:
            statement.box.setChecked(True)


@pytest.fixture
def reporting() -> FakeReporting:
    return FakeReporting()


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, worker: Worker, reporting: FakeReporting, tmp_path: Path) -> Iterator[Desk]:
    return Desk(qtbot, theme, worker, reporting, tmp_path / "report.pdf")


def test_a_page_is_readable_text_too(qtbot: QtBot, desk: Desk) -> None:
    assert desk.tab.pages.paper.accessibleName() == "Page 1 of 3"
    assert desk.tab.pages.paper.accessibleDescription() == "%PDF draft page 1"
    desk.tab.pages.after.click()
    qtbot.waitUntil(lambda: desk.tab.pages.paper.accessibleDescription() == "%PDF draft page 2")


def test_page_keys_turn_the_pages_and_stop_at_the_ends(qtbot: QtBot, desk: Desk) -> None:
    paper = desk.tab.pages.paper
    paper.setFocus()
    qtbot.keyClick(paper, Qt.Key.Key_PageUp)
    assert desk.tab.pages.page == 0
    for _ in range(5):
        qtbot.keyClick(paper, Qt.Key.Key_PageDown)
    assert desk.tab.pages.page == 2
    qtbot.waitUntil(lambda: paper.accessibleDescription() == "%PDF draft page 3")


def test_pages_are_drawn_for_the_pixels_of_the_screen(desk: Desk) -> None:
    width = desk.tab.pages.paper.width()
    assert desk.reporting.calls[-1] == ("picture", 0, round(width * desk.tab.pages.devicePixelRatioF()))


def test_paper_is_white_in_every_theme(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    from dataclasses import replace

    theme.apply(replace(theme.settings, theme="dark"))
    desk.tab.pages.show_document(None)
    picture = desk.tab.pages.paper.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2).name() == "#ffffff"


def test_a_section_leads_to_its_page(qtbot: QtBot, desk: Desk) -> None:
    desk.tab.list.rows[3].click()
    assert desk.tab.pages.page == 2
    assert desk.tab.list.rows[3].isChecked()


def test_warnings_do_not_stop_signing(qtbot: QtBot, desk: Desk) -> None:
    assert not desk.tab.sign_pane.sign.isEnabled()
    assert desk.tab.sign_pane.why.words() == "Tick both statements to sign."
    desk.tick_both()
    assert desk.tab.sign_pane.sign.isEnabled()


def test_what_is_open_is_said_beside_the_signature(desk: Desk) -> None:
    pane = desk.tab.sign_pane
    said = "Still open: The summary is empty. Next steps has 2 actions with no date."
    assert pane.open_points.isVisible()
    assert pane.open_points.words() == said
    assert pane.sign.accessibleDescription().startswith(said)
    pane.show_open_points([f"Point {number}." for number in range(1, 6)])
    assert pane.open_points.words() == "Still open: Point 1. Point 2. Point 3. 2 more at the left."
    pane.show_open_points([])
    assert not pane.open_points.isVisible()


def test_an_error_stops_signing_says_why_and_leads_there(
    qtbot: QtBot, theme: Theme, worker: Worker, tmp_path: Path
) -> None:
    words = "2 strands have no judgement."
    section = ReportSection("impact", "Evaluating impact", 2, Severity.ERROR, words, ("collaboration.value", "x"))
    desk = Desk(qtbot, theme, worker, FakeReporting(problems=(section,)), tmp_path / "x.pdf")
    desk.tick_both()
    assert not desk.tab.sign_pane.sign.isEnabled()
    assert desk.tab.sign_pane.why.words() == words
    with qtbot.waitSignal(desk.tab.strand_wanted) as wanted:
        desk.tab.sign_pane.go.click()
    assert wanted.args == ["collaboration.value"]
    button = next(
        child for child in desk.tab.list.findChildren(QWidget) if child.accessibleName() == f"Go to them: {words}"
    )
    with qtbot.waitSignal(desk.tab.strand_wanted) as wanted:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted.args == ["collaboration.value"]


def test_signing_asks_for_no_passphrase_when_the_keyring_has_the_key(qtbot: QtBot, desk: Desk) -> None:
    assert desk.tab.sign_pane.field.isHidden()
    desk.tick_both()
    desk.tab.sign_pane.sign.click()
    qtbot.waitUntil(lambda: not desk.tab.sign_pane.after.isHidden())
    assert ("sign", None) in desk.reporting.calls
    assert desk.tab.sign_pane.done.words().endswith("Share it in your next bundle.")
    with qtbot.waitSignal(desk.tab.bundle_wanted):
        desk.tab.sign_pane.bundle.click()


def test_a_wrong_passphrase_is_said_at_the_field_and_forgotten(
    qtbot: QtBot, theme: Theme, worker: Worker, tmp_path: Path
) -> None:
    refusal = "That passphrase does not open your key. Nothing was signed."
    reporting = FakeReporting(needs_passphrase=True, error=Refused(refusal, "wrong-passphrase"))
    desk = Desk(qtbot, theme, worker, reporting, tmp_path / "x.pdf")
    desk.tick_both()
    pane = desk.tab.sign_pane
    assert pane.why.words() == "Type the passphrase for your key to sign."
    qtbot.keyClicks(pane.passphrase, "not this one")
    qtbot.keyClick(pane.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.field.error == refusal)
    assert ("sign", "not this one") in reporting.calls
    assert pane.passphrase.text() == ""
    assert pane.after.isHidden()


def test_what_was_typed_last_is_stored_before_the_report_is_signed(qtbot: QtBot, desk: Desk) -> None:
    desk.tick_both()
    box = desk.tab.list.summary.box
    box.setFocus()
    qtbot.keyClicks(box, "Last words.")
    desk.tab.sign_pane.press()
    qtbot.waitUntil(lambda: ("sign", None) in desk.reporting.calls)
    calls = [call[0] for call in desk.reporting.calls]
    assert calls.index("summarise") < calls.index("sign")


def test_nothing_is_signed_while_words_cannot_be_stored(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Unavailable("The disk is full. What you typed is still here.", "full")
    monkeypatch.setattr(desk.reporting, "summarise", lambda *_told: failed(full))
    desk.tick_both()
    qtbot.keyClicks(desk.tab.list.summary.box, "Last words.")
    desk.tab.sign_pane.press()
    qtbot.waitUntil(lambda: "Nothing was signed" in desk.tab.sign_pane.why.words())
    assert ("sign", None) not in desk.reporting.calls
    assert desk.tab.unsaved_texts() == ["Last words."]


def test_pages_that_are_still_being_made_are_not_saved_under_the_name_of_others(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk.tab.show_version(1)
    desk.tab.save_pdf()
    assert desk.said == ["The pages are not made yet. Nothing was saved."]
    assert desk.asked == []
    qtbot.waitUntil(lambda: _drawn(desk, "%PDF signed 1 page 1"))
    desk.tab.save_pdf()
    qtbot.waitUntil((tmp_path / "report.pdf").exists)
    assert (tmp_path / "report.pdf").read_bytes() == b"%PDF signed 1"


def test_the_draft_is_saved_whole(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.tab.save.click()
    qtbot.waitUntil(lambda: desk.said == ["Saved as report.pdf."])
    assert (tmp_path / "report.pdf").read_bytes() == b"%PDF draft"
    assert desk.asked == ["Hollin Bank Community School report draft.pdf"]
    assert list(tmp_path.glob("*.part")) == []


def test_a_place_that_cannot_be_written_is_said(qtbot: QtBot, theme: Theme, worker: Worker, tmp_path: Path) -> None:
    desk = Desk(qtbot, theme, worker, FakeReporting(), tmp_path / "missing" / "report.pdf")
    desk.tab.save.click()
    qtbot.waitUntil(lambda: desk.said == ["report.pdf was not saved: this place cannot be written."])


def test_signed_work_shows_the_signed_version_and_no_way_to_sign(qtbot: QtBot, desk: Desk) -> None:
    desk.opened.replace_value(signed(assessment()))
    qtbot.waitUntil(lambda: desk.tab.pages.paper.accessibleDescription() == "%PDF signed 1 page 1")
    assert desk.tab.sign_pane.asking.isHidden()
    assert desk.tab.save.text() == "Save PDF"
    desk.tab.sign_pane.version.click()
    qtbot.waitUntil(lambda: ("begin_version",) in desk.reporting.calls)


def test_the_summary_is_kept_when_it_is_left(qtbot: QtBot, desk: Desk) -> None:
    box = desk.tab.list.summary.box
    box.setFocus()
    qtbot.keyClicks(box, "A school that learns.")
    desk.tab.leave()
    qtbot.waitUntil(lambda: desk.opened.value.summary == "A school that learns.")
    assert ("summarise", "A school that learns.") in desk.reporting.calls


def test_a_section_left_to_people_has_a_box_that_saves_itself(qtbot: QtBot, desk: Desk) -> None:
    box = desk.tab.list.written["external-verification"].box
    assert box.toolTip() == box.accessibleDescription() == "For a school that applies."
    box.setFocus()
    qtbot.keyClicks(box, "Three schools share their training.")
    assert desk.tab.unsaved_texts() == ["Three schools share their training."]
    desk.tab.leave()
    qtbot.waitUntil(lambda: desk.opened.value.written_in("external-verification").text.startswith("Three schools"))
    assert ("write_section", "external-verification", "Three schools share their training.") in desk.reporting.calls
    assert desk.tab.unsaved_texts() == []


def test_signed_work_shows_only_the_sections_that_were_written(qtbot: QtBot, desk: Desk) -> None:
    desk.opened.replace_value(signed(assessment()))
    qtbot.waitUntil(lambda: desk.tab.list.written["external-verification"].isHidden())


def test_a_report_that_cannot_be_made_says_why(qtbot: QtBot, theme: Theme, worker: Worker, tmp_path: Path) -> None:
    desk = Desk(qtbot, theme, worker, FakeReporting(), tmp_path / "x.pdf")

    def refuse(_assessment: str, _version: int) -> bytes:
        raise Refused("Version 1 of this report is not on this computer.", "no-version")

    desk.reporting.signed_pdf = refuse  # type: ignore[method-assign]
    desk.tab.show_version(1)
    qtbot.waitUntil(lambda: desk.tab.rendering.words.words() == "Version 1 of this report is not on this computer.")
    del desk.reporting.signed_pdf  # the class's own answers again
    qtbot.mouseClick(desk.tab.rendering.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(desk.tab.pages.isVisible)


def test_a_long_rendering_can_be_stopped(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(_assessment: str, _reader: object) -> bytes:
        begun.set()
        go_on.wait(300)
        return b"%PDF late"

    monkeypatch.setattr(desk.reporting, "draft", slow)
    desk.tab.show_version(0)
    qtbot.waitUntil(begun.is_set)
    desk.tab.rendering.stop_wanted.emit()
    go_on.set()
    assert desk.tab.rendering.words.words() == "Stopped. The report was not made."
    assert desk.tab.rendering.isVisible()


def test_after_signing_what_was_to_look_at_still_says_so(qtbot: QtBot, desk: Desk) -> None:
    desk.tab.list.show_sections(desk.workplace.reporting.sections("a1"), locked=True)
    assert [row.accessibleName() for row in desk.tab.list.rows][1] == "Summary, look at it"


def test_other_documents_are_chosen_from_a_menu_and_saved(desk: Desk, qtbot: QtBot) -> None:
    others, shown = desk.tab.others, list[object]()
    others.choices.popup = shown.append  # type: ignore[method-assign]  a window of its own needs a real desktop
    qtbot.mouseClick(others, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shown))
    assert [action.text() for action in others.choices.actions()] == [
        "Debrief sheet: All staff",
        "Evidence book",
        "Letter, appeal received: A-2026-0006",
        "Results as CSV",
    ]
    others.choices.actions()[1].trigger()
    qtbot.waitUntil(lambda: desk.said[-1:] == ["Saved as report.pdf."])
    assert desk.asked[-1].endswith("evidence book.pdf")
    others.choices.actions()[2].trigger()
    qtbot.waitUntil(lambda: desk.workplace.documents.made[-1:] == [DocumentKind.APPEAL])
    assert desk.workplace.documents.asked[-1] == DocumentRequest(to="Helen Whitaker", number="A-2026-0006")
    assert desk.asked[-1].endswith("letter, appeal received a-2026-0006.pdf")
    qtbot.waitUntil(lambda: others.text() == "Other documents")


def test_a_document_that_cannot_be_made_is_told_in_its_sentence(desk: Desk, qtbot: QtBot) -> None:
    desk.workplace.documents.refuse = Refused("No award that ends is recorded here.", "no-award")
    desk.tab.others.make(DocumentChoice(DocumentKind.RENEWAL, DocumentRequest()))
    qtbot.waitUntil(lambda: desk.said[-1:] == ["No award that ends is recorded here."])
    assert desk.tab.others.isEnabled()


def test_making_a_document_can_be_stopped(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def make(_kind: object, _assessment: str, _asked: object, told: Callable[[int, int], None]) -> bytes:
        begun.set()
        go_on.wait(300)
        told(1, 2)
        return b"never"

    desk.workplace.documents.make = make  # type: ignore[method-assign]
    desk.tab.others.make(DocumentChoice(DocumentKind.EVIDENCE, DocumentRequest()))
    qtbot.waitUntil(begun.is_set)
    assert desk.tab.others.text() == "Stop making it"
    desk.tab.others.press()
    go_on.set()
    assert desk.said[-1] == "Stopped. Nothing was made."
    assert not (tmp_path / "report.pdf").exists()


def _drawn(desk: Desk, words: str) -> bool:
    return bool(desk.tab.pages.paper.accessibleDescription() == words)


def test_a_copy_for_a_reader_is_chosen_by_keyboard_and_drawn(qtbot: QtBot, desk: Desk) -> None:
    chooser = desk.tab.list.copy.reader
    assert [chooser.itemText(place) for place in range(chooser.count())] == [
        "Everybody: the whole report", "Those who were assessed", "Panel", "Teaching School application",
    ]  # fmt: skip
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: _drawn(desk, "%PDF draft for teaching-school page 1"))
    qtbot.keyClick(chooser, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: _drawn(desk, "%PDF draft page 1"))


def test_what_is_chosen_is_said_beside_the_signature_with_a_way_there(qtbot: QtBot, desk: Desk) -> None:
    pane = desk.tab.sign_pane
    assert pane.copy.words() == "The whole report, in English."
    desk.tab.list.resize(264, 300)
    desk.tab.list.activateWindow()
    pane.choose.click()
    reader = desk.tab.list.copy.reader
    qtbot.waitUntil(lambda: reader.hasFocus())
    qtbot.waitUntil(lambda: 0 <= reader.mapTo(desk.tab.list, reader.rect().bottomLeft()).y() <= 300)
    desk.tab.show_reader("panel")
    qtbot.waitUntil(lambda: "copy for \u201cPanel\u201d" in pane.copy.words())
    assert pane.copy.words().endswith("You sign the whole report.")


def test_a_signed_version_is_never_shown_as_the_copy_for_a_reader(qtbot: QtBot, desk: Desk) -> None:
    desk.tab.show_reader("panel")
    qtbot.waitUntil(lambda: _drawn(desk, "%PDF draft for panel page 1"))
    desk.tab.show_version(1)
    qtbot.waitUntil(lambda: _drawn(desk, "%PDF signed 1 page 1"))
    assert desk.tab.list.copy.reader.currentText() == "Everybody: the whole report"


def test_a_language_that_could_not_be_kept_is_said_and_not_shown_as_chosen(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Unavailable("The disk is full. Nothing was changed.", "full")
    monkeypatch.setattr(desk.reporting, "choose_language", lambda *_chosen: failed(full))
    desk.tab.list.copy.language.setFocus()
    qtbot.keyClick(desk.tab.list.copy.language, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: desk.said == ["The disk is full. Nothing was changed."])
    qtbot.waitUntil(lambda: desk.tab.list.copy.language.currentText() == "English")


def test_the_language_of_the_report_and_of_the_name_is_kept_with_it(qtbot: QtBot, desk: Desk) -> None:
    copy = desk.tab.list.copy
    reloaded: list[bool] = []
    desk.opened.reload_wanted.connect(lambda: reloaded.append(True))
    assert copy.language.itemText(1) == "Cymraeg (not reviewed)"
    copy.language.setFocus()
    qtbot.keyClick(copy.language, Qt.Key.Key_Down)
    copy.name.setFocus()
    qtbot.keyClick(copy.name, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(reloaded) == 2)
    assert [call for call in desk.reporting.calls if call[0] in ("language", "name")] == [
        ("language", "cy"),
        ("name", "cy"),
    ]


def test_a_template_that_cannot_be_used_is_said_where_the_pages_stand(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.template = tmp_path / "template.yaml"
    desk.reporting.error = Refused("template.yaml:2: colours.main: Too pale. Nothing was made.", "contrast")
    desk.tab.list.copy.template.click()
    qtbot.waitUntil(lambda: "colours.main" in desk.tab.rendering.words.accessibleName())
    desk.reporting.error = None
    desk.tab.list.copy.template.click()
    qtbot.waitUntil(lambda: desk.reporting.calls.count(("template", desk.template)) == 2)
    qtbot.waitUntil(lambda: desk.tab.pages.isVisible())


def test_why_there_is_no_time_stamp_stays_to_be_read_and_one_is_added_later(
    qtbot: QtBot, theme: Theme, worker: Worker, tmp_path: Path
) -> None:
    remark = "Signed without a time stamp: the time stamp server gave no answer."
    desk = Desk(qtbot, theme, worker, FakeReporting(time_server=True, remark=remark), tmp_path / "stamped.pdf")
    pane = desk.tab.sign_pane
    desk.tick_both()
    pane.sign.click()
    qtbot.waitUntil(lambda: remark in pane.done.words())
    desk.opened.replace_value(signed(assessment()))
    qtbot.waitUntil(lambda: pane.proof.words() == "Signed by Siân Wyn, and not changed since.")
    assert remark in pane.done.words()
    pane.stamp.click()
    qtbot.waitUntil(lambda: desk.said == ["Saved with a time stamp as stamped.pdf."])
    assert (tmp_path / "stamped.pdf").read_bytes() == b"%PDF stamped 1"
    assert pane.stamp.isEnabled()


def test_a_time_stamp_that_is_not_to_be_had_is_said_and_nothing_is_written(
    qtbot: QtBot, theme: Theme, worker: Worker, tmp_path: Path
) -> None:
    refusal = "The time stamp server gave no answer. Nothing was sealed; try again later."
    desk = Desk(qtbot, theme, worker, FakeReporting(time_server=True), tmp_path / "stamped.pdf")
    desk.opened.replace_value(signed(assessment()))
    qtbot.waitUntil(desk.tab.sign_pane.stamp.isVisible)
    desk.reporting.error = Refused(refusal, "no-time")
    desk.tab.sign_pane.stamp.click()
    qtbot.waitUntil(lambda: desk.said == [refusal])
    assert not (tmp_path / "stamped.pdf").exists()


def test_without_a_server_no_time_stamp_is_offered(qtbot: QtBot, desk: Desk) -> None:
    desk.opened.replace_value(signed(assessment()))
    qtbot.waitUntil(lambda: desk.tab.sign_pane.proof.words() != "")
    assert desk.tab.sign_pane.stamp.isHidden()
