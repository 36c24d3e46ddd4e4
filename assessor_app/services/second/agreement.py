"""Agreement between first and second marks over the assessments of a profile."""

import json
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import astuple

from assessor_app.domain.second.agreement import Agreement, Estimate, Pair, pairs_of
from assessor_app.errors import Unavailable
from assessor_app.identity.own_process import start_own
from assessor_app.services.visits import Visits

CHILD_ARGUMENT = "--agreement"
"""Hidden argument of the installed program: it is its own child process (`agreement_child.child_main`)."""
LOOK_EVERY = 0.1
"""Seconds between looks whether the figures are still wanted."""


class AgreementOfJudges:
    """The figures for one assessment or for all. It takes seconds: call it from a worker."""

    def __init__(self, visits: Visits) -> None:
        self._visits = visits
        self._known: tuple[tuple[Pair, ...], tuple[Agreement, ...]] = ((), ())

    def figures(self, assessment: str = "", stop: Callable[[], bool] = lambda: False) -> tuple[Agreement, ...]:
        """Agreement by mark, aspect, assessor and strand; nothing while no verifier has sealed.

        stop: asked now and then; once it says yes the work ends and nothing is found. Raises Unavailable when the
        figures cannot be computed now.
        """
        pairs: list[Pair] = []
        for each in [assessment] if assessment else [row.id for row in self._visits.list()]:
            if stop():
                return ()
            record = self._visits.open(each)
            pairs += pairs_of(self._visits.scheme_of(record), record)
        known, found = self._known
        if known == tuple(pairs):
            return found
        answer = computed(pairs, stop)
        if answer is None:
            return ()
        self._known = (tuple(pairs), answer)
        return answer


def computed(pairs: Sequence[Pair], stop: Callable[[], bool]) -> tuple[Agreement, ...] | None:
    """The figures of these pairs, from a process of their own; None when stopped, and the process is gone then."""
    with _start() as child:
        question: bytes | None = json.dumps([astuple(pair) for pair in pairs]).encode()
        while True:
            try:
                answer, _ = child.communicate(question, timeout=LOOK_EVERY)
                break
            except subprocess.TimeoutExpired:
                question = None  # it is on its way
                if stop():
                    child.kill()
                    return None
    if child.returncode:
        raise Unavailable("Agreement cannot be computed now. Nothing else is affected.", "agreement")
    return tuple(_agreement(row) for row in json.loads(answer))


def _agreement(row: list[object]) -> Agreement:
    mark, kind, name, pairs, *estimates = row
    return Agreement(str(mark), str(kind), str(name), int(str(pairs)), *(Estimate(*each) for each in estimates))  # type: ignore[misc]


def _start() -> "subprocess.Popen[bytes]":
    try:
        return start_own("assessor_app.services.second.agreement_child", CHILD_ARGUMENT)
    except OSError as error:
        raise Unavailable("Agreement cannot be computed now. Nothing else is affected.", "agreement") from error
