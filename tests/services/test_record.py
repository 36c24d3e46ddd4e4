"""Judging, debrief and upkeep through the services, on a profile of their own."""

from pathlib import Path

import pytest

from assessor_app.domain.database_place import DatabasePlace
from assessor_app.domain.scheme.edition import NOT_ENOUGH
from assessor_app.domain.visit.debrief import not_said
from assessor_app.errors import Refused, WrongUse
from assessor_app.services.documents import reporting
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.restoring import restore_profile
from assessor_app.services.visit.debriefs import debrief_of
from tests.tours import PASSPHRASE, copy_of_tour

pytestmark = pytest.mark.xdist_group("tour")
CULTURE = "evaluating-impact.culture"


@pytest.fixture(params=["sqlcipher", "postgresql"])
def profile(request, tmp_path: Path) -> Path:
    """The lead's profile, its record in a file or on a server."""
    lead = copy_of_tour(tmp_path / "tour") / "lead"
    if request.param == "postgresql":
        place = DatabasePlace(request.getfixturevalue("new_server_store")())
        open_profile(lead, lambda: PASSPHRASE, place).close()
    return lead


@pytest.fixture
def workplace(profile):
    opened = open_profile(profile, lambda: PASSPHRASE)
    assessment = opened.visits.list()[0].id
    opened.reporting.begin_version(assessment)
    yield opened
    opened.close()


@pytest.fixture
def assessment(workplace):
    return workplace.visits.list()[0].id


def level(workplace, assessment):
    return workplace.visits.open(assessment).strand(CULTURE).judgement_of(workplace.person.id).level


def test_not_enough_evidence_flags_the_strand_and_one_undo_takes_back_both(workplace, assessment):
    workplace.judging.flag(assessment, CULTURE, False, ()).result()
    workplace.judging.record(assessment, CULTURE, NOT_ENOUGH, ()).result()
    assert workplace.visits.open(assessment).strand(CULTURE).flagged
    assert workplace.judging.undo(assessment).result() is not None
    assert level(workplace, assessment) == "enhancing"
    assert not workplace.visits.open(assessment).strand(CULTURE).flagged


def test_undo_outlives_the_program(profile, workplace, assessment):
    workplace.judging.record(assessment, CULTURE, "developing", ()).result()
    workplace.close()
    again = open_profile(profile, lambda: PASSPHRASE)
    try:
        assert again.judging.undo(assessment).result() is not None
        assert level(again, assessment) == "enhancing"
    finally:
        again.close()


def test_a_text_being_typed_is_one_line_of_history(workplace, assessment):
    before = len(workplace.visits.history(assessment))
    growing, seen = None, ()
    for text in ("Te", "Teams", "Teams look"):
        saved = workplace.judging.write(assessment, CULTURE, "saw", text, seen, growing).result()
        growing, seen = saved.operation, saved.state.heads
    assert len(workplace.visits.history(assessment)) == before + 1
    assert workplace.visits.open(assessment).strand(CULTURE).saw == "Teams look"


def test_an_unknown_text_and_an_empty_note_are_refused(workplace, assessment):
    with pytest.raises(WrongUse):
        workplace.judging.write(assessment, CULTURE, "level", "x", (), None)
    with pytest.raises(WrongUse):
        workplace.visits.add_note(assessment, "  ", next(iter(workplace.visits.open(assessment).notes)).kind)


def test_a_debrief_point_follows_its_strand_until_it_is_said_or_edited(workplace, assessment):
    debriefs, judging = workplace.debriefs, workplace.judging
    open_points = [point for point in debriefs.prepare(assessment, "leaders").points if not point.said]
    followed, edited = [point for point in open_points if point.origin == "strengths"][:2]
    debriefs.edit_point(assessment, "leaders", edited.id, "In my own words.").result()
    for point in (followed, edited):
        judging.write(assessment, point.strand, "strengths", "Written anew.", (), None).result()
    now = {point.id: point.text for point in debriefs.prepare(assessment, "leaders").points}
    assert now[followed.id] == "Written anew."
    assert now[edited.id] == "In my own words."


