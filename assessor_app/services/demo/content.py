"""The invented institution of the demo and the tour, read from resources/demo."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import yaml

from assessor_app.domain.assessment.submission import Answers, SubmittedAction, SubmittedEvidence, SubmittedStrand
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.words.phrases import capital
from assessor_app.errors import WrongUse
from assessor_app.paths import resources
from assessor_app.services.demo.derived import (
    TEXTS,
    DemoStrand,
    evidence_files,
    found_strands,
    listed_evidence,
    submitted_strands,
)
from assessor_app.services.schemes.shelf import SchemeShelf


@dataclass(frozen=True, slots=True)
class DemoNote:
    """A note from the invented visit."""

    strand: str
    kind: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class DemoVisit:
    """Another visit for the list on Home. days: from today; judged: how many strands are judged."""

    name: str
    place: str
    purpose: str
    days: int
    judged: int


@dataclass(frozen=True, slots=True)
class DemoHeld:
    """An award that the institution has from before. days: when it was given and when it ends, from today."""

    mark: str
    outcome: str
    number: str
    given: int
    until: int


@dataclass(frozen=True, slots=True)
class DemoCycle:
    """What is recorded beside levels. facts by id; signed: commitment to who signs it; rows by form."""

    facts: Mapping[str, bool | int | str] = field(default_factory=dict)
    signed: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    held: tuple[DemoHeld, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoContent:
    """One mark's demo. files: names in resources/demo/evidence; written: files by name and text; left_open: the
    strand that the demo leaves unjudged; listeners and replies by session."""

    scheme: str
    answers: Answers
    summary: str
    strands: tuple[DemoStrand, ...]
    notes: tuple[DemoNote, ...]
    listeners: dict[str, tuple[tuple[str, str], ...]]
    replies: dict[str, str]
    files: tuple[str, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    flagged: tuple[str, ...] = ()
    left_open: str = ""
    others: tuple[DemoVisit, ...] = ()
    cycle: DemoCycle = DemoCycle()


def demo_content(scheme: str, today: date) -> DemoContent:
    """The demo of a mark, its dates counted from `today`. Raises WrongUse for a mark that has none."""
    file = resources() / "demo" / f"{scheme}.yaml"
    if not file.exists():
        raise WrongUse(f"There is no demo of {scheme}. `schemes list` shows the marks.", "no-demo")
    said: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return _written_out(said, today) if "strands" in said else _drawn(said, today)


def _written_out(said: dict[str, Any], today: date) -> DemoContent:
    """A demo with words of its own for every strand."""
    strands = tuple(
        SubmittedStrand(strand, found["school"], found["text"], tuple(found["evidence"]))
        for strand, found in said["strands"].items()
    )
    evidence = tuple(
        SubmittedEvidence(e["code"], e["title"], e.get("file") or e["place"], _day(today, e["days"]), e["kind"])
        for e in said["evidence"]
    )
    return DemoContent(
        scheme=said["scheme"],
        answers=_answers(said, today, strands, evidence),
        summary=said["summary"],
        strands=tuple(_strand(strand, found) for strand, found in said["strands"].items()),
        notes=_notes(said),
        listeners={
            session: tuple((one["name"], one["role"]) for one in people)
            for session, people in said["listeners"].items()
        },
        replies=said["replies"],
        files=tuple(row["file"] for row in said["evidence"] if "file" in row),
        flagged=tuple(said["flagged"]),
        left_open=said["left_open"],
        others=tuple(DemoVisit(**visit) for visit in said["others"]),
    )


def _drawn(said: dict[str, Any], today: date) -> DemoContent:
    """A demo that draws most of its words from the edition."""
    place = said["institution"]
    scheme = SchemeShelf().for_institution(said["scheme"], "", place["nation"], place["setting"])
    strands, evidence = submitted_strands(scheme, said), listed_evidence(scheme, _day(today, -30))
    return DemoContent(
        scheme=scheme.id,
        answers=_answers(said, today, strands, evidence),
        summary=said["summary"],
        strands=found_strands(scheme, said),
        notes=_notes(said),
        listeners=_listeners(scheme),
        replies={session.id: said["reply"] for session in scheme.debriefs},
        written=evidence_files(scheme, place["name"]),
        cycle=_cycle(said.get("cycle", {})),
    )


def _cycle(said: dict[str, Any]) -> DemoCycle:
    return DemoCycle(
        facts=said.get("facts", {}),
        signed=said.get("signed", {}),
        rows={form: tuple(rows) for form, rows in said.get("rows", {}).items()},
        held=tuple(DemoHeld(**each) for each in said.get("held", ())),
    )


def _answers(
    said: dict[str, Any],
    today: date,
    strands: tuple[SubmittedStrand, ...],
    evidence: tuple[SubmittedEvidence, ...],
) -> Answers:
    institution = said["institution"]
    return Answers(
        institution=institution["name"],
        place=institution["place"],
        nation=institution["nation"],
        setting=institution["setting"],
        completed_by=said["completed_by"],
        completed_on=_day(today, -14),
        strands=strands,
        evidence=evidence,
        actions=tuple(
            SubmittedAction(a["code"], a["strand"], a["text"], a["lead"], _day(today, a["days"]), a["success"])
            for a in said["actions"]
        ),
    )


def _listeners(scheme: Scheme) -> dict[str, tuple[tuple[str, str], ...]]:
    """Whoever a session is for hears it."""
    return {session.id: ((capital(session.audience), session.title),) for session in scheme.debriefs}


def _notes(said: dict[str, Any]) -> tuple[DemoNote, ...]:
    return tuple(DemoNote(**note) for note in said["notes"])


def _strand(strand: str, found: dict[str, Any]) -> DemoStrand:
    return DemoStrand(strand, found["level"], {name: found[name] for name in TEXTS if found.get(name)})


def _day(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()
