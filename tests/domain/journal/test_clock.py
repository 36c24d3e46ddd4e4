import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from assessor_app.domain.journal.clock import HybridClock, local, moment_of, reading_of

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_reading_tells_its_moment():
    assert moment_of(reading_of(NOON)) == NOON
    assert moment_of(reading_of(NOON) + 65_535) == NOON


def test_readings_rise_while_the_clock_stands_or_runs_back():
    moments = iter([NOON, NOON, NOON - timedelta(days=1), NOON + timedelta(seconds=1)])
    clock = HybridClock(lambda: next(moments))
    readings = [clock.tick() for _ in range(4)]
    assert readings == sorted(set(readings))
    assert readings[-1] == reading_of(NOON + timedelta(seconds=1))


def test_another_clock_is_adopted_up_to_a_day_ahead():
    clock = HybridClock(lambda: NOON)
    within = reading_of(NOON + timedelta(hours=23))
    clock.adopt(within)
    clock.adopt(reading_of(NOON + timedelta(hours=25)))
    assert clock.tick() == within + 1


def test_a_reading_past_all_calendars_still_has_a_moment():
    assert moment_of(2**70).year <= 9999
    assert moment_of(2**80).year == 9999


@pytest.mark.skipif(sys.platform == "win32", reason="the time zone of a process is set in POSIX only")
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Kiritimati"])
def test_a_moment_at_the_edge_of_the_calendar_is_shown_in_every_time_zone(monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for at in (datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)):
            assert abs(local(at).year - at.year) <= 1
        assert moment_of(2**70).astimezone().year == 9999
    finally:
        monkeypatch.undo()
        time.tzset()