def test_a_point_that_was_taken_off_does_not_come_back(workplace, assessment):
    point = workplace.debriefs.prepare(assessment, "staff").points[0].id
    workplace.debriefs.remove_point(assessment, "staff", point).result()
    assert point not in {one.id for one in workplace.debriefs.prepare(assessment, "staff").points}


def test_preparing_a_debrief_of_signed_work_changes_nothing(workplace, assessment):
    workplace.reporting.sign(assessment, PASSPHRASE)
    before = len(workplace.visits.history(assessment))
    assert workplace.debriefs.prepare(assessment, "leaders") == debrief_of(workplace.visits.open(assessment), "leaders")
    assert len(workplace.visits.history(assessment)) == before


def test_signing_needs_the_passphrase_and_a_level_and_reason_for_every_strand(workplace, assessment):
    with pytest.raises(Refused, match="passphrase"):
        workplace.reporting.sign(assessment)
    with pytest.raises(Refused, match="passphrase"):
        workplace.reporting.sign(assessment, "another one altogether")
    workplace.judging.write(assessment, CULTURE, "reason", "", (), None).result()
    with pytest.raises(Refused, match="no reason"):
        workplace.reporting.sign(assessment, PASSPHRASE)
    assert len(workplace.visits.open(assessment).reports) == 1


def test_a_backup_comes_back_whole_and_under_a_new_device(workplace, assessment, tmp_path):
    workplace.upkeep.backup(tmp_path / "backup")
    restore_profile(tmp_path / "backup", tmp_path / "restored", lambda: PASSPHRASE)
    restored = open_profile(tmp_path / "restored", lambda: PASSPHRASE)
    try:
        assert restored.store.device != workplace.store.device
        assert restored.visits.open(assessment).strands == workplace.visits.open(assessment).strands
        held = [evidence for evidence in restored.visits.open(assessment).evidence if evidence.held]
        assert restored.visits.evidence_bytes(held[0]) == workplace.visits.evidence_bytes(held[0])
        assert restored.upkeep.check(rebuild=True) == ()
    finally:
        restored.close()


def test_a_profile_is_not_restored_over_another(profile, workplace, tmp_path):
    workplace.upkeep.backup(tmp_path / "backup")
    with pytest.raises(Refused):
        restore_profile(tmp_path / "backup", profile, lambda: PASSPHRASE)


def test_opening_the_debrief_leaves_nothing_to_undo(workplace, assessment):
    workplace.judging.record(assessment, CULTURE, "developing", ()).result()
    workplace.judging.write(assessment, CULTURE, "strengths", "Drawn anew.", (), None).result()
    workplace.debriefs.prepare(assessment, "leaders")
    assert workplace.judging.undo(assessment).result().field == "strengths"


def test_a_record_that_changes_while_the_report_is_made_is_not_signed(workplace, assessment, monkeypatch):
    real = reporting.assessment_report

    def while_it_is_made(content):
        workplace.judging.write(assessment, CULTURE, "saw", "Something else.", (), None).result()
        return real(content)

    monkeypatch.setattr(reporting, "assessment_report", while_it_is_made)
    with pytest.raises(Refused, match="changed while"):
        workplace.reporting.sign(assessment, PASSPHRASE)
    assert len(workplace.visits.open(assessment).reports) == 1


def test_history_begins_with_the_newest(workplace, assessment):
    workplace.judging.record(assessment, CULTURE, "developing", ()).result()
    assert workplace.visits.history(assessment)[0].after == "developing"


