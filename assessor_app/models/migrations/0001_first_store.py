"""The first store: journal, heads, segments, files, undo steps, and one table a kind of entity.

Literal DDL, never generated from today's classes: a migration must do tomorrow what it does today. Words in braces
stand for what databases spell differently (`dialect.DDL_WORDS`).
"""

STATEMENTS = (
    """
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
){compact}
""",
    """
CREATE TABLE operation (
    number {number},
    id TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    lane TEXT NOT NULL,
    seq BIGINT NOT NULL,
    actor TEXT NOT NULL,
    hlc BIGINT NOT NULL,
    entity TEXT NOT NULL,
    field TEXT NOT NULL,
    body TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    UNIQUE (lane, device, seq)
)
""",
    """
CREATE TABLE operation_parent (
    operation BIGINT NOT NULL REFERENCES operation (number),
    parent TEXT NOT NULL,
    PRIMARY KEY (operation, parent)
){compact}
""",
    "CREATE INDEX operation_parent_parent ON operation_parent (parent)",
    """
CREATE TABLE head (
    lane TEXT NOT NULL,
    entity TEXT NOT NULL,
    field TEXT NOT NULL,
    operation BIGINT NOT NULL REFERENCES operation (number),
    PRIMARY KEY (lane, entity, field, operation)
){compact}
""",
    """
CREATE TABLE segment (
    sha256 TEXT NOT NULL PRIMARY KEY,
    lane TEXT NOT NULL,
    device TEXT NOT NULL,
    first_seq BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    prev TEXT NOT NULL,
    actor TEXT NOT NULL,
    manifest {bytes} NOT NULL,
    signature {bytes} NOT NULL,
    received_at TEXT NOT NULL,
    UNIQUE (lane, device, first_seq)
)
""",
    """
CREATE TABLE blob (
    sha256 TEXT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL
){compact}
""",
    """
CREATE TABLE step (
    device TEXT NOT NULL,
    assessment TEXT NOT NULL,
    number BIGINT NOT NULL,
    undone INTEGER NOT NULL,
    operations TEXT NOT NULL,
    PRIMARY KEY (device, assessment, number)
){compact}
""",
    """
CREATE TABLE receipt (
    sha256 TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    signer_name TEXT NOT NULL,
    signer_key TEXT NOT NULL,
    made TEXT NOT NULL,
    content {bytes} NOT NULL,
    signature {bytes} NOT NULL,
    received_at TEXT NOT NULL
)
""",
    """
CREATE TABLE sent (
    lane TEXT NOT NULL,
    device TEXT NOT NULL,
    last_seq BIGINT NOT NULL,
    PRIMARY KEY (lane, device)
){compact}
""",
    """
CREATE TABLE exchange (
    number {number},
    device TEXT NOT NULL,
    at TEXT NOT NULL,
    act TEXT NOT NULL,
    file TEXT NOT NULL,
    finished INTEGER NOT NULL,
    body TEXT NOT NULL
)
""",
    """
CREATE TABLE "institution" (
    "institution" TEXT NOT NULL,
    "name" TEXT,
    "place" TEXT,
    "nation" TEXT,
    "setting" TEXT,
    "reference" TEXT,
    "name_language" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("institution")
){compact}
""",
    """
CREATE TABLE "assessment" (
    "assessment" TEXT NOT NULL,
    "scheme" TEXT,
    "edition" TEXT,
    "scheme_sha256" TEXT,
    "scheme_title" TEXT,
    "strand_count" BIGINT,
    "institution" TEXT,
    "reference" TEXT,
    "purpose" TEXT,
    "route" TEXT,
    "follows" TEXT,
    "visit_on" TEXT,
    "visit_from" TEXT,
    "visit_until" TEXT,
    "panel_on" TEXT,
    "lead" TEXT,
    "lead_name" TEXT,
    "verifier" TEXT,
    "verifier_name" TEXT,
    "stage" TEXT,
    "summary" TEXT,
    "capture_draft" TEXT,
    "language" TEXT,
    "panel_notes" TEXT,
    "panel_members" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment")
){compact}
""",
    """
CREATE TABLE "submission" (
    "assessment" TEXT NOT NULL,
    "submission" TEXT NOT NULL,
    "file_sha256" TEXT,
    "file_size" BIGINT,
    "file_name" TEXT,
    "completed_by" TEXT,
    "completed_on" TEXT,
    "loaded_at" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "submission")
){compact}
""",
    """
CREATE TABLE "strand_record" (
    "assessment" TEXT NOT NULL,
    "strand" TEXT NOT NULL,
    "school_level" TEXT,
    "school_text" TEXT,
    "school_evidence" TEXT,
    "school_confidence" BIGINT,
    "reason" TEXT,
    "saw" TEXT,
    "effect" TEXT,
    "strengths" TEXT,
    "develop" TEXT,
    "flagged" INTEGER,
    "working_notes" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "strand")
){compact}
""",
    """
CREATE TABLE "judgement" (
    "assessment" TEXT NOT NULL,
    "strand" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "level" TEXT,
    "wording" TEXT,
    "reason" TEXT,
    "saw" TEXT,
    "effect" TEXT,
    "strengths" TEXT,
    "develop" TEXT,
    "flagged" INTEGER,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "strand", "person")
){compact}
""",
    """
CREATE TABLE "second_mark" (
    "assessment" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "sealed_at" TEXT,
    "signer_name" TEXT,
    "key_fingerprint" TEXT,
    "file_sha256" TEXT,
    "file_size" BIGINT,
    "marks" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "person")
){compact}
""",
    """
CREATE TABLE "agreed" (
    "assessment" TEXT NOT NULL,
    "strand" TEXT NOT NULL,
    "level" TEXT,
    "reason" TEXT,
    "panel" INTEGER,
    "together" INTEGER,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "strand")
){compact}
""",
    """
CREATE TABLE "agreed_by" (
    "assessment" TEXT NOT NULL,
    "strand" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "level" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "strand", "person")
){compact}
""",
    """
CREATE TABLE "counter_signature" (
    "assessment" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "signed_at" TEXT,
    "signer_name" TEXT,
    "key_fingerprint" TEXT,
    "file_sha256" TEXT,
    "file_size" BIGINT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "version", "person")
){compact}
""",
    """
CREATE TABLE "evidence" (
    "assessment" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "code" TEXT,
    "title" TEXT,
    "location" TEXT,
    "evidence_kind" TEXT,
    "dated" TEXT,
    "received_on" TEXT,
    "source" TEXT,
    "strands" TEXT,
    "file_sha256" TEXT,
    "file_size" BIGINT,
    "file_name" TEXT,
    "media_type" TEXT,
    "added_at" TEXT,
    "added_by" TEXT,
    "opened" INTEGER,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "evidence")
){compact}
""",
    """
CREATE TABLE "action" (
    "assessment" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "code" TEXT,
    "strand" TEXT,
    "text" TEXT,
    "lead" TEXT,
    "due" TEXT,
    "success" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "action")
){compact}
""",
    """
CREATE TABLE "note" (
    "assessment" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "text" TEXT,
    "note_kind" TEXT,
    "strand" TEXT,
    "source" TEXT,
    "taken_at" TEXT,
    "session" TEXT,
    "picture" TEXT,
    "settled" INTEGER,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "note")
){compact}
""",
    """
CREATE TABLE "local_note" (
    "assessment" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "text" TEXT,
    "note_kind" TEXT,
    "strand" TEXT,
    "source" TEXT,
    "taken_at" TEXT,
    "session" TEXT,
    "settled" INTEGER,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "note")
){compact}
""",
    """
CREATE TABLE "visit_session" (
    "assessment" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "starts" TEXT,
    "ends" TEXT,
    "title" TEXT,
    "people" TEXT,
    "room" TEXT,
    "voice" TEXT,
    "ended_at" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "session")
){compact}
""",
    """
CREATE TABLE "ledger" (
    "assessment" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "sealed_at" TEXT,
    "signer_name" TEXT,
    "key_fingerprint" TEXT,
    "file_sha256" TEXT,
    "file_size" BIGINT,
    "covers" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "person")
){compact}
""",
    """
CREATE TABLE "debrief" (
    "assessment" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "reply" TEXT,
    "finished_at" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "session")
){compact}
""",
    """
CREATE TABLE "debrief_point" (
    "assessment" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "point" TEXT NOT NULL,
    "text" TEXT,
    "section" TEXT,
    "strand" TEXT,
    "origin" TEXT,
    "position" BIGINT,
    "said" INTEGER,
    "edited" INTEGER,
    "leaders_only" INTEGER,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "session", "point")
){compact}
""",
    """
CREATE TABLE "debrief_listener" (
    "assessment" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "listener" TEXT NOT NULL,
    "name" TEXT,
    "role" TEXT,
    "heard_at" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "session", "listener")
){compact}
""",
    """
CREATE TABLE "written_section" (
    "assessment" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "text" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "section")
){compact}
""",
    """
CREATE TABLE "practice_mark" (
    "assessment" TEXT NOT NULL,
    "strand" TEXT NOT NULL,
    "text" TEXT,
    "consent_by" TEXT,
    "consent_on" TEXT,
    "consent_until" TEXT,
    "published" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "strand")
){compact}
""",
    """
CREATE TABLE "practice" (
    "practice" TEXT NOT NULL,
    "text" TEXT,
    "scheme" TEXT,
    "strand" TEXT,
    "strand_title" TEXT,
    "setting" TEXT,
    "nation" TEXT,
    "until" TEXT,
    "checked_by" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("practice")
){compact}
""",
    """
CREATE TABLE "report" (
    "assessment" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "file_sha256" TEXT,
    "file_size" BIGINT,
    "fingerprint" TEXT,
    "signed_at" TEXT,
    "signer" TEXT,
    "signer_name" TEXT,
    "key_fingerprint" TEXT,
    "reopened_at" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "version")
){compact}
""",
    """
CREATE TABLE "cycle_fact" (
    "assessment" TEXT NOT NULL,
    "recorder" TEXT NOT NULL,
    "fact" TEXT NOT NULL,
    "value" TEXT,
    "happened_on" TEXT,
    "remark" TEXT,
    "recorded_by" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "recorder", "fact")
){compact}
""",
    """
CREATE TABLE "stage_end" (
    "assessment" TEXT NOT NULL,
    "recorder" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "done_on" TEXT,
    "left_out" INTEGER,
    "remark" TEXT,
    "recorded_by" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "recorder", "stage")
){compact}
""",
    """
CREATE TABLE "form_row" (
    "assessment" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "row" TEXT NOT NULL,
    "position" BIGINT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "form", "row")
){compact}
""",
    """
CREATE TABLE "form_value" (
    "assessment" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "row" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "value" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "form", "row", "field")
){compact}
""",
    """
CREATE TABLE "commitment" (
    "assessment" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    "signed_on" TEXT,
    "signed_by" TEXT,
    "recorded_by" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "commitment")
){compact}
""",
    """
CREATE TABLE "advice" (
    "assessment" TEXT NOT NULL,
    "advice" TEXT NOT NULL,
    "text" TEXT,
    "strand" TEXT,
    "evidence" TEXT,
    "given_on" TEXT,
    "given_by" TEXT,
    "given_by_name" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "advice")
){compact}
""",
    """
CREATE TABLE "interest" (
    "assessment" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "declared_on" TEXT,
    "name" TEXT,
    "conflict" INTEGER,
    "reason" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "person")
){compact}
""",
    """
CREATE TABLE "panel_decision" (
    "assessment" TEXT NOT NULL,
    "panel" TEXT NOT NULL,
    "decided_on" TEXT,
    "outcome" TEXT,
    "reason" TEXT,
    "members" TEXT,
    "absent" TEXT,
    "conflicts" TEXT,
    "recorded_by" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "panel")
){compact}
""",
    """
CREATE TABLE "plan_item" (
    "assessment" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "code" TEXT,
    "strand" TEXT,
    "text" TEXT,
    "lead" TEXT,
    "due" TEXT,
    "success" TEXT,
    "half_way" TEXT,
    "half_way_on" TEXT,
    "impact" TEXT,
    "evidence" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "item")
){compact}
""",
    """
CREATE TABLE "award" (
    "institution" TEXT NOT NULL,
    "award" TEXT NOT NULL,
    "scheme" TEXT,
    "edition" TEXT,
    "outcome" TEXT,
    "outcome_name" TEXT,
    "assessment" TEXT,
    "number" TEXT,
    "given_on" TEXT,
    "until_on" TEXT,
    "certificate_on" TEXT,
    "published_on" TEXT,
    "renewal_asked_on" TEXT,
    "recorded_by" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("institution", "award")
){compact}
""",
    """
CREATE TABLE "withdrawal" (
    "institution" TEXT NOT NULL,
    "award" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "said_at" TEXT,
    "name" TEXT,
    "reason" TEXT,
    "number" TEXT,
    "certificate_on" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("institution", "award", "person")
){compact}
""",
    """
CREATE TABLE "concern" (
    "assessment" TEXT NOT NULL,
    "concern" TEXT NOT NULL,
    "concern_kind" TEXT,
    "reference" TEXT,
    "received_on" TEXT,
    "from_name" TEXT,
    "from_contact" TEXT,
    "text" TEXT,
    "handler" TEXT,
    "handler_name" TEXT,
    "closed_on" TEXT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "concern")
){compact}
""",
    """
CREATE TABLE "concern_step" (
    "assessment" TEXT NOT NULL,
    "concern" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "done_on" TEXT,
    "text" TEXT,
    "recorded_by" TEXT,
    "letter_sha256" TEXT,
    "letter_size" BIGINT,
    "deleted" INTEGER,
    PRIMARY KEY ("assessment", "concern", "step")
){compact}
""",
)
