"""The workbook's sheets, columns and hidden marks: what writing puts down and reading looks for."""

from dataclasses import dataclass

from assessor_app.domain.scheme.edition import Kind, Scheme, Strand

FORMAT = "qm-self-assessment"
FORMAT_VERSION = "1"
MARK = "qm:"
"""Every hidden id begins with this, so that one cell is enough to recognise a sheet or a column."""

HEADING_ROW = 4
"""Row 1 is the title, rows 2 and 3 are hidden (sheet code, column ids), answers begin below the headings."""

LISTS_SHEET = "_lists"
MANIFEST_SHEET = "_qm"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `width` in characters; `answer` says that the institution fills it in."""

    id: str
    heading: str
    width: float
    answer: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One data sheet. `code` is its hidden name, which survives renaming."""

    code: str
    title: str
    columns: tuple[Column, ...]

    def column(self, column: str) -> Column:
        """The column with this id."""
        return next(candidate for candidate in self.columns if candidate.id == column)


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the block about the institution, with the help shown when its cell is chosen."""

    id: str
    label: str
    help: str


READ_ME = "Read me"
READ_ME_CODE = "rm"
FIELDS = (
    Field("institution", "Institution", "The full name, as it should stand on the report."),
    Field("place", "Town or city", "Where the institution is."),
    Field("nation", "Nation", "Choose from the list."),
    Field("setting", "Kind of setting", "Choose the nearest from the list."),
    Field("completed_by", "Completed by", "Name and role of the person who answers for this workbook."),
    Field("completed_on", "Date completed", "A date, for example 31/01/2026."),
)

_OF_A_PERSON = {
    "institution": Field("institution", "Person", "The full name, as it should stand on the report."),
    "place": Field("place", "School and town", "Where the person works."),
    "setting": Field("setting", "Kind of work", "Choose from the list; it decides which criteria there are."),
}


def fields_of(scheme: Scheme) -> tuple[Field, ...]:
    """The block about the institution, or about the one person who is assessed."""
    return tuple(_OF_A_PERSON.get(field.id, field) for field in FIELDS) if scheme.kind is Kind.INDIVIDUAL else FIELDS


EVIDENCE = SheetPlan(
    "ev",
    "Evidence",
    (
        Column("id", "Ref", 7),
        Column("title", "What it is", 46, True),
        Column("where", "File name or link", 46, True),
        Column("date", "Date of the evidence", 14, True),
        Column("kind", "Kind", 16, True),
    ),
)

ACTIONS = SheetPlan(
    "ap",
    "Action plan",
    (
        Column("id", "Ref", 7),
        Column("strand", "Strand", 30, True),
        Column("action", "What we will do", 46, True),
        Column("lead", "Who leads", 18, True),
        Column("due", "By when", 14, True),
        Column("success", "How we will know it worked", 46, True),
    ),
)


def self_assessment(scheme: Scheme) -> SheetPlan:
    """The sheet with one row a strand and one column for the wording of each level."""
    terms = scheme.terms
    wording = tuple(Column(f"d.{level.id}", level.name, 28) for _, levels in scheme.levels_in_use for level in levels)
    answers = (
        Column("level", f"Our {terms.level}", 14, True),
        Column("narrative", "What we do now and how we know", 48, True),
        Column("evidence", "Evidence references (for example E1; E4)", 16, True),
        Column("confidence", "How sure are we? (1 to 5)", 10, True),
    )
    names = (
        Column("id", "Id", 8),
        Column("number", "No.", 5),
        Column("aspect", terms.aspect.capitalize(), 17),
        Column("strand", terms.strand.capitalize(), 24),
    )
    return SheetPlan("sa", "Self-assessment", names + wording + answers)


def action_plan(scheme: Scheme) -> SheetPlan:
    """The action plan, whose second column is headed by the scheme's own word for a strand."""
    columns = tuple(
        Column("strand", scheme.terms.strand.capitalize(), column.width, True) if column.id == "strand" else column
        for column in ACTIONS.columns
    )
    return SheetPlan(ACTIONS.code, ACTIONS.title, columns)


def strand_label(scheme: Scheme, strand: Strand) -> str:
    """How a strand is called in the drop-down of the action plan: "3.2 Culture (Evaluating impact)"."""
    return f"{strand.number} {strand.title} ({scheme.aspect_of(strand.id).short})"