def test_a_backup_holds_the_keys_of_the_office_too(profile, tmp_path):
    office = profile.parent / "office"
    opened = open_profile(office, lambda: PASSPHRASE)
    try:
        opened.upkeep.backup(tmp_path / "backup")
    finally:
        opened.close()
    restore_profile(tmp_path / "backup", tmp_path / "restored", lambda: PASSPHRASE)
    for folder in ("identity", "office"):
        names = sorted(file.name for file in (office / folder).iterdir())
        assert names
        assert [(tmp_path / "restored" / folder / name).read_bytes() for name in names] == [
            (office / folder / name).read_bytes() for name in names
        ]


def test_a_backup_into_the_profile_itself_is_refused(profile, workplace):
    with pytest.raises(Refused, match="the profile itself"):
        workplace.upkeep.backup(profile / ".." / profile.name)
    assert workplace.upkeep.check() == ()


def test_a_finished_debrief_can_be_opened_again(workplace, assessment):
    workplace.debriefs.finish(assessment, "leaders").result()
    workplace.debriefs.reopen(assessment, "leaders").result()
    assert workplace.debriefs.show(assessment, "leaders").finished_at == ""


def test_a_copy_of_evidence_is_what_was_sent_in(workplace, assessment, tmp_path):
    held = next(evidence for evidence in workplace.visits.open(assessment).evidence if evidence.held)
    workplace.visits.save_evidence(held, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == workplace.visits.evidence_bytes(held)


def test_nobody_is_offered_themselves_as_a_receiver(workplace):
    names = [recipient.name for recipient in workplace.exchange.recipients()]
    assert workplace.person.name not in names
    assert names


def test_a_second_visit_is_told_what_was_signed_after_the_first(workplace, assessment):
    workplace.reporting.sign(assessment, PASSPHRASE)
    first = workplace.visits.open(assessment)
    scheme = workplace.visits.scheme_of(first)
    later = first.visit_on.replace(year=first.visit_on.year + 3)
    second = workplace.visits.begin(scheme, first.institution, "verification visit", later).result()
    before = workplace.reporting.content(second).before
    assert (before.visit_on, before.levels) == (first.visit_on, first.levels_of(first.lead))
    assert workplace.reporting.content(assessment).before is None


def test_all_staff_hear_the_leaders_list_without_what_is_for_leaders_only(workplace, assessment):
    debriefs = workplace.debriefs
    leaders = debriefs.prepare(assessment, "leaders").points
    strengths = [point for point in leaders if point.origin == "strengths"]
    own = debriefs.add_point(assessment, "leaders", "build-on", "Look at the costs.").result()
    debriefs.edit_point(assessment, "leaders", strengths[0].id, "In our own words.").result()
    debriefs.keep_for_leaders(assessment, "leaders", strengths[1].id, True).result()
    debriefs.remove_point(assessment, "leaders", strengths[2].id).result()
    staff = {point.id: point for point in debriefs.prepare(assessment, "staff").points}
    assert staff[f"own-{own}"].text == "Look at the costs."
    unsaid = [point for point in strengths[:1] if not staff[point.id].said]
    assert all(staff[point.id].text == "In our own words." for point in unsaid)
    assert strengths[1].id not in staff
    debriefs.keep_for_leaders(assessment, "leaders", strengths[1].id, False).result()
    assert strengths[1].id in {point.id for point in debriefs.prepare(assessment, "staff").points}


def test_the_report_holds_no_surprise_or_says_which(workplace, assessment):
    def unsaid():
        record = workplace.visits.open(assessment)
        return {point.text for point in not_said(workplace.visits.scheme_of(record), record)}

    before = unsaid()
    workplace.judging.write(assessment, CULTURE, "strengths", "Nobody has heard this.", (), None).result()
    assert unsaid() - before == {"Nobody has heard this."}
    warned = [section.message for section in workplace.reporting.sections(assessment) if section.message]
    assert any("not said at a debrief" in message for message in warned)
    point = next(
        point
        for point in workplace.debriefs.prepare(assessment, "staff").points
        if point.text == "Nobody has heard this."
    )
    workplace.debriefs.say(assessment, "staff", point.id, True).result()
    assert "Nobody has heard this." not in unsaid()
