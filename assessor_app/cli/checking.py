"""Checks one after the other, each with what it says; what `verify` of files and of credentials both do."""

from collections.abc import Callable, Iterable

from assessor_app.cli.answer import DONE, Answer
from assessor_app.domain.verdict import Verdict
from assessor_app.errors import Refused

NOT_TRUSTED = 3


def answer_of_checks(checks: Iterable[tuple[str, Callable[[], Verdict]]]) -> Answer:
    """Make these checks, each with the name of what it is of. Status 3 once one is not whole, signed or trusted."""
    lines, values, complaints, status = [], [], [], DONE
    for name, check in checks:
        try:
            verdict = check()
        except Refused as error:
            complaints.append(f"{name}: {error.sentence}")
            values.append({"file": name, "good": False, "sentence": error.sentence, "code": error.code})
            status = NOT_TRUSTED
            continue
        lines += [f"{name}: {sentence}" for sentence in verdict.sentences]
        values.append({"file": name, "good": verdict.good, "verdict": verdict})
        status = status if verdict.good else NOT_TRUSTED
    return Answer(lines, values, status, complaints)
