"""The one snapshot of an assessment that its screens share: shown at once, written behind, reloaded when told."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.assessment.assessment import (
    Assessment,
    Evidence,
    Judgement,
    Note,
    StrandRecord,
    WrittenSection,
)
from assessor_app.domain.award.facts import AwardFacts
from assessor_app.domain.award.outlook import Outlook
from assessor_app.domain.award.words import announcement
from assessor_app.domain.cycle.facts import award_facts
from assessor_app.domain.journal.clock import Clock, moment
from assessor_app.domain.journal.operation import UNSET, FieldState, Json
from assessor_app.domain.journal.record import place_of
from assessor_app.domain.scheme.edition import NOT_ENOUGH, NOT_ENOUGH_WORDS, Scheme
from assessor_app.domain.scheme.edition_bridge import wording_hash
from assessor_app.domain.visit.day import VisitSession
from assessor_app.domain.visit.ledger import SealedLedger
from assessor_app.errors import Refused
from assessor_app.ui.autosave import Autosave, Saving
from assessor_app.ui.drafts import FieldKey, TextWrite
from assessor_app.ui.pending import Pending, SavedField, UndoneField
from assessor_app.ui.ports import JudgingPort
from assessor_app.ui.screens.ordered_field import OrderedField

ComputeOutlook = Callable[[Scheme, Mapping[str, str | None], AwardFacts], Outlook]

TEXT_FIELDS = ("reason", "saw", "effect", "strengths", "develop", "working_notes")


class OpenAssessment(QObject):
    """An assessment being worked on by one person.

    Signals: `changed` (anything), `notes_changed` (only notes or timetable), `strand_changed` (one strand),
    `announced` (for screen readers), `said` (for all), `reload_wanted` (something changed that is not kept here).
    """

    changed = Signal()
    notes_changed = Signal()
    strand_changed = Signal(str)
    announced = Signal(str)
    said = Signal(str)
    reload_wanted = Signal()

    def __init__(
        self,
        value: Assessment,
        scheme: Scheme,
        person: str,
        judging: JudgingPort,
        compute_outlook: ComputeOutlook,
        clock: Clock,
    ) -> None:
        super().__init__()
        self.value, self.scheme, self.person = value, scheme, person
        self.read_only = False
        self.blind = False
        """A second mark is made: no outlook is told."""
        self.saving = Saving(self)
        self.autosave = Autosave(self._start_text, self.saving, parent=self)
        self.autosave.stored.connect(self._text_stored)
        self._judging, self._compute_outlook, self._clock = judging, compute_outlook, clock
        self._levels: dict[str, OrderedField] = {}
        self._flags: dict[str, OrderedField] = {}
        self._judged_last = ("", 0)
        self.saving.refused.connect(self._forget_last)

    @property
    def editable(self) -> bool:
        """False while the newest report is signed, and in a profile that cannot be written where it is."""
        return not (self.read_only or self.value.locked or self.sealed)

    @property
    def sealed(self) -> bool:
        """True once this person's second mark is sealed."""
        return any(mark.person == self.person for mark in self.value.second_marks)

    def now(self) -> str:
        """This moment as it stands in the record, "2026-11-22T11:42:00Z"."""
        return moment(self._clock())

    def judgement(self, strand: str) -> Judgement:
        """This person's judgement of a strand, as on screen."""
        return self.value.strand(strand).judgement_of(self.person)

    def outlook(self) -> Outlook:
        """The award outlook of what is on screen."""
        own = self.person != self.value.lead
        levels = self.value.levels_of(self.person) if own else self.value.decided_levels()
        return self._compute_outlook(self.scheme, levels, self.facts())

    def facts(self) -> AwardFacts:
        """What is known in this cycle beside the judgements, as of today."""
        return award_facts(self.scheme, self.value, self._clock().date())

    def judge(self, strand: str, level: str | None) -> None:
        """Judge a strand: on screen at once, written behind. Judging the same again does nothing."""
        held = self.judgement(strand)
        if not self.editable or held.level == level:
            return
        before = None if self.blind else self.outlook()
        field = self._levels.setdefault(strand, self._level_field(strand))
        field.put(level, held.level, held.state)
        if level == NOT_ENOUGH and not self.value.strand(strand).flagged:
            self.flag(strand, True)
            self._judged_last = (strand, self.saving.begun)  # the flag belongs to the judgement
        title = self.scheme.strand(strand).title
        words = self.level_words(level)
        told = f"{title}: {words}." if before is None else announcement(title, words, before, self.outlook())
        self.announced.emit(told)

    def can_take_back(self, strand: str) -> bool:
        """True while an undo would take back this person's judgement of this strand and nothing else."""
        return self.editable and self._judged_last == (strand, self.saving.begun) and not self.autosave.unsaved_texts()

    def _forget_last(self) -> None:
        self._judged_last = ("", 0)

    def level_words(self, level: str | None) -> str:
        """A level's name, or the words for an honest gap and for nothing yet."""
        if level is None:
            return "not judged"
        return NOT_ENOUGH_WORDS if level == NOT_ENOUGH else self.scheme.level(level).name

    def flag(self, strand: str, flagged: bool) -> None:
        """Mark a strand to come back to, or take the mark away."""
        record = self.value.strand(strand)
        if self.editable and record.flagged != flagged:
            field = self._flags.setdefault(strand, self._flag_field(strand))
            field.put(flagged, record.flagged, record.states.get("flagged", UNSET))

    def undo(self) -> None:
        """Take the last change of this assessment back and say which it was."""
        self._step(self._judging.undo, "Undid: {words}", "There is nothing to undo.")

    def redo(self) -> None:
        """Make the last undone change again."""
        self._step(self._judging.redo, "Did again: {words}", "There is nothing to redo.")

    def replace_value(self, value: Assessment) -> None:
        """Take a newly loaded snapshot; what is still on its way stays on screen."""
        self.value = value
        for strand, field in self._levels.items():
            if field.busy:
                self._show_level(strand, field.wanted, self.judgement(strand).state)
        self.changed.emit()

    def show_summary(self, text: str, state: FieldState, quietly: bool = False) -> None:
        """The summary of the report is stored. quietly: without telling anybody yet."""
        self.value = replace(self.value, summary=text, summary_state=state)
        if not quietly:
            self.changed.emit()

    def show_written(self, section: WrittenSection, quietly: bool = False) -> None:
        """What is written in a section of the report is stored. quietly: without telling anybody yet."""
        others = tuple(each for each in self.value.written if each.section != section.section)
        self.value = replace(self.value, written=(*others, section))
        if not quietly:
            self.changed.emit()

    def show_opened(self, piece: str) -> None:
        """A piece of evidence has been opened."""
        evidence = tuple(replace(each, opened=True) if each.id == piece else each for each in self.value.evidence)
        self.value = replace(self.value, evidence=evidence)
        self.changed.emit()

    def show_note(self, note: Note) -> None:
        """A note is stored: put it among the others, or in the place of what it was."""
        field = "local_notes" if note.local else "notes"
        before: tuple[Note, ...] = getattr(self.value, field)
        known = any(held.id == note.id for held in before)
        after = tuple(note if held.id == note.id else held for held in before) if known else (*before, note)
        self.value = replace(self.value, **{field: after})  # type: ignore[arg-type]
        self.notes_changed.emit()

    def show_picture(self, evidence: Evidence, note: Note) -> None:
        """A photo is stored: it is among the evidence and the notes."""
        self.value = replace(self.value, evidence=(*self.value.evidence, evidence), notes=(*self.value.notes, note))
        self.changed.emit()

    def show_sealed(self, ledger: SealedLedger) -> None:
        """The evidence is sealed."""
        self.value = replace(self.value, ledgers=(*self.value.ledgers, ledger))
        self.changed.emit()

    def drop_note(self, note: Note) -> None:
        """A note has been taken off the list."""
        kept = tuple(held for held in self.value.notes if held.id != note.id)
        local = tuple(held for held in self.value.local_notes if held.id != note.id)
        self.value = replace(self.value, notes=kept, local_notes=local)
        self.notes_changed.emit()

    def show_sessions(self, sessions: tuple[VisitSession, ...]) -> None:
        """The timetable is another one."""
        self.value = replace(self.value, sessions=sessions)
        self.notes_changed.emit()

    def replace_strand(self, record: StrandRecord) -> None:
        """Put one strand's record into the snapshot and show it."""
        self._keep_strand(record)
        self.strand_changed.emit(record.strand)

    def _keep_strand(self, record: StrandRecord) -> None:
        known = any(held.strand == record.strand for held in self.value.strands)
        strands = tuple(record if held.strand == record.strand else held for held in self.value.strands)
        self.value = replace(self.value, strands=strands if known else (*strands, record))

    def _step(self, step: Callable[[str], Pending[UndoneField | None]], words: str, nothing: str) -> None:
        if not self.editable:
            return
        self.autosave.flush()

        def stored(undone: UndoneField | None) -> None:
            if undone is None:
                self.said.emit(nothing)
                return
            self._apply(undone)
            self.said.emit(words.format(words=self._words_of(undone)) + undone.remarks)

        self.saving.follow(step(self.value.id), stored, self.said.emit, mildly=True)

    def _words_of(self, undone: UndoneField) -> str:
        key = place_of(undone.entity).key
        titles = {strand.id: strand.title for strand in self.scheme.strands}
        if len(key) < 2 or key[1] not in titles:
            return undone.words
        if undone.field == "flagged":
            return self.tr("flag on {strand}").format(strand=titles[key[1]])
        return self.tr("{words} of {strand}").format(words=undone.words, strand=titles[key[1]])

    def _apply(self, undone: UndoneField) -> None:
        place = place_of(undone.entity)
        strand = place.key[1] if len(place.key) > 1 else ""
        if place.kind.table == "judgement" and place.key[2] == self.person:
            if undone.field == "level":
                self._show_level(strand, undone.value, undone.state)
            else:
                self.reload_wanted.emit()
            return
        if place.kind.table == "strand_record" and undone.field in (*TEXT_FIELDS, "flagged"):
            self._show_field(strand, undone.field, undone.value, undone.state)
            return
        self.reload_wanted.emit()

    def _start_text(self, write: TextWrite) -> Pending[SavedField]:
        if not self.editable:
            raise Refused(
                "This report is signed, so the text was not saved. Copy it, then make a new version.", "signed"
            )
        strand, field = write.key
        return self._judging.write(self.value.id, strand, field, write.text, write.seen, write.growing)

    def _text_stored(self, strand: str, field: str, saved: SavedField) -> None:
        state = saved.state
        if state.in_conflict:
            # What arrived meanwhile must not replace the words under the caret, nor count as seen.
            state = FieldState(tuple(value for value in state.values if value.operation == saved.operation))
            self.reload_wanted.emit()
        record = self.value.strand(strand)
        clashed = record.states.get(field, UNSET).in_conflict
        changes = {field: str(state.shown or ""), "states": {**record.states, field: state}}
        self._keep_strand(replace(record, **changes))  # type: ignore[arg-type]
        if clashed:  # nothing else on screen shows a text that is being typed
            self.strand_changed.emit(strand)

    def text_to_show(self, key: FieldKey) -> str:
        """The text of a strand's field for a form that begins to edit it."""
        record = self.value.strand(key[0])
        return self.autosave.show_text(key, str(getattr(record, key[1])), record.states.get(key[1], UNSET))

    def _level_field(self, strand: str) -> OrderedField:
        def start(value: Json, seen: tuple[str, ...]) -> Pending[SavedField]:
            self._judged_last = (strand, self.saving.begun + 1)
            level = None if value is None else str(value)
            return self._judging.record(self.value.id, strand, level, seen, wording_hash(self.scheme, strand))

        def show(value: Json, state: FieldState) -> None:
            self._show_level(strand, value, state)
            if not field.busy and self.value.second_mark_hidden:  # it was perhaps the last one to judge alone
                self.reload_wanted.emit()

        field = OrderedField(self.saving, start, show)
        return field

    def _flag_field(self, strand: str) -> OrderedField:
        def start(value: Json, seen: tuple[str, ...]) -> Pending[SavedField]:
            return self._judging.flag(self.value.id, strand, bool(value), seen)

        return OrderedField(self.saving, start, lambda value, state: self._show_field(strand, "flagged", value, state))

    def _show_level(self, strand: str, value: Json, state: FieldState) -> None:
        record = self.value.strand(strand)
        before = record.judgement_of(self.person)
        level = None if value is None else str(value)
        moment = before.judged_at if before.level == level else self.now()
        mine = Judgement(self.person, level, moment, state)
        others = tuple(judgement for judgement in record.judgements if judgement.person != self.person)
        self.replace_strand(replace(record, judgements=(*others, mine)))

    def _show_field(self, strand: str, field: str, value: Json, state: FieldState) -> None:
        record = self.value.strand(strand)
        shown: bool | str = bool(value) if field == "flagged" else str(value or "")
        changes = {field: shown, "states": {**record.states, field: state}}
        self.replace_strand(replace(record, **changes))  # type: ignore[arg-type]
