from datetime import UTC, datetime, timedelta

from assessor_app.domain.clock import HybridClock, moment_of, reading_of

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
    assert moment_of(2**63 - 1).year <= 9999
    assert moment_of(2**80).year == 9999
