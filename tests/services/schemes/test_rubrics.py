"""Files of other programs, from the file to a judged visit and to a CASE package."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from assessor_app.domain.assessment.assessment import Institution
from assessor_app.domain.scheme.rubric_exchange import Answers
from assessor_app.errors import Refused, Unavailable, WrongUse
from assessor_app.services.schemes.rubrics import ImportedRubric, export_case, import_pasted, import_rubric
from assessor_app.services.schemes.shelf import SchemeShelf
from assessor_app.services.visits import Visits
from tests.schemes.exchange.samples import (
    CANVAS_CSV,
    CANVAS_XML,
    FRAMEWORK,
    LONG,
    WIDE,
    as_bytes,
    items_package,
    rubrics_package,
)
from tests.services.visit_day import ME, Day

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ITEMS: Answers = {"strands": ("Standard",), "aspects": ("Area",), "scale": ("No", "Partly", "Yes")}
FILES: dict[str, tuple[bytes, Answers]] = {
    "items.json": (as_bytes(items_package()), ITEMS),
    "rubrics.json": (as_bytes(rubrics_package()), {}),
    "library.yaml": (FRAMEWORK.encode(), {}),
    "wide.csv": (WIDE.encode(), {}),
    "long.txt": (LONG.encode("utf-16"), {}),
    "platform.csv": (CANVAS_CSV.encode(), {}),
    "rubrics.xml": (CANVAS_XML.encode(), {}),
}
SHARED = Path(os.environ.get("ASSAY_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
SHARED_ANSWERS: dict[str, Answers] = {
    "opensalt_what_standards_could_be_v1p0.json": {
        "strands": ("Standard",), "aspects": ("Cluster",), "scale": ("Not yet", "Partly", "Fully")
    },
    "sbac_hs_math_c1_th.json": {
        "strands": ("Range ALD",), "levels": ("Range ALD",), "aspects": ("Section Heading",)
    },
}  # fmt: skip


def imported(folder: Path, name: str) -> ImportedRubric:
    content, answers = FILES[name]
    (folder / name).write_bytes(content)
    return import_rubric(folder / name, answers)


def installed(folder: Path, found: ImportedRubric) -> SchemeShelf:
    edition = folder / "edition.yaml"
    edition.write_text(found.text)
    shelf = SchemeShelf(folder / "schemes")
    assert shelf.check(edition) == ()
    assert shelf.install(edition) == found.scheme
    return shelf


@pytest.mark.parametrize("name", FILES)
def test_what_was_imported_is_judged_like_any_other_mark(tmp_path: Path, name: str) -> None:
    found = imported(tmp_path, name)
    shelf, day = installed(tmp_path, found), Day(tmp_path / "store")
    assert found.scheme is not None
    mark = shelf.get(found.scheme.id)
    visits = Visits(day.store, day.blobs, shelf, ME, day.clock)
    visit = visits.begin(mark, Institution("i2", "Hollin Bank", "Leeds"), "first award", date(2026, 11, 22)).result()
    for strand in mark.graded:
        day.judging.record(visit, strand.id, mark.levels_of(strand)[-1].id, ()).result()
    outlook = visits.outlook(visits.open(visit))
    assert mark.outcomes[-1].name in outlook.sentence
    day.store.close()


@pytest.mark.parametrize("name", FILES)
def test_what_was_imported_goes_out_as_case_and_comes_back_the_same(tmp_path: Path, name: str) -> None:
    found = imported(tmp_path, name)
    edition = tmp_path / "edition.yaml"
    edition.write_text(found.text)
    written = export_case(edition, tmp_path / "out.json", NOW)
    assert "the award rule" in written.only_here
    again = import_rubric(written.file, {})
    assert again.scheme == found.scheme


def test_a_workbook_is_a_grid_and_its_merged_cells_read_as_they_look(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Notes")["A1"] = "Nothing here"
    sheet = book.worksheets[0]
    for row in (["Area", "Criterion", "Weak", "Good"], ["Work", "Plan", 1.0, "b"], [None, "Do", "c", "d"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "grid.xlsx")
    found = import_rubric(tmp_path / "grid.xlsx", {})
    assert found.scheme is not None
    assert [strand.title for strand in found.scheme.aspects[0].strands] == ["Plan", "Do"]
    assert found.scheme.strand("1.1").descriptors == {"weak": "1", "good": "b"}
    assert found.questions[0].code == "sheet"
    with pytest.raises(WrongUse):
        import_rubric(tmp_path / "grid.xlsx", {"sheet": ("Elsewhere",)})


def test_pasted_rows_and_names_typed_for_them() -> None:
    answers: Answers = {"title": ("Our rubric",), "owner": ("Us",), "edition": ("2.5",), "id": ("Ours!",)}
    found = import_pasted("Criterion\tWeak\tGood\nPlan\ta\tb\n", answers)
    assert found.scheme is not None
    assert (found.scheme.id, found.scheme.edition, found.scheme.owner) == ("ours", "2.5", "Us")
    assert found.text.splitlines()[1].startswith("# Imported from pasted rows (grid), SHA-256 ")


def test_words_of_the_source_and_words_that_were_added_are_told_apart(tmp_path: Path) -> None:
    found = imported(tmp_path, "items.json")
    assert found.scheme is not None
    assert found.scheme.has_model_wording
    assert "wording: source" in found.text
    assert "# Not carried over: 1 association (precedes)." in found.text


def test_an_edition_that_is_there_and_says_other_things_is_not_replaced(tmp_path: Path) -> None:
    found = imported(tmp_path, "wide.csv")
    shelf = installed(tmp_path, found)
    edition = tmp_path / "edition.yaml"
    assert shelf.install(edition) == found.scheme
    edition.write_text(found.text.replace("Is work planned?", "Is it?"))
    with pytest.raises(Refused) as refused:
        shelf.install(edition)
    assert refused.value.code == "edition-taken"


def test_an_installed_edition_that_was_spoilt_is_named_and_holds_nothing_up(tmp_path: Path) -> None:
    shelf = installed(tmp_path, imported(tmp_path, "wide.csv"))
    (file,) = (tmp_path / "schemes").glob("*/*.yaml")
    file.write_text("id: [")
    assert [scheme.id for scheme in shelf.list()] == [scheme.id for scheme in SchemeShelf().list()]
    assert [problem.where.partition(":")[0] for problem in shelf.unreadable()] == [file.name]


def test_a_file_that_is_not_there_or_nothing_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        import_rubric(tmp_path / "none.json", {})
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n\0\0")
    with pytest.raises(Refused):
        import_rubric(tmp_path / "a.pdf", {})


def test_every_file_of_others_that_is_at_hand_is_imported(tmp_path: Path) -> None:
    files = sorted([*SHARED.glob("case/*.json"), *SHARED.glob("ciso/*.yaml")])
    if not files:
        pytest.skip("no files of others are on this computer")
    for file in files:
        found = import_rubric(file, SHARED_ANSWERS.get(file.name, {}))
        (tmp_path / "edition.yaml").write_text(found.text)
        written = export_case(tmp_path / "edition.yaml", tmp_path / "out.json", NOW)
        assert import_rubric(written.file, {}).scheme == found.scheme, file.name
        assert json.loads(written.file.read_text())["CFDocument"]["caseVersion"] == "1.1"
