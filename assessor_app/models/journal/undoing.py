"""Undo and redo from the journal: the former value is written again, as an ordinary operation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessor_app.domain.journal.change import Undone, words_of
from assessor_app.domain.journal.operation import CurrentValue, Json, Operation, canonical_json, field_state
from assessor_app.domain.journal.record import lane_of, place_of
from assessor_app.models.database import statements as sql
from assessor_app.models.journal import journal

if TYPE_CHECKING:
    from assessor_app.models.journal.writing import Writing

Check = Callable[[str, str], None]
"""Entity and field that a step would change; raises Refused for what must stay as it is."""

_WHOLE_THINGS = frozenset({"note", "local_note", "visit_session", "evidence", "debrief_point", "debrief_listener"})
"""Kinds that a person adds as a whole: undoing the addition deletes the thing, and keeps its fields."""


@dataclass(frozen=True, slots=True)
class _Flip:
    """One field to set back (or again). stands: the value it must have now; target: the value it gets."""

    entity: str
    field: str
    stands: Json
    target: Json


def anything(_entity: str, _field: str) -> None:
    """A check that refuses nothing."""


def flip(writing: "Writing", assessment: str, undo: bool, check: Check) -> Undone | None:
    """Take back the newest own step that still stands (or redo the oldest one undone); None when there is none.

    A step that somebody else's change has replaced since is passed over and forgotten.
    """
    query = sql.STEPS_TO_UNDO if undo else sql.STEPS_TO_REDO
    own = {"device": writing.hand.device, "assessment": assessment}
    passed = 0
    for number, operations in writing.connection.exec_driver_sql(query, own).fetchall():
        numbers = [int(part) for part in operations.split(",")]
        flips = _flips(writing, numbers, undo)
        step = {**own, "number": number}
        if flips and all(_stands(writing, each) for each in flips):
            for each in flips:
                check(each.entity, each.field)
            shared = any(_is_shared(writing, each) for each in numbers)
            done = [_write(writing, each) for each in flips]
            writing.connection.exec_driver_sql(sql.MARK_STEP, {**step, "undone": int(undo)})
            writing.hand.settled.discard(assessment)
            return replace(done[0], shared=shared, passed=passed)
        passed += bool(flips)
        writing.connection.exec_driver_sql(sql.DROP_STEP, step)
    return None


def _flips(writing: "Writing", numbers: Sequence[int], undo: bool) -> list[_Flip]:
    operations = [
        journal.operation_of(writing.connection.exec_driver_sql(sql.BODY_OF_NUMBER, {"number": number}).scalar_one())
        for number in numbers
    ]
    flips: dict[tuple[str, str], _Flip] = {}
    for operation in operations:
        if _begins(writing, operation, numbers):
            flips[operation.entity, "deleted"] = _Flip(operation.entity, "deleted", not undo, undo)
            continue
        place = (operation.entity, operation.field)
        before = flips[place].target if place in flips else _before(writing, operation)
        flips[place] = _Flip(*place, operation.value, before)
    return [each if undo or each.field == "deleted" else _turned(each) for each in flips.values()]


def _is_shared(writing: "Writing", number: int) -> bool:
    operation = journal.operation_of(
        writing.connection.exec_driver_sql(sql.BODY_OF_NUMBER, {"number": number}).scalar_one()
    )
    return operation.seq <= journal.last_sealed(writing.connection, operation.lane, writing.hand.device)


def _turned(each: _Flip) -> _Flip:
    return _Flip(each.entity, each.field, each.target, each.stands)


def _begins(writing: "Writing", operation: Operation, numbers: Sequence[int]) -> bool:
    if place_of(operation.entity).kind.table not in _WHOLE_THINGS:
        return False
    place = {"lane": operation.lane, "entity": operation.entity}
    first = writing.connection.exec_driver_sql(sql.FIRST_OF_ENTITY, place).scalar_one()
    return int(first) in numbers


def _before(writing: "Writing", operation: Operation) -> Json:
    bodies = [
        row[0]
        for parent in operation.parents
        for row in writing.connection.exec_driver_sql(sql.BODY_OF_ID, {"id": parent}).fetchall()
    ]
    # A deletion also names what it had seen of the thing's other fields.
    place = (operation.entity, operation.field)
    found = [each for each in map(journal.operation_of, bodies) if (each.entity, each.field) == place]
    return field_state(CurrentValue(each.id, each.value, each.actor, each.hlc) for each in found).shown


def _stands(writing: "Writing", each: _Flip) -> bool:
    lane = lane_of(each.entity, each.field)
    heads = journal.heads_of(writing.connection, lane, each.entity, each.field)
    if each.field == "deleted" and each.stands is False:
        own = {"lane": lane, "entity": each.entity, "device": writing.hand.device}
        others = writing.connection.exec_driver_sql(sql.HEADS_OF_OTHERS, own).scalar_one()
        return not others and not any(head.value for head in heads)
    return (
        len(heads) == 1 and writing.is_own(heads[0]) and canonical_json(heads[0].value) == canonical_json(each.stands)
    )


def _write(writing: "Writing", each: _Flip) -> Undone:
    state = writing.set_again(each.entity, each.field, each.target)
    return Undone(words_of(each.entity, each.field), each.entity, each.field, state.shown, state)
