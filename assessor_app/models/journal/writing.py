"""What a change may do to the store while it is being written. One transaction; all of it is kept or none."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from assessor_app.domain.exchange.segment import ReceivedSegment
from assessor_app.domain.journal.change import TakenIn, Undone
from assessor_app.domain.journal.clock import Clock, HybridClock, moment
from assessor_app.domain.journal.merging import DELETED, fields_beside
from assessor_app.domain.journal.operation import FieldState, Json, Operation, canonical_json
from assessor_app.domain.journal.record import check_value, lane_of, may_be_undone, place_of
from assessor_app.domain.journal.record_kind import LaneKind
from assessor_app.domain.journal.rights import may_change
from assessor_app.domain.people import Role
from assessor_app.errors import Refused
from assessor_app.models.database import statements as sql
from assessor_app.models.journal import journal, sealing, taking_in
from assessor_app.models.journal.deleting import deletion_state, project_deletion
from assessor_app.models.journal.journal import Head
from assessor_app.models.journal.projection import project
from assessor_app.models.journal.undoing import Check, anything, flip
from assessor_app.models.queries.reading import Reading


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes. person: the person id that operations carry; roles: what they may do by the office's roster."""

    person: str
    roles: frozenset[Role] = frozenset(Role)


@dataclass(slots=True)
class Hand:
    """What lasts from one write to the next: who writes, on which device, by which clock.

    grown: number of the stored operation that an id once named, for operations that have grown since;
    settled: assessments known to have nothing to redo.
    """

    device: str
    person: str
    now: Clock
    clock: HybridClock
    roles: frozenset[Role] = frozenset(Role)
    grown: dict[str, int] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)

    def forget(self) -> None:
        """Drop what was remembered of a transaction that was rolled back."""
        self.grown.clear()
        self.settled.clear()


