"""What the columns of a grid are: suggested from their headings, decided by who imports it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.domain.scheme.rubric_exchange import Answers, Choice, FoundLevel, Question
from assessor_app.errors import WrongUse
from assessor_app.schemes.exchange.words import line

LEVEL, LEVEL_NAME, LEVEL_TEXT, SKIP = "level", "level name", "level text", "skip"
LOWEST_FIRST, HIGHEST_FIRST = "lowest first", "highest first"

ROLES = {
    "aspect": "aspect (a group of what is judged)",
    "code": "code or number of what is judged",
    "strand": "strand (what is judged)",
    "question": "question or explanation",
    "evidence": "typical evidence, one to a line",
    LEVEL: "a level, with its descriptor in each row",
    LEVEL_NAME: "name of a level, one row to a level",
    LEVEL_TEXT: "descriptor of that level",
    SKIP: "not used",
}

_HEADINGS = (
    ("aspect", r"aspect|area|section|theme|domain|category|group|dimension|pillar|standard group"),
    ("code", r"code|id|ref|reference|no|nr|number|#|code ?\w*"),
    (LEVEL_TEXT, r"level.?(?:description|descriptor|definition|text)|descriptor|definition"),
    (LEVEL_NAME, r"levels?|level.?name|rating|grade"),
    ("strand", r"strands?|criteri(?:on|a)|indicator|standard|element|statement|item|requirement|title|name"),
    ("question", r"question|description|explanation|prompt|guidance|key question|meaning"),
    ("evidence", r"(?:typical |possible |examples? of )?evidence|examples?|sources? of evidence"),
    (SKIP, r"scores?|points?|weight|sort ?order|comments?|notes?"),
)
_HIGH_WORDS = re.compile(
    r"\b(?:excellent|outstanding|exemplary|embedded|full|advanced|gold|exceeds?|always|very good)\b"
)
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """The role of each column, by position."""

    headings: tuple[str, ...]
    roles: tuple[str, ...]

    def of(self, role: str) -> list[int]:
        """The columns with a role."""
        return [place for place, found in enumerate(self.roles) if found == role]

    def text(self, row: Sequence[str], role: str) -> str:
        """The text of a row under a role; that of several columns is joined."""
        return "\n".join(row[place] for place in self.of(role) if row[place])

    def levels(self, row: Sequence[str]) -> tuple[FoundLevel, ...]:
        """The levels of a row: a column each, or the one that this row is about."""
        wide = [FoundLevel(line(self.headings[place], 60), row[place]) for place in self.of(LEVEL)]
        if wide:
            return tuple(wide) if any(level.text for level in wide) else tuple(FoundLevel(w.name) for w in wide)
        name, text = self.text(row, LEVEL_NAME), self.text(row, LEVEL_TEXT)
        return (FoundLevel(line(name, 60), text),) if name or text else ()

    @property
    def skipped(self) -> list[str]:
        """The headings of the columns that are not used."""
        return [self.headings[place] for place in self.of(SKIP)]


def columns_of(head: Sequence[str], body: Sequence[Sequence[str]], answers: Answers) -> Columns:
    """The columns as answered, otherwise as suggested. Raises WrongUse for a role there is not."""
    roles = []
    for question, heading in zip(row_questions(head, body), head, strict=True):
        given = answers.get(question.code) or answers.get(f"column:{heading}") or question.suggested
        if given[0] not in ROLES:
            raise WrongUse(f"{given[0]!r} is nothing a column can be. It can be: {', '.join(ROLES)}.", "column-role")
        roles.append(given[0])
    return Columns(tuple(head), tuple(roles))


def row_questions(head: Sequence[str], body: Sequence[Sequence[str]]) -> tuple[Question, ...]:
    """What each column is; `column:3` for the third."""
    choices = tuple(Choice(role, words) for role, words in ROLES.items())
    suggested = _suggested(head, body)
    return tuple(
        Question(f"column:{place}", f"What is the column {heading or place}?", choices, suggested=(role,))
        for place, (heading, role) in enumerate(zip(head, suggested, strict=True), start=1)
    )


def order_question(head: Sequence[str], columns: Columns) -> Question:
    """Which way round the levels stand."""
    places = columns.of(LEVEL)
    first, last = head[places[0]].lower(), head[places[-1]].lower()
    numbers = [_NUMBER.search(text) for text in (first, last)]
    falling = bool(_HIGH_WORDS.search(first)) and not _HIGH_WORDS.search(last)
    if numbers[0] and numbers[1]:
        falling = float(numbers[0][0].replace(",", ".")) > float(numbers[1][0].replace(",", "."))
    choices = tuple(Choice(each, each) for each in (LOWEST_FIRST, HIGHEST_FIRST))
    words = "Which way round do the levels stand, from left to right?"
    return Question("order", words, choices, suggested=(HIGHEST_FIRST if falling else LOWEST_FIRST,))


def _suggested(head: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    """From the headings; what is unknown and stands to the right of the strand is taken for a level."""
    roles = [_by_heading(heading) for heading in head]
    for single in ("aspect", "code", "strand", LEVEL_NAME, LEVEL_TEXT):
        for place in [place for place, role in enumerate(roles) if role == single][1:]:
            roles[place] = ""
    if "strand" not in roles:
        free = [place for place, role in enumerate(roles) if not role or role == "question"]
        if free:
            roles[free[0]] = "strand"
    start = roles.index("strand") if "strand" in roles else 0
    long = LEVEL_TEXT in roles and LEVEL_NAME in roles
    for place, role in enumerate(roles):
        if not role:
            filled = any(row[place] for row in body)
            roles[place] = LEVEL if place > start and filled and head[place] and not long else SKIP
    if roles.count(LEVEL) == 1:
        roles[roles.index(LEVEL)] = SKIP
    return [_lone(role, long) for role in roles]


def _lone(role: str, long: bool) -> str:
    return SKIP if role in (LEVEL_NAME, LEVEL_TEXT) and not long else role


def _by_heading(heading: str) -> str:
    text = line(heading).lower().strip(" :*")
    return next((role for role, pattern in _HEADINGS if re.fullmatch(pattern, text)), "")
