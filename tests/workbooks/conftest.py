"""A small edition of a mark and a completed set of answers."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessor_app.domain.scheme import Aspect, Level, Scheme, Strand, Terms
from assessor_app.domain.submission import Answers, SubmittedAction, SubmittedEvidence, SubmittedStrand
from assessor_app.errors import WrongUse
from assessor_app.workbooks.writing import write_filled

ASPECTS = ("Leadership", "High quality", "Evaluating impact", "Collaboration and partnerships")
TITLES = ("Vision", "Culture", "Strategy and Policy", "Best value")
LEVELS = ("Developing", "Enhancing", "Embedded")


def clock() -> datetime:
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def make_scheme(edition: str = "2026", scheme_id: str = "pdqm") -> Scheme:
    levels = tuple(Level(name.lower(), name, rank) for rank, name in enumerate(LEVELS, 1))
    return Scheme(
        id=scheme_id,
        edition=edition,
        title="Professional Development Quality Mark",
        short_title="PD Quality Mark",
        owner="The mark's owner",
        language="en-GB",
        terms=Terms("aspect", "aspects", "strand", "strands", "level", "school", "report"),
        levels=levels,
        aspects=tuple(_aspect(number, title) for number, title in enumerate(ASPECTS, 1)),
        outcomes=(),
        debriefs=(),
        valid_years=3,
        sha256="ab" * 32,
    )


def _aspect(number: int, title: str) -> Aspect:
    slug = title.lower().replace(" ", "-")
    strands = tuple(
        Strand(
            f"{slug}.{name.lower().replace(' ', '-')}",
            f"{number}.{position}",
            name,
            f"How does {name.lower()} show in {title.lower()}?",
            {level.lower(): f"{name} in {title.lower()} is {level.lower()}. " * 4 for level in LEVELS},
        )
        for position, name in enumerate(TITLES, 1)
    )
    return Aspect(slug, str(number), title, title, strands)


def make_answers(scheme: Scheme) -> Answers:
    strands = tuple(
        SubmittedStrand(
            strand.id,
            LEVELS[number % 3].lower(),
            f'{strand.title}: café, naïve, 漢字, “quotes”, emoji 🎓.\nSecond line; third = {number}\n- a "bullet"',
            ("E1", f"E{number % 6 + 1}") if number % 6 else ("E1",),
            1 + number % 5,
        )
        for number, strand in enumerate(scheme.strands)
    )
    return Answers(
        institution="Ysgol Tŷ Gwyn",
        place="Aberaeron",
        nation="wales",
        setting="primary",
        completed_by="A. Morgan, headteacher",
        completed_on="2026-02-27",
        strands=strands,
        evidence=tuple(
            SubmittedEvidence(
                f"E{number}", f"Policy {number}", f"E{number} - policy.pdf", f"2025-0{number}-15", "Policy"
            )
            for number in range(1, 7)
        ),
        actions=(
            SubmittedAction(
                "P1", strands[0].strand, "Share the vision with governors", "Head", "2026-09-01", "Minutes"
            ),
            SubmittedAction("P2", strands[5].strand, "=Pair every new teacher", "Deputy", "2026", "-Survey"),
        ),
    )


@pytest.fixture()
def scheme() -> Scheme:
    return make_scheme()


@pytest.fixture()
def answers(scheme: Scheme) -> Answers:
    return make_answers(scheme)


@pytest.fixture()
def find_scheme(scheme: Scheme) -> Callable[[str, str], Scheme]:
    def find(scheme_id: str, edition: str = "") -> Scheme:
        if (scheme_id, edition or scheme.edition) == (scheme.id, scheme.edition):
            return scheme
        raise WrongUse(f"There is no mark {scheme_id} {edition} on this computer.", "unknown-scheme")

    return find


@pytest.fixture()
def filled(tmp_path: Path, scheme: Scheme, answers: Answers) -> Path:
    target = tmp_path / "filled.xlsx"
    write_filled(scheme, target, answers, clock=clock)
    return target
