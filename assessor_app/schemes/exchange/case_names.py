"""Identifiers in CASE packages: the same part of the same edition has the same one on every computer."""

import re
import uuid
from typing import Any

EXTENSION = "assay:edition"
"""Under this key a CFDocument carries the whole edition: award rule, stages, forms, and texts in all languages."""

_SPACE = uuid.UUID("0b0c5a52-6c0f-5d0e-9f0d-3c6a1d5b7e11")
_KEPT = re.compile(
    r"(?:https?://[^\s<>\"{}|\\^`]+/|urn:uuid:)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE
)


class Names:
    """The identifier and address of each part. What came from a CASE package keeps those that it had there."""

    def __init__(self, scheme: str, edition: str) -> None:
        self._of = (scheme, edition)
        self._used: set[str] = set()

    def part(self, kind: str, *code: str, reference: str = "") -> dict[str, str]:
        """The identifier and the address of one part; reference: the address it was imported from, if any."""
        kept = _KEPT.fullmatch(reference)
        if kept and kept[1].lower() not in self._used:
            self._used.add(kept[1].lower())
            return {"identifier": kept[1].lower(), "uri": reference}
        found = str(uuid.uuid5(_SPACE, "\n".join((kind, *self._of, *code))))
        self._used.add(found)
        return {"identifier": found, "uri": f"urn:uuid:{found}"}


def link_to(part: dict[str, Any], title: str, node: bool = False) -> dict[str, str]:
    """A link to a part; node: as an association names its ends."""
    link = {"title": title, "identifier": part["identifier"], "uri": part["uri"]}
    return link | ({"targetType": "CASE"} if node else {})
