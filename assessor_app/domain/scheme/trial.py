"""A case that an award rule is tried with, and what came out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessor_app.domain.award.facts import AwardFacts
from assessor_app.domain.award.outlook import Outlook


@dataclass(frozen=True, slots=True)
class Expected:
    """What should come out of a case; None where the case says nothing. award: an outcome's id, or "none"."""

    award: str | None = None
    sentence: str | None = None
    unmet: tuple[str, ...] | None = None
    swing: tuple[tuple[str, ...], ...] | None = None
    swing_sets: int | None = None
    losing: tuple[tuple[str, ...], ...] | None = None
    remarks: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Levels and facts that somebody wrote down. every_level: that of each strand `levels` does not name, or None;
    where: the file and line it begins on."""

    title: str
    where: str
    institution: Mapping[str, str] = field(default_factory=dict)
    every_level: str | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    facts: AwardFacts = field(default_factory=AwardFacts)
    expect: Expected = field(default_factory=Expected)


@dataclass(frozen=True, slots=True)
class Trial:
    """A case worked out; `differences` says what is not as expected, and is empty when everything is."""

    case: Case
    outlook: Outlook
    differences: tuple[str, ...] = ()


def differences(expected: Expected, outlook: Outlook) -> tuple[str, ...]:
    """What is not as expected, a sentence each."""
    sets = [sorted(sorted(each) for each in found) for found in (outlook.swing, outlook.losing)]
    found = {
        "award": outlook.award.id if outlook.award else "none",
        "sentence": outlook.sentence,
        "unmet": sorted(reason.words for reason in outlook.reasons if not reason.met),
        "swing": sets[0],
        "swing_sets": len(outlook.swing),
        "losing": sets[1],
        "remarks": {remark.id: sorted(remark.strands) for remark in outlook.remarks},
    }
    said = []
    for name, value in found.items():
        wanted = _comparable(getattr(expected, name))
        if wanted is not None and wanted != value:
            said.append(f"{name}: {_shown(wanted)} was expected, {_shown(value)} came out.")
    return tuple(said)


def _comparable(wanted: object) -> object:
    if isinstance(wanted, Mapping):
        return {key: sorted(value) for key, value in wanted.items()}
    if isinstance(wanted, tuple):
        return sorted(sorted(each) if isinstance(each, tuple) else each for each in wanted)
    return wanted


def _shown(value: object) -> str:
    return str(value) if value or value == 0 else "nothing"
