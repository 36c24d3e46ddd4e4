"""A mark as it reads for one institution: in the visit, and in the workbook that is sent out."""

from pathlib import Path

import openpyxl
import pytest

from assessor_app.schemes.loading import load_scheme
from assessor_app.services.blank_workbook import write_blank_workbook
from assessor_app.services.schemes.shelf import SchemeShelf

RULES = Path(__file__).parents[2] / "schemes" / "rules"


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> SchemeShelf:
    def load(scheme: str, edition: str = "", language: str = "", further: object = ()) -> object:
        return load_scheme(RULES / f"{scheme}.yaml", language)

    monkeypatch.setattr("assessor_app.services.schemes.shelf.load_shipped", load)
    return SchemeShelf()


def test_an_overlay_is_laid_over_for_those_it_is_meant_for(shelf: SchemeShelf) -> None:
    day, boarding = (shelf.for_institution("core-standards", "1.0", "england", s) for s in ("day", "boarding"))
    assert len(list(day.strands)) == 45
    assert len(list(boarding.strands)) == 53
    assert [aspect.number for aspect in boarding.aspects][-1] == "10"
    assert shelf.for_institution("core-standards", "1.0", "england", "boarding") is boarding


def test_the_workbook_has_the_rows_of_the_setting(shelf: SchemeShelf, tmp_path: Path) -> None:
    mark = shelf.get("core-standards")
    sizes = []
    for setting in ("primary", "boarding"):
        write_blank_workbook(mark, tmp_path / f"{setting}.xlsx", setting=setting)
        book = openpyxl.load_workbook(tmp_path / f"{setting}.xlsx")
        sizes.append(
            sum("Boarding" in str(cell.value) for sheet in book for row in sheet for cell in row if cell.value)
        )
    assert sizes[0] < sizes[1]
