"""The invented school of the demo and the tour, read from resources/demo."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import yaml

from assessor_app.domain.submission import Answers, SubmittedAction, SubmittedEvidence, SubmittedStrand
from assessor_app.paths import resources

TEXTS = ("reason", "saw", "effect", "strengths", "develop")


@dataclass(frozen=True, slots=True)
class DemoStrand:
    """What the assessor finds on one strand: level and texts."""

    strand: str
    level: str
    texts: dict[str, str]


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
class DemoContent:
    """One mark's demo. files: names in resources/demo/evidence; left_open: the strand that the demo leaves unjudged;
    listeners and replies by session."""

    scheme: str
    answers: Answers
    summary: str
    strands: tuple[DemoStrand, ...]
    files: tuple[str, ...]
    notes: tuple[DemoNote, ...]
    flagged: tuple[str, ...]
    left_open: str
    listeners: dict[str, tuple[tuple[str, str], ...]]
    replies: dict[str, str]
    others: tuple[DemoVisit, ...]


def demo_content(scheme: str, today: date) -> DemoContent:
    """The demo of a mark, its dates counted from `today`."""
    file = resources() / "demo" / f"{scheme}.yaml"
    said: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return DemoContent(
        scheme=said["scheme"],
        answers=_answers(said, today),
        summary=said["summary"],
        strands=tuple(_strand(strand, found) for strand, found in said["strands"].items()),
        files=tuple(row["file"] for row in said["evidence"] if "file" in row),
        notes=tuple(DemoNote(**note) for note in said["notes"]),
        flagged=tuple(said["flagged"]),
        left_open=said["left_open"],
        listeners={
            session: tuple((one["name"], one["role"]) for one in people)
            for session, people in said["listeners"].items()
        },
        replies=said["replies"],
        others=tuple(DemoVisit(**visit) for visit in said["others"]),
    )


def _answers(said: dict[str, Any], today: date) -> Answers:
    institution = said["institution"]
    return Answers(
        institution=institution["name"],
        place=institution["place"],
        nation=institution["nation"],
        setting=institution["setting"],
        completed_by=said["completed_by"],
        completed_on=_day(today, -14),
        strands=tuple(
            SubmittedStrand(strand, found["school"], found["text"], tuple(found["evidence"]))
            for strand, found in said["strands"].items()
        ),
        evidence=tuple(
            SubmittedEvidence(e["code"], e["title"], e.get("file") or e["place"], _day(today, e["days"]), e["kind"])
            for e in said["evidence"]
        ),
        actions=tuple(
            SubmittedAction(a["code"], a["strand"], a["text"], a["lead"], _day(today, a["days"]), a["success"])
            for a in said["actions"]
        ),
    )


def _listeners(people: list[dict[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((person["name"], person["role"]) for person in people)


def _strand(strand: str, found: dict[str, Any]) -> DemoStrand:
    return DemoStrand(strand, found["level"], {name: found[name] for name in TEXTS if found.get(name)})


def _day(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()
