"""Whose words: that `source:` names a document of the file, and that the owner's own words say which."""

from collections.abc import Iterator

from assessor_app.domain.journal.operation import Json
from assessor_app.schemes.positions import Finding, Place
from assessor_app.schemes.tolerant import members, text_of


def problems_of_origin(content: Json) -> Iterator[Finding]:
    """Sources that the file does not name, and words said to be from one without saying which."""
    known = [text_of(source, "id") for source in members(content, "sources")]
    for place, mapping in _mappings(content, ()):
        source = mapping.get("source")
        if isinstance(source, str) and source not in known:
            words = f"{source!r} is none of this file's sources ({', '.join(known) or 'it names none'})."
            yield Finding((*place, "source"), "unknown-source", words)
        if mapping.get("wording") == "source" and "source" not in mapping:
            words = "A text in the scheme's own words must say where it stands: add `source:`."
            yield Finding((*place, "wording"), "wording-without-source", words)


def _mappings(content: Json, place: Place) -> Iterator[tuple[Place, dict[str, Json]]]:
    if isinstance(content, dict):
        yield place, content
        for key, value in content.items():
            yield from _mappings(value, (*place, key))
    elif isinstance(content, list):
        for number, value in enumerate(content):
            yield from _mappings(value, (*place, number))
