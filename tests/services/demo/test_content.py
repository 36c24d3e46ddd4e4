"""The invented school holds together: its evidence exists, its texts refer to it, its levels lead where they should."""

import re
from datetime import date

import pytest

from assessor_app.domain.assessment.assessment import NoteKind
from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.paths import resources
from assessor_app.schemes.loading import load_shipped
from assessor_app.services.demo.content import DemoContent, demo_content
from assessor_app.services.demo.demo import Demo

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    """The demo's mark."""
    return load_shipped("pdqm")


@pytest.fixture(scope="module")
def content() -> DemoContent:
    """The demo as of a fixed day."""
    return demo_content("pdqm", TODAY)


def test_every_strand_is_answered_and_judged_in_the_rubrics_order(scheme: Scheme, content: DemoContent) -> None:
    order = [strand.id for strand in scheme.strands]
    assert [answer.strand for answer in content.answers.strands] == order
    assert [found.strand for found in content.strands] == order
    levels = {level.id for level in scheme.levels}
    assert {found.level for found in content.strands} <= levels
    assert {answer.level for answer in content.answers.strands} <= levels


def test_the_visit_stands_one_strand_short_of_gold(scheme: Scheme, content: DemoContent) -> None:
    levels: dict[str, str | None] = {found.strand: found.level for found in content.strands}
    seen = outlook(scheme, levels)
    assert seen.sentence == "Silver now. 1 strand short of Gold in Evaluating impact."
    assert seen.change_sentence == "Gold needs Embedded in Culture or Best value."
    left = outlook(scheme, levels | {content.left_open: None})
    assert (left.judged, left.sentence) == (15, seen.sentence)
    assert left.open_sentence == "The strand still to judge cannot change the outcome."


def test_the_schools_texts_are_as_long_as_schools_write_them(content: DemoContent) -> None:
    lengths = [len(answer.text.split()) for answer in content.answers.strands]
    assert [length for length in lengths if not 40 <= length <= 70] == []


def test_every_judgement_has_a_reason_that_continues_because(content: DemoContent) -> None:
    for found in content.strands:
        reason = found.texts["reason"]
        assert reason[0].islower()
        assert reason.endswith(".")
        assert {"saw", "effect", "strengths"} <= set(found.texts)


def test_every_reference_leads_to_the_evidence_list(content: DemoContent) -> None:
    codes = {row.code for row in content.answers.evidence}
    texts = " ".join(text for found in content.strands for text in found.texts.values())
    assert set(re.findall(r"\bE\d+", texts)) <= codes
    assert {code for answer in content.answers.strands for code in answer.evidence} == codes


def test_the_evidence_files_ship_and_are_small(content: DemoContent) -> None:
    folder = resources() / "demo" / "evidence"
    assert sorted(content.files) == sorted(file.name for file in folder.iterdir())
    assert sum((folder / name).stat().st_size for name in content.files) < 300_000
    assert {name.rpartition(".")[2] for name in content.files} == {"pdf", "png", "xlsx", "csv", "txt"}


def test_notes_flags_and_actions_are_about_strands_of_the_mark(scheme: Scheme, content: DemoContent) -> None:
    ids = {strand.id for strand in scheme.strands}
    assert {note.strand for note in content.notes} <= ids | {""}, "a note without a strand waits to be tagged"
    assert {*content.flagged, content.left_open} <= ids
    assert {action.strand for action in content.answers.actions} <= ids
    assert {note.kind for note in content.notes} <= {kind.value for kind in NoteKind}


def test_both_debriefs_have_listeners_and_an_answer(scheme: Scheme, content: DemoContent) -> None:
    sessions = [session.id for session in scheme.debriefs]
    assert list(content.listeners) == list(content.replies) == sessions
    assert all(content.listeners.values())


def test_dates_are_counted_from_the_day_it_is_built(content: DemoContent) -> None:
    later = demo_content("pdqm", date(2027, 11, 22))
    assert content.answers.completed_on == "2026-11-08"
    assert later.answers.completed_on == "2027-11-08"
    assert max(row.dated for row in content.answers.evidence) == "2026-11-22"


def test_four_other_visits_lie_before_and_after_today(scheme: Scheme, content: DemoContent) -> None:
    assert len(content.others) == 4
    assert min(visit.days for visit in content.others) < 0 < max(visit.days for visit in content.others)
    assert all(0 <= visit.judged <= len(list(scheme.strands)) for visit in content.others)


def test_the_demo_says_how_to_open_it_and_where_the_offices_passphrase_lies() -> None:
    made = Demo("demo", ("lead", "office"), "", "demo/office-passphrase.txt")
    assert made.lines[:2] == ["assessor-app --profile demo/lead", "assessor-app --profile demo/office"]
    assert made.lines[2].endswith("demo/office-passphrase.txt")
