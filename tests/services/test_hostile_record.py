"""Whatever somebody's changed program writes into the record, it opens, and every page and document of it is made."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assessor_app.domain.assessment.documents import DocumentKind
from assessor_app.domain.award.dues import award_dues
from assessor_app.domain.award.lines import state_of
from assessor_app.domain.cycle.facts import form_rows
from assessor_app.domain.journal.record_fields import KINDS
from assessor_app.domain.journal.record_kind import Form, Kind
from assessor_app.domain.people import Role
from assessor_app.models.journal.writing import Writing
from assessor_app.models.queries.award_rows import all_awards, latest_decisions
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace
from tests.tours import PASSPHRASE, the_tour

VALUES: dict[Form, tuple[Any, ...]] = {
    Form.TEXT: ("2026-13-45", "\u202e<b>x</b>\x07 =1+1 &amp; ]]>", "../../identity/vault", "x" * 20_000),
    Form.INTEGER: (0, -1, 2**62, 17),
    Form.FLAG: (True, False, True, False),
    Form.JSON: ({"a": {"b": [1]}}, 5, [1, 2, None, {"a": 1}], [["x"] * 3]),
}
CHOSEN = frozenset(
    {"deleted", "scheme", "edition", "scheme_sha256", "language", "level", "school_level", "institution"}
)
"""What chooses wording or a level: one that is not there is refused in a sentence."""


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Workplace]:
    shutil.copytree(the_tour()[0] / "tour" / "lead", tmp_path / "lead")
    workplace = open_profile(tmp_path / "lead", lambda: PASSPHRASE)
    workplace.store._hand.roles = frozenset(Role)
    workplace.reporting.begin_version(the_tour()[1].assessment)
    yield workplace
    workplace.close()


def entity(kind: Kind, record: Any, person: str) -> str:
    known = {"institution": record.institution.id, "assessment": record.id, "strand": record.strands[0].strand}
    known |= {"person": person, "recorder": "office", "fact": "fee-paid", "stage": "visit", "session": "leaders"}
    known |= {"form": "context", "row": "page", "field": "circumstances"}
    parts = kind.path.split("/")
    return "/".join(known.get(part[1:-1], "deadbeef" * 4) if part.startswith("{") else part for part in parts)


@pytest.mark.parametrize("number", range(2))
def test_nothing_that_was_written_keeps_the_record_from_being_read(lead: Workplace, number: int) -> None:
    visit = the_tour()[1].assessment
    record = lead.visits.open(visit)

    def spoil(writing: Writing) -> None:
        for kind in KINDS:
            for place, (field, form) in enumerate(kind.fields.items()):
                if field not in CHOSEN and kind.table != "report":
                    writing.set(entity(kind, record, lead.person.id), field, VALUES[form][(number + place) % 4])

        (award,) = (kind for kind in KINDS if kind.table == "award")
        writing.set(entity(award, record, lead.person.id), "given_on", "2026-11-20")  # or nothing of it is read

    lead.store.write(spoil).result()
    spoilt = lead.visits.open(visit)
    assert lead.visits.list()
    assert lead.visits.outlook(spoilt)
    assert lead.histories.entries(visit)
    assert lead.cycle.stages.progress(visit).stages
    assert lead.practice.entries() is not None
    assert lead.practice.marks(visit)
    assert [form_rows(form, spoilt) for form in lead.visits.scheme_of(spoilt).forms]
    assert lead.exchange.waiting(visit).changes
    with lead.store.read() as reading:
        assert latest_decisions(reading) is not None
        assert [state_of(held.award, None, date(2026, 11, 22)) for held in all_awards(reading)]
    assert award_dues(lead.visits.scheme_of(spoilt), spoilt, date(2026, 11, 22)) is not None
    assert lead.settling.clashes(visit) == ()
    assert lead.reporting.sections(visit)
    for kind in (DocumentKind.HTML, DocumentKind.CSV):
        assert lead.documents.make(kind, visit)


def test_a_time_that_is_none_is_shown_nowhere_and_keeps_what_has_happened(lead: Workplace) -> None:
    visit = the_tour()[1].assessment
    note = f"assessment/{visit}/note/{'deadbeef' * 4}"
    record, signed = lead.visits.open(visit), f"assessment/{visit}/report/1"
    others = ("20261122T114200.123Z", "2026-W47-7T11:42:00Z", "2026-11-22 11:42:00Z")  # which Python reads too
    edges = ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-13-45T10:00:00Z", "today", "2026-11-22")
    for words in (*edges, *others):

        def spoil(writing: Writing, words: str = words) -> None:
            writing.set(note, "text", "seen")
            writing.set(note, "taken_at", words)
            writing.set(signed, "signed_at", words)

        lead.store.write(spoil).result()
        spoilt = lead.visits.open(visit)
        assert [each.taken_at for each in spoilt.notes if each.id == "deadbeef" * 4] == [""]
        assert [each.signed_at for each in spoilt.reports] == ["1970-01-01T00:00:00Z"]
        assert spoilt.locked == record.locked


def test_what_is_no_hash_or_number_of_a_version_gets_into_no_register(lead: Workplace) -> None:
    reports = f"assessment/{the_tour()[1].assessment}/report"

    def spoil(writing: Writing) -> None:
        for version, sha256 in (("2", "Hollin Bank was declined"), ("3", "c" * 64), ("9" * 30, "d" * 64)):
            writing.set(f"{reports}/{version}", "file_sha256", sha256)
            writing.set(f"{reports}/{version}", "signed_at", "2026-11-22T11:42:00Z")

    lead.store.write(spoil).result()
    listed = lead.visits.replaced_reports()
    assert {each.replaced_by for each in listed} == {3}
    assert [each.sha256 for each in listed if not re.fullmatch("[0-9a-f]{64}", each.sha256)] == []
