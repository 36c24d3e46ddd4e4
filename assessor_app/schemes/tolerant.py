"""Looking into a file whose shape may be wrong: what is not as expected counts as not there."""

from dataclasses import dataclass

from assessor_app.domain.operation import Json
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
