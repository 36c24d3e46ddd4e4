"""The timetable through the services: the usual day, changed by hand, ended session by session."""

from dataclasses import replace

import pytest

from assessor_app.domain.visit_day import VisitSession, Voice
from assessor_app.errors import WrongUse
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
