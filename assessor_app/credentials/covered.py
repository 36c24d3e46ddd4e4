"""What a signature on a credential covers: its statements in one order, and nothing beside them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from assessor_app.credentials.contexts import load

Document = Mapping[str, Any]


def canonical(document: Document) -> bytes:
    """The document's statements as sorted N-Quads (RDF Dataset Canonicalization, URDNA2015)."""
    from pyld import jsonld

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    statements: str = jsonld.normalize(dict(document), options)
    return statements.encode()


def uncovered(document: Document) -> list[str]:
    """Places of a document that say something no statement holds, so that no signature covers it. Empty when sound.

    The document must equal itself expanded and compacted again (VC Data Integrity 1.0, 2.4.1): what the contexts do
    not know is dropped on expanding, and could be added to a signed document without breaking its signature.
    """
    from pyld import jsonld

    options = {"documentLoader": load, "compactArrays": True}
    expanded = jsonld.expand(dict(document), {"documentLoader": load})
    back = jsonld.compact(expanded, document["@context"], options)
    return sorted(_differences(_plain(dict(document)), _plain(back), ""))


def _plain(value: Any) -> Any:
    """Without contexts; a list of one as its item, longer ones sorted, since their order says nothing."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if name != "@context"}
    if isinstance(value, list):
        items = [_plain(item) for item in value]
        return items[0] if len(items) == 1 else sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
    return value


def _differences(said: Any, covered: Any, place: str) -> Iterator[str]:
    if isinstance(said, dict) and isinstance(covered, dict):
        for name in said.keys() | covered.keys():
            if name in said and name in covered:
                yield from _differences(said[name], covered[name], f"{place}/{name}")
            else:
                yield f"{place}/{name}"
    elif isinstance(said, list) and isinstance(covered, list) and len(said) == len(covered):
        for index, (one, other) in enumerate(zip(said, covered, strict=True)):
            yield from _differences(one, other, f"{place}/{index}")
    elif said != covered:
        yield place
