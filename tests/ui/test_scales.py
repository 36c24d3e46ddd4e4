"""Strands on scales of their own: bars have as many steps as the scale of their strand."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.scheme.edition import Level, Scale, Scheme
from assessor_app.domain.scheme.rules import Strands
from assessor_app.schemes.loading import load_shipped
from assessor_app.ui.kit import outlook_pane
from assessor_app.ui.theme import Theme

FIVE = Scale("five", "Grades", tuple(Level(f"grade-{n}", f"Grade {n}", n) for n in range(1, 6)))


@pytest.fixture
def scaled() -> Scheme:
    mark = load_shipped("pdqm")
    first, *rest = mark.aspects[0].strands
    aspects = (replace(mark.aspects[0], strands=(replace(first, scale="five"), *rest)), *mark.aspects[1:])
    gold = replace(mark.outcomes[-1], rule=Strands(levels=("embedded", "grade-5")))
    return replace(mark, scales=(FIVE,), aspects=aspects, outcomes=(gold,))


def test_the_outlook_draws_each_strand_on_its_own_scale(
    scaled: Scheme, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[int | None, int]] = []
    monkeypatch.setattr(outlook_pane, "paint_levels", lambda _painter, _box, _theme, rank, of: drawn.append((rank, of)))
    first, second, *_ = scaled.aspects[0].strands
    row = outlook_pane.AspectRow(theme, scaled)
    qtbot.addWidget(row)
    row.show_aspect(outlook(scaled, {first.id: "grade-4", second.id: "embedded"}).aspects[0])
    row.resize(300, 45)
    row.grab()
    assert drawn[:4] == [(4, 5), (3, 3), (None, 3), (None, 3)]


def test_the_scale_of_a_level_is_found_by_the_first_that_is_one(scaled: Scheme) -> None:
    assert scaled.scale_with(None, "not-enough", "grade-2") == FIVE.levels
    assert scaled.scale_with(None, "not-enough") == scaled.levels
