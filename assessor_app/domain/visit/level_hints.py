"""Where the words about a strand and its level do not go together. Pure, the same everywhere, and only a hint."""

import re
from collections.abc import Sequence

from assessor_app.domain.assessment.assessment import StrandRecord
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Level
from assessor_app.domain.visit.level_words import BEGINNING, EVERYDAY

_NOT = re.compile(r"\b(?:not|never|nor|no longer|hardly|(?:is|are)n.t)(?:\s+\w+)?\s*$", re.IGNORECASE)
"""What turns a following word round: "not always", "not yet fully"."""


def level_hint(record: StrandRecord, level: str | None, levels: Sequence[Level]) -> str:
    """One sentence for the first thing that does not go together; empty when nothing does, or nothing is judged.

    level: this person's; levels: of the strand's own scale, lowest first.
    """
    places = {each.id: place for place, each in enumerate(levels)}
    if level is None or level == NOT_ENOUGH or level not in places or len(levels) < 2:
        return ""
    name, place = levels[places[level]].name, places[level]
    for other in levels:
        if other.id != level and _stands_in(other.name, record.reason):
            return f"The reason names {other.name}; the judgement is {name}."
    praise = "\n".join((record.reason, record.strengths))
    if place == len(levels) - 1:
        found = _first(BEGINNING, record.reason)
        return f"“{found}” reads like a lower level than {name}." if found else ""
    if place == 0:
        found = _first(EVERYDAY, praise)
        if found:
            return f"“{found}” reads like a higher level than {name}."
    if record.reason.strip() and not record.develop.strip():
        return f"{name} leaves room to grow: no area for development is written yet."
    return ""


def _first(phrases: Sequence[str], text: str) -> str:
    places = [(found.start(), phrase) for phrase in phrases if (found := _find(phrase, text)) is not None]
    return min(places)[1] if places else ""


def _find(phrase: str, text: str) -> re.Match[str] | None:
    for found in re.finditer(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE):
        if not _NOT.search(text[: found.start()]):
            return found
    return None


def _stands_in(name: str, text: str) -> bool:
    """Level names are written with a capital; "developing" as a verb is no level."""
    return any(not text[: found.start()].rstrip().endswith((".", "!", "?")) and found.start() > 0
               for found in re.finditer(rf"\b{re.escape(name)}\b", text))  # fmt: skip
