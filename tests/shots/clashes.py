"""Changes that the lead and a colleague made without seeing each other's."""

from typing import Any

from assessor_app.domain.journal.clock import reading_of
from assessor_app.domain.journal.operation import Operation
from tests.models.test_exchange import crafted

DEVICE, COLLEAGUE = "f" * 16, "P-0000C0DE"
BEFORE = "Coaching is strong in English and maths. Extend it to other subjects and give coaches time to prepare."
MINE = (
    "Coaching is strong in English and maths. Extend it to the foundation subjects by summer and give coaches time "
    "to prepare."
)
THEIRS = (
    "Coaching is strong in English and maths. Extend it to other subjects and protect one hour a week for coaches to "
    "prepare."
)


def make_clashes(workplace: Any, visit: str) -> None:
    """Three clashes of a visit: a text, the lead's own judgement from two computers, and a flag."""
    if workplace.settling.clashes(visit):
        return
    lane, me = f"judgement/{visit}", workplace.person.id
    colleague = next((each.id for each in workplace.exchange.recipients() if each.id.startswith("P-")), COLLEAGUE)
    base = f"assessment/{visit}/strand"
    places = [
        (f"{base}/high-quality.culture", "develop", BEFORE, MINE, THEIRS, colleague),
        (f"{base}/leadership.best-value/judgement/{me}", "level", None, "enhancing", "embedded", me),
        (f"{base}/evaluating-impact.culture", "flagged", None, True, False, colleague),
    ]
    prev = ""
    for seq, (entity, field, before, mine, theirs, actor) in enumerate(places, start=1):
        seen = workplace.store.write(
            lambda w, e=entity, f=field, b=before: w.set(e, f, b, w.state(e, f).heads)
        ).result()
        workplace.store.write(lambda w, e=entity, f=field, v=mine: w.set(e, f, v)).result()
        hlc = max((value.hlc for value in seen.values), default=reading_of(workplace.visits._clock())) + 1
        segment = crafted(Operation(DEVICE, lane, seq, actor, hlc, entity, field, theirs, seen.heads), prev)
        workplace.store.write(lambda w, s=segment: w.take_in([s])).result()
        prev = segment.sha256
