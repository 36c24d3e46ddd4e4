"""Collecting what is to be said about a workbook: everything, once, and no flood."""

from dataclasses import replace

from assessor_app.domain.problem import Problem, Severity

_SHOWN = 5
"""How many remarks of one kind on one sheet are shown in full; the rest are named by their cells."""

_CELLS_NAMED = 12


def quoted(value: object) -> str:
    """What somebody typed, as a message shows it: one line, in quotation marks, at most 60 characters."""
    text = " ".join(str(value).split())
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"


class Remarks:
    """Gathers problems in the order found."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def error(self, code: str, where: str, message: str) -> None:
        """The value was not taken."""
        self._found.append(Problem(Severity.ERROR, code, where, message))

    def warning(self, code: str, where: str, message: str) -> None:
        """The value was taken, but somebody should look at it."""
        self._found.append(Problem(Severity.WARNING, code, where, message))

    def note(self, code: str, where: str, message: str) -> None:
        """For the record."""
        self._found.append(Problem(Severity.NOTE, code, where, message))

    def lost(self, where: str) -> bool:
        """True when an answer at this place was not taken."""
        return any(problem.where == where and problem.severity is Severity.ERROR for problem in self._found)

    def all(self) -> tuple[Problem, ...]:
        """Every problem; from the sixth of a kind on one sheet on, a kind's remaining cells share one line."""
        kinds: dict[tuple[Severity, str, str], list[Problem]] = {}
        for problem in self._found:
            kinds.setdefault((problem.severity, problem.code, problem.where.rpartition("!")[0]), []).append(problem)
        return tuple(problem for group in kinds.values() for problem in _fold(group))


def _fold(group: list[Problem]) -> list[Problem]:
    if len(group) <= _SHOWN + 1:
        return group
    rest = group[_SHOWN:]
    cells = [problem.where.rpartition("!")[2] for problem in rest]
    named = ", ".join(cells[1:_CELLS_NAMED]) + (" and others" if len(cells) > _CELLS_NAMED else "")
    message = f"{rest[0].message} The same remark applies to {len(rest) - 1} more: {named}."
    return [*group[:_SHOWN], replace(rest[0], message=message)]
