"""Words about one institution made into words about any: names are replaced, what may still tell them is named."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessor_app.domain.visit.privacy_hints import looks_like_name, small_group

_KIND_WORDS = re.compile(
    r"\b(?:community|primary|secondary|infant|junior|nursery|grammar|high|special|catholic|church of england|ce|rc|"
    r"school|academy|college|trust|federation|centre|university)\b\.?",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|\b\d[\d ]{8,}\d\b")
_NUMBER = re.compile(r"\b\d{1,3}(?:,\d{3})+\b|\b\d{4,}\b")
SHORTEST = 4
"""Letters of a name that is replaced by itself; shorter ones stand in too many other words."""


@dataclass(frozen=True, slots=True)
class Anonymous:
    """text: with names replaced; replaced: what was; doubts: what a person has to look at, a sentence each."""

    text: str
    replaced: tuple[str, ...]
    doubts: tuple[str, ...]


def anonymous(text: str, institution: str, place: str, people: Sequence[str], term: str) -> Anonymous:
    """Replace the names of an institution, its place and people. term: what the mark calls an institution.

    No list of names is ever complete, so a person still reads the result before it is shown to anybody.
    """
    replaced: list[str] = []
    for names, instead in (
        (_forms(institution), f"the {term}"),
        (_forms(place), "the area"),
        ([part for name in people for part in (name, *name.split())], "a colleague"),
    ):
        for name in sorted({name.strip() for name in names}, key=len, reverse=True):
            if len(name) >= SHORTEST:
                text, count = re.subn(rf"(?:\bthe\s+)?\b{re.escape(name)}\b", instead, text, flags=re.IGNORECASE)
                replaced += [name] if count else []
    text, contacts = _CONTACT.subn("(left out)", text)
    return Anonymous(_begun(text), (*replaced, *(["contact details"] if contacts else [])), tuple(doubts_in(text)))


def doubts_in(text: str) -> Iterator[str]:
    """What may still give somebody away, a sentence each."""
    rest, seen = text, set[str]()
    while hint := looks_like_name(rest):
        if hint.name not in seen:
            yield f"{hint.name} looks like a name."
        seen.add(hint.name)
        rest = rest[hint.start + hint.length :]
    few = small_group(text)
    if few:
        yield f"{few} is a group so small that its people could be recognised."
    if _CONTACT.search(text):
        yield "There is an address or a telephone number in it."
    number = _NUMBER.search(text)
    if number and not 1990 <= int(number[0].replace(",", "")) <= 2100:
        yield f"{number[0]} is a number that could be looked up."


def _forms(name: str) -> list[str]:
    """The name, and without the words for its kind: "Hollin Bank" for "Hollin Bank Community School"."""
    short = " ".join(_KIND_WORDS.sub(" ", name).split()).strip(" ,'\u2019")
    return [name, short] if short else [name]


def _begun(text: str) -> str:
    """Sentences begin with a capital also where a name was replaced."""
    return re.sub(r"(^|[.!?]\s+)(the|a) ", lambda found: f"{found[1]}{found[2].capitalize()} ", text)
