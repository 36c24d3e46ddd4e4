"""What is seen first is where the real Home then stands, and is never disturbed by what a school is called."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from assessor_app.domain.assessment.summary import AssessmentSummary, Stage
from assessor_app.domain.people import Person
from assessor_app.settings import Settings
from assessor_app.ui.desk import Desk, DeskSetting
from assessor_app.ui.first_page import FirstPage
from assessor_app.ui.screen import Screen
from assessor_app.ui.theme import Theme
from assessor_app.ui.window import Window
from assessor_app.ui.worker import Worker

SVG = "{http://www.w3.org/2000/svg}"


def visits(*names: str) -> tuple[AssessmentSummary, ...]:
    """One visit a day from today on."""
    today = datetime.now().astimezone().date()
    return tuple(
        AssessmentSummary(
            str(at), name, "Leeds", "pdqm", "PD Quality Mark", "First award", today + timedelta(days=at), Stage.VISIT,
            at, 16, "Amara Okafor",
        )
        for at, name in enumerate(names)
    )  # fmt: skip


def refuse(*_: object) -> Screen:
    raise AssertionError("only Home is looked at")


def first_page(
    qtbot: QtBot, theme: Theme, shown: Sequence[AssessmentSummary], size: tuple[int, int] = (1366, 768)
) -> tuple[Window, FirstPage]:
    window = Window()
    qtbot.addWidget(window)
    window.resize(*size)
    page = FirstPage(window, (theme.tokens, "Inter", theme.scale), shown, "Amara Okafor")
    window.show_page(page)
    with qtbot.waitSignal(page.painted):
        window.show()
    return window, page


def texts(page: FirstPage) -> dict[str, tuple[float, float]]:
    """Words and where they begin, in pixels of the window."""
    picture = ElementTree.fromstring(page.svg())
    scale = page.width() / float(picture.attrib["width"])
    found = picture.iter(f"{SVG}text")
    return {text.text or "": (float(text.attrib["x"]) * scale, float(text.attrib["y"]) * scale) for text in found}


@pytest.mark.parametrize(("percent", "width", "height"), [(100, 1366, 768), (100, 960, 600), (150, 1366, 768)])
def test_the_list_stands_where_home_then_has_it(
    theme: Theme, qtbot: QtBot, percent: int, width: int, height: int
) -> None:
    theme.apply(Settings(theme="light", text_percent=percent))
    shown = visits("Today School", "Tomorrow School", "Third School")
    window, page = first_page(qtbot, theme, shown, (width, height))
    drawn = texts(page)
    amara = Person("P-1", "Amara Okafor", "", frozenset(), "", "", None, "")
    places = dict.fromkeys(("assessment", "load-workbook", "sync"), refuse)
    setting = DeskSetting("Assay", amara, places, lambda _settings: None, lambda: None)
    desk = Desk(theme, Worker(), setting, shown)
    window.show_page(desk.shell)
    qtbot.waitUntil(lambda: desk.home.list.width() > 0 and desk.shell.size() == window.size())
    top = desk.home.list.mapTo(window, QPoint(0, 0))
    row = desk.home.list.visualRect(desk.home.list.visits.index(1, 0))
    left, base = drawn["Tomorrow School"]
    assert abs(left - (top.x() + theme.px(68))) <= 2
    assert abs(base - (top.y() + row.top() + theme.px(24))) <= 3


def test_a_name_is_text_whatever_is_in_it(theme: Theme, qtbot: QtBot) -> None:
    hostile = ("</text><image href='file:///etc/passwd'/>", 'A & B "Academy"', "Bell\x07 \x00 Rock")
    _, page = first_page(qtbot, theme, visits("Today School", *hostile))
    drawn = texts(page)
    assert hostile[0] in drawn
    assert hostile[1] in drawn
    assert "Bell  Rock" in drawn
    assert not list(ElementTree.fromstring(page.svg()).iter(f"{SVG}image"))


def test_a_long_name_ends_in_dots_before_the_chip(theme: Theme, qtbot: QtBot) -> None:
    _, page = first_page(qtbot, theme, visits("Today School", "Saint " * 40))
    cut = [words for words in texts(page) if words.startswith("Saint")]
    assert len(cut) == 1
    assert cut[0].endswith("\u2026")
    assert len(cut[0]) < 150
