"""Killed with -9 in the middle of a stage, an award or a settled clash: all of it is there, or nothing."""

import os
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assessor_app.domain.journal.clash import Decision
from assessor_app.models.journal.writing import Writing
from assessor_app.models.upkeep.renewing import new_device
from assessor_app.services.profile.opening import open_profile
from assessor_app.services.profile.workplace import Workplace
from tests.services.cycle_profile import PASSPHRASE, begin, marks_of_tests, workplace_of

pytestmark = [
    pytest.mark.usefixtures("cheap_passphrases"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that may be killed"),
]

STRANDS = ("people.welcome", "people.voice")
DAY = date(2026, 12, 1)

Work = Callable[[Workplace, str], object]


def settle(there: Workplace, visit: str) -> None:
    clashes = there.settling.clashes(visit)
    assert len(clashes) == len(STRANDS)
    there.settling.settle(visit, [Decision(each.entity, each.field, "Both.", each.seen) for each in clashes]).result()


WORKS: tuple[Work, ...] = (
    lambda there, visit: there.cycle.stages.record(visit, "enquiry-received", True, DAY).result(),
    lambda there, visit: there.cycle.stages.record(visit, "fee-paid", True, DAY).result(),
    lambda there, visit: there.cycle.stages.declare(visit, conflict=False).result(),
    lambda there, visit: there.cycle.stages.advance(visit, "by telephone"),
    settle,
    lambda there, visit: there.cycle.awards.decide(visit, "awarded", ["Dilys Price"], "Seen", DAY).result(),
    lambda there, visit: there.cycle.awards.give(visit, "C-1", DAY),
    lambda there, visit: there.cycle.awards.certify(visit, DAY).result(),
    lambda there, visit: there.cycle.awards.publish(visit, DAY).result(),
)


def killed_after(profile: Path, visit: str, work: Work, changes: int) -> None:
    """`work` in a program that is killed with so many changes of its transaction made, or, when there are fewer, as
    soon as they are on the disk.
    """
    child = os.fork()
    if child == 0:
        try:
            there = open_profile(profile, lambda: PASSPHRASE)
            there.store.on_written(die)
            die_after(changes)
            work(there, visit)
        finally:
            os._exit(1)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_after(changes: int) -> None:
    made, known = 0, Writing.set

    def counted(writing: Writing, *given: object, **named: object) -> object:
        nonlocal made
        state = known(writing, *given, **named)  # type: ignore[arg-type]
        made += 1
        if made == changes:
            die()
        return state

    Writing.set = counted  # type: ignore[method-assign, assignment]


def size_of(profile: Path) -> int:
    """How many operations there are; every table is what the journal says."""
    there = open_profile(profile, lambda: PASSPHRASE)
    try:
        assert there.upkeep.check(rebuild=True) == ()
        with there.store.read() as reading:
            return int(reading.connection.exec_driver_sql("SELECT COUNT(*) FROM operation").scalar_one())
    finally:
        there.close()


def clash(there: Workplace, visit: str) -> None:
    """Two people write about two strands without having seen each other's words."""
    for words in ("Mine.", "Theirs."):
        for strand in STRANDS:
            there.judging.write(visit, strand, "reason", words, (), None).result()
        there.store._hand.device = new_device()


def test_nothing_is_half_applied(tmp_path: Path) -> None:
    with workplace_of(tmp_path / "all") as there:
        visit = begin(there)
        clash(there, visit)
    with marks_of_tests():
        for number, work in enumerate(WORKS):
            before, changes = size_of(tmp_path / "all"), 0
            while (after := size_of(tmp_path / "all")) == before:
                changes += 1
                killed_after(tmp_path / "all", visit, work, changes)
            assert before < after < before + changes, f"work {number}"  # setting what stands there makes no operation
        there = open_profile(tmp_path / "all", lambda: PASSPHRASE)
        try:
            record = there.visits.open(visit)
            assert there.settling.clashes(visit) == ()
            assert {record.strand(strand).reason for strand in STRANDS} == {"Both."}
            (award,) = record.cycle.awards
            assert (award.number, award.certificate_on, award.published_on) == ("C-1", "2026-12-01", "2026-12-01")
        finally:
            there.close()
