"""Three clashes of the invented assessment, and a settling service that remembers what was decided."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.journal.clash import Clash, ClashKind, Decision, Side
from assessor_app.domain.journal.operation import Json
from assessor_app.errors import AssayError
from tests.ui.assessment_sample import CULTURE, ME, NOW, assessment, done, failed, scheme

STRAND = f"assessment/a1/strand/{CULTURE}"
BEFORE = "Extend it to other subjects and give coaches time to prepare."
MINE = "Extend it to the foundation subjects by summer and give coaches time to prepare."
THEIRS = "Extend it to other subjects and protect one hour a week for coaches to prepare."


def side(value: Json, words: str, mine: bool) -> Side:
    return Side(value, words, "Amara Okafor" if mine else "David Llewellyn", NOW - timedelta(hours=1), mine)


def clash(  # noqa: PLR0917  a clash is these facts
    entity: str, name: str, kind: ClashKind, what: str, mine: Json, theirs: Json, before: Json = None, owner: str = ""
) -> Clash:
    sides = (side(mine, str(mine), True), side(theirs, str(theirs), False))
    at = NOW - timedelta(days=2) if before is not None else None
    return Clash(f"x/{name}", entity, name, kind, "Evaluating impact: culture", what, sides, before, str(before), at,
                 owner, ("op1", "op2"))  # fmt: skip


TEXT = clash(STRAND, "develop", ClashKind.TEXT, "Areas for development", MINE, THEIRS, BEFORE)
LEVEL = clash(f"{STRAND}/judgement/{ME}", "level", ClashKind.LEVEL, "Judgement", "enhancing", "embedded", owner=ME)
FLAG = clash(STRAND, "flagged", ClashKind.CHOICE, "Flag", True, False)
OTHERS = clash(f"{STRAND}/judgement/P-2", "level", ClashKind.LEVEL, "Judgement", "enhancing", "embedded", owner="P-2")


@dataclass
class FakeSettling:
    """Answers like the real service."""

    open: tuple[Clash, ...] = ()
    settled: list[tuple[Decision, ...]] = field(default_factory=list)
    error: AssayError | None = None

    def clashes(self, _assessment: str) -> tuple[Clash, ...]:
        return self.open

    def outlook_with(self, _assessment: str, decisions: Sequence[Decision]) -> Outlook:
        levels: dict[str, Any] = dict(assessment().levels_of(ME))
        for each in decisions:
            if each.field == "level":
                levels[CULTURE] = each.value
        return outlook(scheme(), levels)

    def settle(self, _assessment: str, decisions: Sequence[Decision]) -> "Future[Any]":
        if self.error:
            return failed(self.error)
        self.settled.append(tuple(decisions))
        places = {(each.entity, each.field) for each in decisions}
        self.open = tuple(each for each in self.open if (each.entity, each.field) not in places)
        return done(len(self.open))