class Writing:
    """The journal inside one write transaction. Not to be kept beyond it."""

    def __init__(self, connection: Connection, hand: Hand) -> None:
        self.connection = connection
        self.hand = hand
        self.recorded_at = moment(hand.now())
        self.wrote = ""
        """Id of the operation that the last `set` made or let grow."""
        self._steps: dict[str, list[int]] = {}
        self._undoable = True
        self.added: set[str] = set()
        """Facts of the visit that the person adds by hand in this transaction, so that undo takes them away again."""

    def set(
        self,
        entity: str,
        field: str,
        value: Json,
        seen: Sequence[str] | None = None,
        growing: str | None = None,
    ) -> FieldState:
        """Set a field and return its state.

        seen: the operations the person had on screen (`FieldState.on_screen`, or all `heads` to settle a conflict),
        None for what is shown now; what this person last wrote on this device counts as seen, unless it is the other
        side of a conflict. Setting `deleted` also names what was on screen of the entity's other fields.
        growing: the operation of the text being typed, as the last state named it: while it is current and in no
        segment its value is replaced, otherwise a new operation is made. Setting the value that stands there alone
        makes no operation.
        Raises WrongUse for an unknown field or a value of the wrong form, Refused for what this person's roles do not
        allow: everybody who received it would refuse all that was sent with it.
        """
        check_value(entity, field, value)
        lane = lane_of(entity, field)
        self._refuse_other_roles(entity, field, lane)
        heads = journal.heads_of(self.connection, lane, entity, field)
        if len(heads) == 1 and _is_same(heads[0].value, value) and not self._is_contested(entity, field):
            return journal.state_of(heads)
        open_head = self._open_head(lane, heads, growing)
        if open_head:
            return self._grow(open_head, heads, value)
        return self._add(lane, (entity, field), value, heads, seen)

    def state(self, entity: str, field: str) -> FieldState:
        """The present values of a field."""
        if field == DELETED:
            return deletion_state(self.connection, entity)
        return journal.state_of(journal.heads_of(self.connection, lane_of(entity, field), entity, field))

    def undo(self, assessment: str, check: Check = anything) -> Undone | None:
        """Take back this person's last change to an assessment that still stands; None when there is none.

        check: is asked of every entity and field that would change, and raises Refused for what must stay.
        """
        return flip(self, assessment, True, check)

    def redo(self, assessment: str, check: Check = anything) -> Undone | None:
        """Bring back what the last undo took away, unless something new was written since; None then. check: as in
        `undo`."""
        return flip(self, assessment, False, check)

    def set_again(self, entity: str, field: str, value: Json) -> FieldState:
        """Set a field as an undo or redo: like `set`, but not itself something to undo."""
        kept = {assessment: list(numbers) for assessment, numbers in self._steps.items()}
        state = self.set(entity, field, value)
        self._steps = kept
        return state

    def keep_from_undo(self) -> None:
        """Nothing of this transaction is for undo: the program wrote it, not the person."""
        self._undoable = False

    def forget_steps(self, assessment: str) -> None:
        """Nothing written before now can be undone: something final rests on it."""
        self.connection.exec_driver_sql(sql.FORGET_STEPS, {"device": self.hand.device, "assessment": assessment})
        self._steps.pop(assessment, None)

    def reading(self) -> Reading:
        """What is true inside this transaction, for queries."""
        return Reading(self.connection, self.hand.device)

    def locked(self, assessment: str) -> bool:
        """True while the newest report version is signed and no later one has been begun."""
        found = self.connection.exec_driver_sql(sql.REPORTS, {"assessment": assessment}).fetchall()
        return bool(found) and not max(found, key=lambda row: int(row[0]))[1]

    def register_blob(self, sha256: str, size: int) -> None:
        """Note a file that operations name, so that segments list it. size: bytes of its content."""
        self.connection.exec_driver_sql(sql.ADD_BLOB, {"sha256": sha256, "size": size})

    def kept(self, key: str, value: str) -> str:
        """What the store keeps under a key, which is `value` from now on where there was nothing."""
        self.connection.exec_driver_sql(sql.KEEP_META, {"key": key, "value": value})
        return str(self.connection.exec_driver_sql(sql.GET_META, {"key": key}).scalar_one())

    def seal(self, lanes: Sequence[str], sign: Callable[[bytes], bytes], realm: str, app: str) -> int:
        """Close what this device has written in these lanes into signed segments; how many were made.

        sign: gives the detached signature of a manifest's bytes; realm: see `Manifest`; app: name and version.
        Sealed operations never change again.
        """
        return sealing.seal(self, lanes, sign, realm, app)

    def take_in(self, segments: Sequence[ReceivedSegment]) -> TakenIn:
        """Add checked segments of other devices; see `taking_in.take_in`."""
        return taking_in.take_in(self, segments)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """A part of this transaction that a refusal undoes by itself; any other error ends the transaction."""
        self.connection.exec_driver_sql("SAVEPOINT apart")
        try:
            yield
        except Refused:
            self.connection.exec_driver_sql("ROLLBACK TO SAVEPOINT apart")
            raise
        self.connection.exec_driver_sql("RELEASE SAVEPOINT apart")

    def finish(self) -> None:
        """Record what one undo takes back: all that this transaction changed in an assessment."""
        for assessment, numbers in self._steps.items() if self._undoable else ():
            own = {"device": self.hand.device, "assessment": assessment}
            if assessment not in self.hand.settled:
                self.connection.exec_driver_sql(sql.DROP_UNDONE, own)
                self.hand.settled.add(assessment)
            if numbers:
                operations = ",".join(str(number) for number in numbers)
                self.connection.exec_driver_sql(sql.ADD_STEP, {**own, "number": numbers[0], "operations": operations})

    def is_own(self, head: Head) -> bool:
        """True for what was written here: one profile is one person's, even if the office has renamed them since."""
        return head.device == self.hand.device

    def _refuse_other_roles(self, entity: str, field_name: str, lane: str) -> None:
        stays_here = lane.partition("/")[0] in (LaneKind.PRIVATE.value, LaneKind.LOCAL.value)
        if not stays_here and not self.hand.roles & may_change(entity, field_name):
            needed = " or ".join(sorted(role.value for role in may_change(entity, field_name)))
            raise Refused(f"This takes the role {needed}, which is not yours. Nothing was changed.", "role")

    def _open_head(self, lane: str, heads: Sequence[Head], growing: str | None) -> Head | None:
        if growing is None:
            return None
        number = self.hand.grown.get(growing)
        found = next(
            (
                head
                for head in heads
                if self.is_own(head)
                and head.actor == self.hand.person
                and (head.id == growing or head.number == number)
            ),
            None,
        )
        if not found:
            return None
        sealed = journal.last_sealed(self.connection, lane, self.hand.device)
        return found if journal.operation_of(found.body).seq > sealed else None

    def _grow(self, head: Head, heads: Sequence[Head], value: Json) -> FieldState:
        operation = journal.operation_of(head.body)
        grown = replace(operation, value=value, hlc=self.hand.clock.tick())
        new = journal.grow(self.connection, head.number, grown, self.recorded_at)
        self.hand.grown[head.id] = head.number
        self._note_step(operation.entity, operation.field, None)
        return self._show(operation.entity, operation.field, [new, *(other for other in heads if other is not head)])

    def _add(
        self, lane: str, place: tuple[str, str], value: Json, heads: Sequence[Head], seen: Sequence[str] | None
    ) -> FieldState:
        entity, field_name = place
        for head in heads:
            self.hand.clock.adopt(head.hlc)
        replaced = self._replaced(heads, seen)
        operation = Operation(
            device=self.hand.device,
            lane=lane,
            seq=journal.next_seq(self.connection, lane, self.hand.device),
            actor=self.hand.person,
            hlc=self.hand.clock.tick(),
            entity=entity,
            field=field_name,
            value=value,
            parents=tuple(
                sorted(
                    {head.id for head in replaced} | self._seen_before(place, heads, seen) | self._beside(place, seen)
                )
            ),
        )
        new = journal.add(self.connection, operation, replaced, self.recorded_at)
        self._note_step(entity, field_name, new.number)
        return self._show(entity, field_name, [new, *(head for head in heads if head not in replaced)])

    def _is_contested(self, entity: str, field_name: str) -> bool:
        return field_name == DELETED and self.state(entity, field_name).in_conflict

    def _replaced(self, heads: Sequence[Head], seen: Sequence[str] | None) -> list[Head]:
        state = journal.state_of(heads)
        named = [head for head in heads if head.id in (state.on_screen if seen is None else seen)]
        if named and state.in_conflict:
            return named
        return [head for head in heads if head in named or self.is_own(head)]

    def _beside(self, place: tuple[str, str], seen: Sequence[str] | None) -> frozenset[str]:
        """What a deletion has seen of the entity's other fields."""
        entity, field_name = place
        if field_name != DELETED:
            return frozenset()
        heads = (
            head
            for name in fields_beside(entity)
            for head in journal.heads_of(self.connection, lane_of(entity, name), entity, name)
        )
        return frozenset(head.id for head in heads if seen is None or head.id in seen or self.is_own(head))

    def _seen_before(self, place: tuple[str, str], heads: Sequence[Head], seen: Sequence[str] | None) -> frozenset[str]:
        """Operations on screen that have been replaced since: naming them says what the author started from."""
        current = {head.id for head in heads}
        earlier = [identity for identity in seen or () if identity not in current]
        found = (
            self.connection.exec_driver_sql(sql.PLACE_OF_OPERATION, {"id": identity}).first() for identity in earlier
        )
        return frozenset(each for each, row in zip(earlier, found, strict=True) if row and tuple(row) == place)

    def _show(self, entity: str, field_name: str, heads: Sequence[Head]) -> FieldState:
        """Bring the tables up to date; `heads` begins with what was written now."""
        state = journal.state_of(heads)
        if field_name != DELETED:
            project(self.connection, entity, field_name, state.shown)
        weighed = project_deletion(self.connection, entity)
        self.wrote = heads[0].id
        return weighed if weighed and field_name == DELETED else state

    def _note_step(self, entity: str, field_name: str, number: int | None) -> None:
        if may_be_undone(entity, field_name) or entity in self.added:
            self._steps.setdefault(place_of(entity).key[0], []).extend([] if number is None else [number])


def _is_same(stored: Json, value: Json) -> bool:
    if isinstance(stored, str) or isinstance(value, str):
        return stored == value
    return canonical_json(stored) == canonical_json(value)  # to Python 1 and True are equal
