"""Forms that are filled in during a cycle: context page, target groups, partnerships, action plan."""

from dataclasses import dataclass
from enum import Enum

from assessor_app.domain.scheme.cycle import Actor
from assessor_app.domain.scheme.texts import Worded


class FieldKind(Enum):
    """What is typed into a field. STRAND and LEVEL are chosen from the mark's own."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    YES_NO = "yes-no"
    CHOICE = "choice"
    STRAND = "strand"
    LEVEL = "level"


class Figure(Enum):
    """Which of the three figures of an indicator a field holds."""

    BASELINE = "baseline"
    TARGET = "target"
    LATEST = "latest"


class Purpose(Enum):
    """What a form is for, so that the window, the workbook and the report know where it belongs."""

    INSTITUTION = "institution"
    CONTEXT = "context"
    TARGET_GROUPS = "target-groups"
    PARTNERSHIPS = "partnerships"
    ACTION_PLAN = "action-plan"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form, or one column of its table. figure: for target groups, which figure stands here."""

    id: str
    title: str
    kind: FieldKind = FieldKind.TEXT
    help: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Form(Worded):
    """One form: a page with one answer to each field, or a table with rows. anonymous: its rows name groups or
    people by code only."""

    id: str
    title: str
    purpose: Purpose
    fields: tuple[FormField, ...]
    meaning: str = ""
    table: bool = False
    filled_by: Actor = Actor.INSTITUTION
    anonymous: bool = False

    def figures(self) -> dict[Figure, str]:
        """The ids of the fields that hold baseline, target and latest figures."""
        return {field.figure: field.id for field in self.fields if field.figure}
