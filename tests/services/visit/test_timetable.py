"""The timetable through the services: the usual day, changed by hand, ended session by session."""

from dataclasses import replace

import pytest

from assessor_app.domain.scheme.visit import InterviewGroup, TimetableEntry, VisitPlan
from assessor_app.domain.visit.day import VisitSession, Voice
from assessor_app.domain.visit.planned_day import planned_day
from assessor_app.errors import WrongUse
from assessor_app.services.visit.timetable import usual_sessions
from tests.services.visit_day import Day


@pytest.fixture
def day(tmp_path):
    opened = Day(tmp_path)
    yield opened
    opened.store.close()


def test_the_usual_day_ends_with_the_marks_own_debriefs(day):
    usual = day.timetable.usual(day.id)
    assert [session.title for session in usual[-2:]] == [each.title for each in day.shelf.get("pdqm").debriefs]
    assert usual[0].voice is Voice.LEADERS


def test_a_timetable_is_kept_changed_and_taken_back_as_one_step(day):
    kept = day.timetable.keep(day.id, day.timetable.usual(day.id)).result()
    assert day.read().sessions == kept
    changed = (replace(kept[0], starts="08:50", room="Office"), *kept[2:])
    after = day.timetable.keep(day.id, changed).result()
    assert day.read().sessions == after
    assert len(after) == len(kept) - 1
    day.judging.undo(day.id).result()
    assert day.read().sessions == kept
    day.judging.undo(day.id).result()
    assert day.read().sessions == ()


def test_a_session_is_ended_and_taken_up_again(day):
    first = day.timetable.keep(day.id, day.timetable.usual(day.id)).result()[0]
    day.timetable.end(day.id, first.id).result()
    assert day.read().sessions[0].ended_at
    day.timetable.resume(day.id, first.id).result()
    assert day.read().sessions[0].ended_at == ""


@pytest.mark.parametrize(
    "wrong",
    [
        VisitSession("", "9 o'clock", "", "Headteacher"),
        VisitSession("", "10:00", "09:30", "Headteacher"),
        VisitSession("", "10:00", "10:30", "  "),
    ],
)
def test_one_wrong_line_changes_nothing(day, wrong):
    good = VisitSession("", "09:00", "09:30", "Headteacher")
    with pytest.raises(WrongUse):
        day.timetable.keep(day.id, (good, wrong))
    assert day.read().sessions == ()


def test_times_are_kept_in_one_spelling(day):
    (kept,) = day.timetable.keep(day.id, (VisitSession("", "9.05", "", " Headteacher "),)).result()
    assert (kept.starts, kept.title) == ("09:05", "Headteacher")


def test_an_edition_with_a_plan_of_its_own_gives_the_day(day):
    usual = usual_sessions(day.shelf.get("ecm"), "")
    planned = day.shelf.get("ecm").visit.timetable
    assert [(one.starts, one.title) for one in usual] == [(one.starts, one.title) for one in planned]
    voices = {one.title: one.voice for one in usual}
    assert voices["Learners of the target groups"] is Voice.LEARNERS
    assert voices["Teaching and support staff"] is Voice.STAFF
    assert voices["Senior leaders"] is Voice.NONE  # the debrief brings nobody's word


def test_a_planned_day_moves_with_its_beginning_but_debriefs_and_later_days_stay():
    entries = (
        TimetableEntry("09:00", "09:30", "Head", meets="head"),
        TimetableEntry("15:00", "15:30", "Leaders", debrief="leaders"),
        TimetableEntry("09:15", "10:00", "Pupils", day=2),
    )
    plan = VisitPlan(timetable=entries, interviews=(InterviewGroup(id="head", title="Headteacher", people="1"),))
    head, debrief, later = planned_day(plan, "08:45")
    assert (head.starts, head.ends, head.people, head.voice) == ("08:45", "09:15", "1", Voice.LEADERS)
    assert debrief.starts == "15:00"
    assert (later.starts, later.title) == ("", "Day 2, 09:15: Pupils")
