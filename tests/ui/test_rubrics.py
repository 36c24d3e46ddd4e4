"""The place Rubrics: reading marks, importing with questions, and effective practice from mark to repository."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget

from assessor_app.domain.cycle.practice import Consent, PracticeEntry, PracticeMark
from assessor_app.services.schemes.shelf import SchemeShelf
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.rubrics.screen import IMPORT, PRACTICE, RubricsScreen
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker
from tests.schemes.exchange.samples import WIDE, as_bytes, items_package

WHOLE = Path(__file__).parents[1] / "schemes" / "whole.yaml"
GRID = "Criterion\tWeak\tGood\nPlan\ta\tb\n"


class Repository:
    """Stands for the service: one strand with strengths, and what was asked of it."""

    def __init__(self) -> None:
        self.held: dict[str, PracticeMark] = {}
        self.released: list[str] = []
        self.searched: list[str] = []

    def suggested(self, assessment: str, strand: str):
        return PracticeMark(assessment, strand, "The school plans. Ask Sarah Jones.")

    def mark(self, assessment: str, strand: str, text: str = "") -> PracticeMark:
        self.held[strand] = PracticeMark(assessment, strand, text)
        return self.held[strand]

    def consent(self, assessment: str, strand: str, consent: Consent) -> PracticeMark:
        self.held[strand] = PracticeMark(assessment, strand, self.held[strand].text, consent)
        return self.held[strand]

    def publish(self, assessment: str, strand: str, checked: bool) -> None:
        assert checked
        self.released.append(strand)

    def marks(self, _assessment: str = "") -> tuple[PracticeMark, ...]:
        return tuple(self.held.values())

    def search(self, words: str) -> tuple[PracticeEntry, ...]:
        self.searched.append(words)
        if words != "lesson":
            return ()
        return (PracticeEntry("e", "<b>Lesson</b> study.", "m", "a.b", "Culture", "primary", "wales", date.max, "Me"),)


@pytest.fixture
def repository() -> Repository:
    return Repository()


@pytest.fixture
def make(shared_theme: Theme, tmp_path: Path, repository: Repository):
    workers = []

    def build(argument: str = "", file: Path | None = None) -> RubricsScreen:
        worker = Worker()
        workers.append(worker)
        screen = RubricsScreen(
            shared_theme,
            worker,
            SchemeShelf(tmp_path / "schemes"),
            repository,
            argument,
            lambda _parent: file,
            lambda _parent, name: tmp_path / name,
        )
        screen.resize(1000, 700)
        screen.show()
        return screen

    yield build
    for worker in workers:
        worker.close()


def words_in(widget) -> str:
    return "\n".join(each.words() for each in widget.findChildren(Paragraph))


def until(qtbot, fact) -> None:
    qtbot.waitUntil(fact)


def test_a_mark_is_read_aspect_by_aspect_and_searched_whole(make, qtbot) -> None:
    page = make().read_page
    until(qtbot, lambda: page.marks.count() > 0)
    page.marks.setCurrentIndex(next(n for n in range(page.marks.count()) if "Professional" in page.marks.itemText(n)))
    until(qtbot, lambda: len(page.page.findChildren(Card)) == 4)
    page.search.setText("leaders plainly")
    until(qtbot, lambda: len(page.page.findChildren(Card)) == 1)
    page.search.setText("no such words at all")
    until(qtbot, lambda: "Nothing in this rubric" in words_in(page.page))


def test_a_mark_in_two_languages_is_read_in_either(make, qtbot, tmp_path: Path) -> None:
    SchemeShelf(tmp_path / "schemes").install(WHOLE)
    page = make().read_page
    until(qtbot, lambda: page.marks.count() > 0)
    assert not page.languages.isVisible()
    page.marks.setCurrentIndex(page.marks.findText("Whole Mark, 1.0"))
    until(qtbot, page.languages.isVisible)
    page.languages.setCurrentIndex(page.languages.findText("cy"))
    page.languages.activated.emit(page.languages.currentIndex())
    until(qtbot, lambda: "Not translated yet" in page.head.words())
    until(qtbot, lambda: "Are people welcome? (English)" in words_in(page.page))


def test_pasted_rows_become_a_mark_that_can_be_judged(make, qtbot) -> None:
    screen = make()
    screen.show_tab(IMPORT)
    page, said = screen.take_in, []
    screen.toast_requested.connect(lambda words, _undo: said.append(words))
    page.paste.setPlainText(GRID)
    until(qtbot, page.preview.isVisible)
    assert "1 aspect, 1 strand" in page.summary.words()
    title = page.form.controls["title"]
    assert isinstance(title, QLineEdit)
    title.setText("Rooms, gardens")
    title.editingFinished.emit()
    until(qtbot, lambda: page.summary.words().startswith("Rooms, gardens, edition 1.0"))
    page.keep.click()
    until(qtbot, lambda: bool(said))
    until(qtbot, lambda: "Rooms, gardens, 1.0" in [screen.read_page.marks.itemText(n) for n in range(20)])


def test_a_column_can_be_made_something_else(make, qtbot, tmp_path: Path) -> None:
    (tmp_path / "grid.csv").write_text(WIDE)
    page = make(file=tmp_path / "grid.csv").take_in
    page.choose.click()
    until(qtbot, lambda: "column:1" in page.form.controls)
    order = page.form.controls["order"]
    assert isinstance(order, QComboBox)
    assert order.accessibleName()
    order.setCurrentIndex(0)
    order.activated.emit(0)
    until(qtbot, lambda: "Levels: Embedded, Enhancing, Developing." in page.summary.words())


def test_item_types_are_asked_and_the_answer_makes_the_preview(make, qtbot, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(as_bytes(items_package()))
    screen = make(file=tmp_path / "a.json")
    screen.show_tab(IMPORT)
    page = screen.take_in
    page.choose.click()
    until(qtbot, lambda: "strands" in page.form.controls)
    assert not page.preview.isVisible()
    strands, scale = page.form.controls["strands"], page.form.controls["scale"]
    assert isinstance(strands, QListWidget)
    for place in range(strands.count()):
        item = strands.item(place)
        item.setCheckState(Qt.CheckState.Checked if "Standard" in item.text() else Qt.CheckState.Unchecked)
    scale.setText("No, Partly, Yes")
    scale.editingFinished.emit()
    until(qtbot, page.preview.isVisible)
    assert "3 strands" in page.summary.words()
    aspects = page.form.controls["aspects"]
    assert isinstance(aspects, QListWidget)
    checked = [aspects.item(n).text() for n in range(aspects.count()) if aspects.item(n).checkState().value]
    assert checked == ["Area (2 items)"]
    page.save.click()
    until(qtbot, (tmp_path / "reading-standards-2.1.yaml").exists)


def test_a_bad_file_is_refused_in_a_sentence(make, qtbot, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    page = make(file=tmp_path / "a.json").take_in
    page.choose.click()
    until(qtbot, lambda: "not JSON" in page.error.words())
    assert not page.preview.isVisible()


def test_a_strength_is_read_once_more_before_it_is_released(make, qtbot, repository: Repository) -> None:
    screen = make("mark:a1:culture.voice")
    assert screen.tab == PRACTICE
    form = screen.practice_page.form
    until(qtbot, lambda: "Sarah Jones looks like a name." in form.doubts.words())
    assert not form.release.isEnabled()
    form.text.setPlainText("The school plans.")
    assert screen.unsaved_texts() == ["The school plans."]
    assert form.doubts.words() == ""
    form.by.setText("Headteacher")
    today = date.today()  # noqa: DTZ011
    form.on.line.setText(f"{today:%d/%m/%Y}")
    form.until.line.setText(f"{today + timedelta(days=90):%d/%m/%Y}")
    form.checked.box.setChecked(True)
    form.release.click()
    until(qtbot, lambda: repository.released == ["culture.voice"])
    until(qtbot, lambda: screen.unsaved_texts() == [])
    assert repository.held["culture.voice"].consent is not None


def test_the_repository_is_searched_as_one_types_and_shows_plain_text(make, qtbot, repository: Repository) -> None:
    screen = make()
    screen.show_tab(PRACTICE)
    page = screen.practice_page
    until(qtbot, lambda: "The repository is empty" in words_in(page))
    page.words.setText("lesson")
    until(qtbot, lambda: "<b>Lesson</b> study." in words_in(page))
    assert "Culture, primary, wales" in words_in(page)
