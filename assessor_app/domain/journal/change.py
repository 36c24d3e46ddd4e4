"""What has happened to a record, for history, undo and import."""

from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.journal.operation import FieldState, Json
from assessor_app.domain.journal.record import place_of


@dataclass(frozen=True, slots=True)
class Change:
    """One operation as a line of history.

    actor: person id; at: UTC, by the clock of the device that made it; before: what its author had on screen
    (None when the field was empty); superseded: False while its value is still current; settled: its author had
    several different values on screen and chose.
    """

    operation: str
    device: str
    actor: str
    at: datetime
    entity: str
    field: str
    before: Json
    after: Json
    superseded: bool
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which people set different values without having seen each other's. before: what both had seen;
    before_at: when that was written, None when they had seen nothing in common."""

    entity: str
    field: str
    state: FieldState
    before: Json
    before_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did. words: what was changed, as a noun; value: the field's value now; shared: what was
    taken back has left this computer already, so others see the change with the next bundle; passed: how many newer
    changes were left alone because somebody has replaced them since."""

    words: str
    entity: str
    field: str
    value: Json
    state: FieldState
    shared: bool = False
    passed: int = 0

    @property
    def remarks(self) -> str:
        """What a person should know beside the words, each sentence after a space; empty when there is nothing."""
        passed = " A newer change was left alone: somebody has replaced it since." if self.passed else ""
        return passed + (" It had been shared, so the others see this with the next bundle." if self.shared else "")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an import did. segments: new ones; known: ones that were here already and were skipped;
    operations: new ones; conflicts: fields (entity, field) touched by this import that are in conflict now."""

    segments: int
    known: int
    operations: int
    assessments: tuple[str, ...]
    conflicts: tuple[tuple[str, str], ...]


_WORDS = {
    ("judgement", "level"): "judgement",
    ("judgement", "reason"): "reason for the level",
    ("agreed", "level"): "agreed level",
    ("agreed", "reason"): "what settled it",
    ("agreed", "panel"): "question to the panel",
    ("agreed", "together"): "agreement at one table",
    ("agreed_by", "level"): "agreement to a level",
    ("counter_signature", "signed_at"): "verifier's signature on the report",
    ("second_mark", "sealed_at"): "seal on the second mark",
    ("institution", "name"): "name of the institution",
    ("institution", "reference"): "reference of the institution",
    ("institution", "name_language"): "language of the institution's name",
    ("assessment", "language"): "language of the report",
    ("strand_record", "school_level"): "the school's own level",
    ("strand_record", "school_text"): "what the school wrote",
    ("strand_record", "school_evidence"): "evidence the school names",
    ("strand_record", "school_confidence"): "how sure the school is",
    ("strand_record", "reason"): "reason for the level",
    ("strand_record", "saw"): "what was seen",
    ("strand_record", "develop"): "areas for development",
    ("strand_record", "flagged"): "flag",
    ("assessment", "visit_on"): "date of the visit",
    ("assessment", "visit_from"): "start of the visit",
    ("assessment", "visit_until"): "end of the visit",
    ("assessment", "panel_on"): "date of the panel",
    ("assessment", "lead_name"): "lead assessor",
    ("assessment", "verifier_name"): "verifier",
    ("submission", "file_name"): "workbook",
    ("evidence", "title"): "title of the evidence",
    ("evidence", "file_name"): "file of the evidence",
    ("evidence", "strands"): "strands of the evidence",
    ("evidence", "opened"): "opened mark",
    ("action", "text"): "action",
    ("action", "lead"): "who leads the action",
    ("action", "due"): "date of the action",
    ("action", "success"): "how the action is known to have worked",
    ("note", "note_kind"): "kind of note",
    ("note", "strand"): "strand of the note",
    ("debrief", "reply"): "what they said",
    ("debrief", "finished_at"): "end of the debrief",
    ("debrief_point", "said"): "said mark",
    ("debrief_point", "position"): "order of points",
    ("debrief_point", "leaders_only"): "leaders only mark",
    ("debrief_listener", "heard_at"): "heard mark",
    ("report", "signed_at"): "signature",
    ("report", "reopened_at"): "new version",
    ("note", "settled"): "answered mark",
    ("local_note", "note_kind"): "kind of note",
    ("local_note", "strand"): "strand of the note",
    ("local_note", "settled"): "answered mark",
    ("visit_session", "title"): "line of the timetable",
    ("visit_session", "starts"): "start of a session",
    ("visit_session", "ends"): "planned end of a session",
    ("visit_session", "people"): "people of a session",
    ("visit_session", "room"): "room of a session",
    ("visit_session", "ended_at"): "end of a session",
    ("ledger", "sealed_at"): "seal on the evidence",
    ("written_section", "text"): "section of the report",
    ("assessment", "route"): "kind of assessment",
    ("cycle_fact", "value"): "fact of the cycle",
    ("cycle_fact", "happened_on"): "day of a fact",
    ("stage_end", "done_on"): "end of a stage",
    ("stage_end", "left_out"): "stage left out",
    ("form_row", "position"): "row of a form",
    ("form_row", "deleted"): "row of a form",
    ("form_value", "value"): "answer in a form",
    ("commitment", "signed_on"): "signed commitment",
    ("interest", "conflict"): "declaration of interests",
    ("panel_decision", "outcome"): "decision of the panel",
    ("panel_decision", "members"): "members of the panel",
    ("panel_decision", "decided_on"): "day of the panel",
    ("assessment", "panel_notes"): "notes of the panel",
    ("assessment", "panel_members"): "who is at the panel",
    ("plan_item", "half_way"): "half-way note",
    ("plan_item", "impact"): "evidence of impact",
    ("judgement", "wording"): "judgement of the same level again",
    ("assessment", "edition"): "edition",
    ("award", "given_on"): "award",
    ("award", "outcome_name"): "outcome of the award",
    ("award", "until_on"): "end of the award",
    ("award", "certificate_on"): "certificate",
    ("award", "published_on"): "publication of the award",
    ("award", "renewal_asked_on"): "letter about renewal",
    ("withdrawal", "said_at"): "withdrawal of the award",
    ("concern", "received_on"): "complaint or appeal",
    ("concern", "closed_on"): "end of a complaint or appeal",
    ("concern_step", "done_on"): "step of a complaint or appeal",
}
_WORDS_OF_A_THING = {
    "note": "note",
    "local_note": "note that stays here",
    "visit_session": "line of the timetable",
    "debrief_point": "debrief point",
    "debrief_listener": "listener",
    "evidence": "piece of evidence",
    "action": "action",
    "advice": "advice before the visit",
    "plan_item": "item of the last action plan",
}


def words_of(entity: str, field: str) -> str:
    """A noun for a field, for "Undid: ..."; a whole thing is named when it was added or deleted."""
    table = place_of(entity).kind.table
    if table in _WORDS_OF_A_THING and field in ("deleted", "text", "name"):
        return _WORDS_OF_A_THING[table]
    return _WORDS.get((table, field), field.replace("_", " "))
