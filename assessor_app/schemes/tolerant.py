"""Looking into a file whose shape may be wrong: what is not as expected counts as not there."""

from dataclasses import dataclass

from assessor_app.domain.journal.operation import Json
from assessor_app.schemes.positions import Place


@dataclass(frozen=True, slots=True)
class Member:
    """Keys with values, and their place in the file."""

    place: Place
    content: dict[str, Json]


def member(content: Json, key: str) -> Member:
    """The keys with values under a key; none when something else stands there."""
    found = content.get(key) if isinstance(content, dict) else None
    return Member((key,), found if isinstance(found, dict) else {})


def members(content: Json, key: str, place: Place = ()) -> list[Member]:
    """The members of the list under a key that are keys with values. place: where `content` itself stands."""
    found = content.get(key) if isinstance(content, dict) else None
    rows = found if isinstance(found, list) else []
    return [Member((*place, key, number), row) for number, row in enumerate(rows) if isinstance(row, dict)]


def mapping_of(content: dict[str, Json], key: str) -> dict[str, Json] | None:
    """The keys with values under a key, or None."""
    found = content.get(key)
    return found if isinstance(found, dict) else None


def list_of(content: dict[str, Json], key: str) -> list[Json]:
    """The list under a key; empty when something else stands there."""
    found = content.get(key)
    return found if isinstance(found, list) else []


def text_of(row: Member, key: str) -> str:
    """The text under a key; empty when something else stands there."""
    found = row.content.get(key)
    return found if isinstance(found, str) else ""


def all_strands(content: Json) -> list[Member]:
    """The strands of all aspects, those that overlays add too."""
    groups = members(content, "aspects")
    for overlay in members(content, "overlays"):
        groups += members(overlay.content, "aspects", overlay.place)
        groups += members(overlay.content, "strands", overlay.place)
    return [strand for group in groups for strand in members(group.content, "strands", group.place)]


def all_levels(content: Json) -> list[Member]:
    """The levels of the main scale and of every other one."""
    found = members(content, "levels")
    for scale in members(content, "scales"):
        found += members(scale.content, "levels", scale.place)
    return found


def scales_of(content: Json) -> dict[str, list[str]]:
    """Scale id to the ids of its levels; the main scale is ""."""
    scales = {"": [text_of(level, "id") for level in members(content, "levels")]}
    for scale in members(content, "scales"):
        levels = [text_of(level, "id") for level in members(scale.content, "levels", scale.place)]
        scales[text_of(scale, "id")] = levels
    return scales


def ids(rows: list[Member]) -> list[str]:
    """The ids of some members."""
    return [text_of(row, "id") for row in rows]


def full_ids(content: Json, overlays: bool = True) -> dict[str, Member]:
    """The strands by full id ("leadership.vision"); overlays: those that overlays add too."""
    found: dict[str, Member] = {}
    for aspect in members(content, "aspects"):
        found |= _of(aspect, text_of(aspect, "id"))
    for overlay in members(content, "overlays") if overlays else ():
        for aspect in members(overlay.content, "aspects", overlay.place):
            found |= _of(aspect, text_of(aspect, "id"))
        for added in members(overlay.content, "strands", overlay.place):
            found |= _of(added, text_of(added, "aspect"))
    return found


def _of(group: Member, aspect: str) -> dict[str, Member]:
    """One that stands twice is kept apart, so that a repeated id is one problem and not several."""
    found: dict[str, Member] = {}
    for strand in members(group.content, "strands", group.place):
        full = f"{aspect}.{text_of(strand, 'id')}"
        found[f"{full} (again)" if full in found else full] = strand
    return found
