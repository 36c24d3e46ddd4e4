"""Trying a mark's award rule on cases that a scheme owner wrote down, before anybody is judged by it."""

from pathlib import Path

from assessor_app.domain.award.outcome import outlook
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.overlays import for_institution
from assessor_app.domain.scheme.trial import Case, Trial, differences
from assessor_app.errors import WrongUse
from assessor_app.schemes.cases import read_cases
from assessor_app.schemes.loading import load_scheme


def try_scheme(scheme_file: Path, cases_file: Path) -> tuple[Trial, ...]:
    """Every case of a file worked out by the rule of a scheme file.

    Raises Refused, with file and line, for a file that is not right; WrongUse for a level or strand the mark has not.
    """
    scheme = load_scheme(scheme_file)
    return tuple(try_case(scheme, case) for case in read_cases(cases_file))


def try_case(scheme: Scheme, case: Case) -> Trial:
    """One case worked out. Raises WrongUse, with file and line, for a level or strand that the mark does not have."""
    mark = for_institution(scheme, case.institution)
    try:
        named = {mark.strand(strand).id: mark.level(level).id for strand, level in case.levels.items()}
        every = mark.level(case.every_level) if case.every_level else None
        levels = {
            strand.id: every.id for strand in mark.strands if every is not None and every in mark.levels_of(strand)
        }
        found = outlook(mark, {**levels, **named}, case.facts)
    except WrongUse as error:
        raise WrongUse(f"{case.where}: {error.sentence}", error.code) from error
    return Trial(case, found, differences(case.expect, found))
