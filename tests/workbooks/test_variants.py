"""Everything that happens to a workbook on its way: each is named by code, sheet and cell, and costs no more than it
must. Every case gives the exact remarks and the exact answers that differ from what was filled in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessor_app.domain.assessment.submission import Answers, Submission
from assessor_app.domain.problem import Problem
from assessor_app.workbooks.reading import read_workbook
from tests.workbooks.books import Finder, edit

SA, EV, AP, RM = "Self-assessment", "Evidence", "Action plan", "Read me"
Change = Callable[[Workbook], object]


@dataclass(frozen=True)
class Variant:
    """strands: indexes of the answers that change; others: names of the other values that change."""

    name: str
    change: Change
    remarks: tuple[str, ...] = ()
    strands: set[int] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    says: str = ""
    check: Callable[[Submission], bool] = lambda submission: True


def put(sheet: str, cell: str, value: object) -> Change:
    def change(workbook: Workbook) -> None:
        workbook[sheet][cell] = value

    return change


def both(*changes: Change) -> Change:
    def change(workbook: Workbook) -> None:
        for one in changes:
            one(workbook)

    return change


def on(sheet: str, act: Callable[[Worksheet], object]) -> Change:
    return lambda workbook: act(workbook[sheet])


def copy_row(sheet: str, source: int, target: int, **changed: object) -> Change:
    def change(workbook: Workbook) -> None:
        page = workbook[sheet]
        for cell in list(page[source]):
            page.cell(target, cell.column, changed.get(cell.column_letter, cell.value))

    return change


def swap_rows(page: Worksheet) -> None:
    for column in range(1, page.max_column + 1):
        first, second = page.cell(5, column), page.cell(12, column)
        first.value, second.value = second.value, first.value


def copy_sheet(workbook: Workbook) -> None:
    workbook.copy_worksheet(workbook[SA])["I5"] = "Another text"


def clear_ids(page: Worksheet) -> None:
    for row in range(5, 21):
        page.cell(row, 1).value = None


def link(page: Worksheet) -> None:
    page["C5"].hyperlink = "https://school.example/policy"
    page["C5"].value = "Our policy"


def plain_number(cell: str, value: float) -> Callable[[Worksheet], None]:
    def change(page: Worksheet) -> None:
        page[cell].value = value
        page[cell].number_format = "General"

    return change


def column_twice(page: Worksheet) -> None:
    page["N3"] = "qm:level"
    page["N4"] = "Our standard"


STRAND = [
    Variant("a level with a typo", put(SA, "H5", "Embeded"), (f"bad-level {SA}!H5",), {0}, says="“Embedded”?"),
    Variant("a level in capitals and spaces", put(SA, "H5", " DEVELOPING  "), (f"level-tidied {SA}!H5",)),
    Variant("a level as a number", put(SA, "H5", 2), (f"bad-level {SA}!H5",), {0}, says="“Enhancing”?"),
    Variant("a level as a phrase", put(SA, "H5", "4 (fairly)"), (f"bad-level {SA}!H5",), {0}, says="Use one of"),
    Variant("a level with a remark", put(SA, "H5", "Embedded (mostly)"), (f"bad-level {SA}!H5",), {0}, says="Did you"),
    Variant("two levels", put(SA, "H5", "Developing / Enhancing"), (f"two-levels {SA}!H5",), {0}),
    Variant("a dash for a level", put(SA, "H5", "\N{EN DASH}"), (f"no-level {SA}!H5",), {0}),
    Variant("no level", put(SA, "H5", None), (f"level-missing {SA}!H5",), {0}),
    Variant("only spaces for a text", put(SA, "I5", " \n "), (f"text-missing {SA}!I5",), {0}),
    Variant(
        "nothing at all",
        both(put(SA, "H5", None), put(SA, "I5", None)),
        (f"not-answered {SA}!H5",),
        {0},
    ),
    Variant("an error value", put(SA, "I5", "#REF!"), (f"error-value {SA}!I5",), {0}),
    Variant("an error value for a level", put(SA, "H5", "#NAME?"), (f"error-value {SA}!H5",), {0}),
    Variant(
        "a formula without a result",
        put(SA, "I5", "=Sheet9!A1"),
        (f"uncalculated {SA}!I5",),
        {0},
    ),
    Variant(
        "answers merged downwards",
        on(SA, lambda page: page.merge_cells("I5:I6")),
        (f"merged {SA}!I6",),
        {1},
        says="I5:I6",
    ),
    Variant("answers merged sideways", on(SA, lambda page: page.merge_cells("I5:J5")), (f"merged {SA}!J5",), {0}),
    Variant("a date where text belongs", put(SA, "I5", date(2026, 2, 1)), (f"date-in-text {SA}!I5",), {0}),
    Variant("a number where text belongs", put(SA, "I5", 42), (), {0}, check=lambda s: s.strands[0].text == "42"),
    Variant("yes where text belongs", put(SA, "I5", True), (), {0}, check=lambda s: s.strands[0].text == "Yes"),
    Variant("a text as long as a cell", put(SA, "I5", "x" * 32_767), (f"cut-off {SA}!I5",), {0}),
    Variant(
        "a text that begins with a dash", put(SA, "I5", "- a"), (), {0}, check=lambda s: s.strands[0].text == "- a"
    ),
    Variant(
        "references as a range, a list and one that leads nowhere",
        put(SA, "J5", "E1\N{EN DASH}E4, e 06 & E99"),
        (f"dangling-reference {SA}!J5",),
        {0},
        check=lambda s: s.strands[0].evidence == ("E1", "E2", "E3", "E4", "E6", "E99"),
    ),
    Variant("words for a reference", put(SA, "J5", "E1; see folder"), (f"bad-reference {SA}!J5",)),
    Variant("a bare number for a reference", put(SA, "J5", 4), (f"bad-reference {SA}!J5",), {0}, says="E4?"),
    Variant("a range backwards", put(SA, "J5", "E4 to E1"), (f"bad-range {SA}!J5",), {0}),
    Variant(
        "a range without end", put(SA, "J5", "E1-E999"), (f"bad-range {SA}!J5", f"dangling-reference {SA}!J5"), {0}
    ),
    Variant("confidence in words", put(SA, "K5", "4 (fairly)"), (f"bad-number {SA}!K5",), {0}, says="Did you mean 4?"),
    Variant("confidence beyond the scale", put(SA, "K5", 9), (f"bad-number {SA}!K5",), {0}),
    Variant("confidence between two numbers", put(SA, "K5", 3.5), (f"bad-number {SA}!K5",), {0}),
]

ROWS = [
    Variant("a deleted row", on(SA, lambda page: page.delete_rows(5)), (f"row-missing {SA}!A5",), {0}),
    Variant("rows in another order", on(SA, swap_rows), (f"reordered {SA}!A5",)),
    Variant("a row inserted above", on(SA, lambda page: page.insert_rows(1))),
    Variant("a row inserted between", on(SA, lambda page: page.insert_rows(9))),
    Variant("a note below", put(SA, "I30", "Please see also our website"), (f"stray-row {SA}!A30",)),
    Variant("spaces below", put(SA, "I30", "   ")),
    Variant("the same row twice", copy_row(SA, 5, 25), (f"same-row-twice {SA}!A25",)),
    Variant("two rows with different answers", copy_row(SA, 5, 25, I="Other"), (f"two-answers {SA}!A25",)),
    Variant(
        "an unknown id",
        both(put(SA, "A5", "nonsense"), put(SA, "D5", "Something else")),
        (f"unknown-id {SA}!A5", f"row-missing {SA}!A5"),
        {0},
    ),
    Variant("an id gone", put(SA, "A5", None), (f"id-from-names {SA}!A5",)),
    Variant("an id wrong but the names right", put(SA, "A5", "x"), (f"id-from-names {SA}!A5",)),
    Variant(
        "all ids gone",
        on(SA, clear_ids),
        tuple(f"id-from-names {SA}!A{row}" for row in range(5, 11)),
        says="10 more: A11,",
    ),
    Variant("a cell far below and far right", put(SA, "XFD1048576", "x"), (f"far-cells {SA}!XFD1048576",)),
]

COLUMNS = [
    Variant("a column added", both(put(SA, "M4", "Our own notes"), put(SA, "M5", "x")), (f"added-column {SA}!M4",)),
    Variant(
        "a column inserted",
        on(SA, lambda page: page.insert_cols(8)),
    ),
    Variant("a heading edited", put(SA, "I4", "What we do"), (f"heading-edited {SA}!I4",)),
    Variant("a column id gone", put(SA, "I3", None)),
    Variant("a column twice", on(SA, column_twice), (f"column-twice {SA}!N4", f"added-column {SA}!N4")),
    Variant(
        "the confidence column deleted",
        on(SA, lambda page: page.delete_cols(11)),
        (f"column-missing {SA}!A4",),
        set(range(16)),
    ),
    Variant(
        "the id column deleted",
        on(SA, lambda page: page.delete_cols(1)),
        # the marker goes with the column, so the sheet is known by its headings
        (
            f"sheet-by-headings {SA}!A4",
            f"column-missing {SA}!A4",
            *(f"id-from-names {SA}!A{row}" for row in range(5, 11)),
        ),
    ),
]

SHEETS = [
    Variant("a sheet renamed", on(SA, lambda page: setattr(page, "title", "SA 2026")), ("sheet-renamed SA 2026!A1",)),
    Variant("a sheet copied", copy_sheet, (f"two-sheets {SA} Copy!A1",), says=f"Only “{SA}”"),
    Variant(
        "a marker gone",
        both(put(SA, "A2", None)),
        (f"sheet-by-headings {SA}!A4",),
    ),
    Variant(
        "the evidence sheet deleted",
        lambda workbook: workbook.remove(workbook[EV]),
        (*(f"dangling-reference {SA}!J{row}" for row in range(5, 11)), f"sheet-missing {EV}!A1"),
        others={"evidence"},
    ),
    Variant(
        "the action plan deleted",
        lambda workbook: workbook.remove(workbook[AP]),
        (f"sheet-missing {AP}!A1",),
        others={"actions"},
    ),
    Variant("the manifest sheet deleted", lambda workbook: workbook.remove(workbook["_qm"])),
    Variant("the lists deleted", lambda workbook: workbook.remove(workbook["_lists"])),
    Variant("a sheet added", lambda workbook: workbook.create_sheet("Our notes").append(["a", "b"])),
    Variant("the manifest sheet contradicted", put("_qm", "B7", "x"), ("manifest-conflict _qm!B1",)),
    Variant(
        "other wording",
        both(put("_qm", "B5", "0" * 64)),
        ("manifest-conflict _qm!B1", "other-wording _qm!B5"),
    ),
]

EVIDENCE = [
    Variant(
        "a row without a reference",
        put(EV, "A5", None),
        (
            f"no-reference {EV}!A5",
            f"dangling-reference {SA}!J5",
            *(f"dangling-reference {SA}!J{row}" for row in range(6, 11)),
        ),
        others={"evidence"},
    ),
    Variant("a reference used twice", copy_row(EV, 5, 11, A="E2"), (f"reference-twice {EV}!A11",)),
    Variant("a row twice", copy_row(EV, 5, 70), (f"same-row-twice {EV}!A70",)),
    Variant("a reference typed loosely", put(EV, "A5", "e 01")),
    Variant(
        "a day and month that could be swapped",
        put(EV, "D5", "1/2/2025"),
        (f"ambiguous-date {EV}!D5",),
        others={"evidence"},
        says="2025-02-01",
        check=lambda s: s.evidence[0].dated == "2025-02-01",
    ),
    Variant("a date as text", put(EV, "D5", "15.01.2025"), (f"text-date {EV}!D5",)),
    Variant("a date in words", put(EV, "D5", "Wednesday 15th January 2025")),
    Variant(
        "a month",
        put(EV, "D5", "March 2025"),
        (f"partial-date {EV}!D5",),
        others={"evidence"},
        check=lambda s: s.evidence[0].dated == "2025-03",
    ),
    Variant(
        "a year",
        on(EV, plain_number("D5", 2025)),
        (f"partial-date {EV}!D5",),
        others={"evidence"},
        check=lambda s: s.evidence[0].dated == "2025",
    ),
    Variant(
        "a year in a date cell",
        put(EV, "D5", 2025),
        (f"year-as-date {EV}!D5",),
        others={"evidence"},
        check=lambda s: s.evidence[0].dated == "2025",
    ),
    Variant(
        "a day number",
        on(EV, plain_number("D5", 45672)),
        (f"serial-date {EV}!D5",),
        check=lambda s: s.evidence[0].dated == "2025-01-15",
    ),
    Variant(
        "a day that never was",
        put(EV, "D5", "31/02/2025"),
        (f"no-such-day {EV}!D5",),
        others={"evidence"},
        check=lambda s: s.evidence[0].dated == "",
    ),
    Variant("a date long ago", put(EV, "D5", date(1950, 1, 1)), (f"unlikely-date {EV}!D5",), others={"evidence"}),
    Variant(
        "no date",
        put(EV, "D5", "spring term"),
        (f"no-date {EV}!D5",),
        others={"evidence"},
        check=lambda s: s.evidence[0].dated == "spring term",
    ),
    Variant(
        "a link behind a text",
        on(EV, link),
        (f"link-kept {EV}!C5",),
        others={"evidence"},
        check=lambda s: s.evidence[0].location == "Our policy (https://school.example/policy)",
    ),
    Variant(
        "a kind of one's own",
        put(EV, "E5", "Podcast"),
        (),
        others={"evidence"},
        check=lambda s: s.evidence[0].kind == "Podcast",
    ),
    Variant("a kind in capitals", put(EV, "E5", "POLICY")),
]

OTHERS = [
    Variant(
        "an action for an unknown strand",
        put(AP, "B5", "Catering"),
        (f"unknown-strand {AP}!B5",),
        others={"actions"},
        check=lambda s: s.actions[0].strand == "",
    ),
    Variant("an action by the number of its strand", put(AP, "B5", "1.1")),
    Variant(
        "an action by a title that four strands share",
        put(AP, "B5", "Vision"),
        (f"unknown-strand {AP}!B5",),
        others={"actions"},
    ),
    Variant(
        "an action without a reference",
        put(AP, "A5", None),
        (f"no-reference {AP}!A5",),
        others={"actions"},
        check=lambda s: s.actions[0].code == "row-5",
    ),
    Variant("an action with a term for a date", put(AP, "E5", "by Easter"), (f"no-date {AP}!E5",), others={"actions"}),
    Variant("no institution", put(RM, "C4", None), (f"no-institution {RM}!C4",), others={"institution"}),
    Variant(
        "a nation in one's own words",
        put(RM, "C6", "Cymru"),
        (f"own-words {RM}!C6",),
        others={"nation"},
        check=lambda s: s.nation == "Cymru",
    ),
    Variant("the block's ids deleted", on(RM, lambda page: page.delete_cols(1))),
    Variant("the block's sheet renamed", on(RM, lambda page: setattr(page, "title", "Start"))),
    Variant("a column inserted in the block", on(RM, lambda page: page.insert_cols(3))),
]

VARIANTS = [*STRAND, *ROWS, *COLUMNS, *SHEETS, *EVIDENCE, *OTHERS]


def seen(problems: tuple[Problem, ...]) -> list[str]:
    return sorted(f"{problem.code} {problem.where}" for problem in problems)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_changed_workbook(
    variant: Variant, tmp_path: Path, filled: Path, answers: Answers, find_scheme: Finder
) -> None:
    found = read_workbook(edit(filled, tmp_path / "changed.xlsx", variant.change), find_scheme)
    submission = found.submission

    assert seen(found.problems) == sorted(variant.remarks)
    by_strand = {answer.strand: answer for answer in submission.strands}
    assert {n for n, answer in enumerate(answers.strands) if by_strand.get(answer.strand) != answer} == variant.strands
    others = [name for name in Answers.__slots__ if name != "strands"]
    assert {name for name in others if getattr(submission, name) != getattr(answers, name)} == variant.others
    assert variant.says in " ".join(problem.message for problem in found.problems)
    assert variant.check(submission)


def test_the_table_covers_what_can_happen() -> None:
    assert len(VARIANTS) >= 45
    assert len({variant.name for variant in VARIANTS}) == len(VARIANTS)


def test_problems_do_not_hide_each_other(tmp_path: Path, filled: Path, find_scheme: Finder) -> None:
    several = both(put(SA, "H5", "Embeded"), put(SA, "K6", 9), put(EV, "D5", "31/02/2025"), put(RM, "C4", None))
    found = read_workbook(edit(filled, tmp_path / "changed.xlsx", several), find_scheme)
    assert {problem.code for problem in found.problems} == {"bad-level", "bad-number", "no-such-day", "no-institution"}
