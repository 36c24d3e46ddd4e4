"""The timetable at a moment: done, now, next, running over."""

from dataclasses import replace

import pytest

from assessor_app.domain.visit.day import (
    VisitSession,
    When,
    clock_words,
    current_session,
    in_order,
    minutes_of,
    standing,
    time_left_words,
    usual_timetable,
)

HEAD = VisitSession("head", "09:00", "09:30", "Headteacher")
WALK = VisitSession("walk", "09:30", "10:30", "Learning walk")
STAFF = VisitSession("staff", "11:15", "12:15", "Teaching staff")
DAY = (HEAD, WALK, STAFF)


def at(clock: str) -> int:
    found = minutes_of(clock)
    assert found is not None
    return found


@pytest.mark.parametrize(("typed", "minutes"), [("09:30", 570), ("9.05", 545), ("23:59", 1439), ("00:00", 0)])
def test_times_as_people_write_them(typed, minutes):
    assert minutes_of(typed) == minutes


@pytest.mark.parametrize("typed", ["", "9", "24:00", "10:60", "ten", "10:5", "\u0661\u0660:\u0660\u0660"])
def test_what_is_no_time(typed):
    assert minutes_of(typed) is None


def test_before_the_first_nothing_is_now_and_all_is_next():
    assert current_session(DAY, at("08:00")) is None
    assert set(standing(DAY, at("08:00")).values()) == {When.NEXT}


def test_done_now_and_next():
    ended = (replace(HEAD, ended_at="x"), WALK, STAFF)
    assert standing(ended, at("09:45")) == {"head": When.DONE, "walk": When.NOW, "staff": When.NEXT}


def test_a_session_that_runs_over_stays_now_and_says_so():
    assert current_session(DAY, at("09:38")) == HEAD
    assert time_left_words(HEAD, at("09:38")) == ("8 minutes over", True)
    assert time_left_words(HEAD, at("09:29")) == ("1 minute left", False)
    assert standing(DAY, at("09:38"))["walk"] is When.NEXT


def test_a_session_nobody_ended_is_done_after_half_an_hour():
    assert current_session(DAY, at("10:00")) == WALK
    assert standing(DAY, at("10:00"))["head"] is When.DONE


def test_ending_a_later_session_ends_what_was_forgotten():
    day = (HEAD, replace(WALK, ended_at="x"), STAFF)
    assert current_session(day, at("09:40")) is None
    assert standing(day, at("09:40"))["head"] is When.DONE


def test_after_the_day_everything_is_done():
    assert set(standing(DAY, 24 * 60).values()) <= {When.DONE, When.NOW}
    assert current_session(tuple(replace(each, ended_at="x") for each in DAY), at("18:00")) is None


def test_sessions_without_a_time_come_last():
    assert in_order((VisitSession("x", "", "", "Some time"), STAFF, HEAD))[-1].id == "x"


def test_the_usual_day_moves_with_its_beginning_and_ends_with_the_debriefs():
    usual = usual_timetable("08:45", [("leaders", "Senior leaders", "15:15", "15:45")])
    assert usual[0][0] == "08:45"
    assert usual[-1][2] == "Senior leaders"
    assert usual_timetable("13:00")[0][0] == clock_words(540)
