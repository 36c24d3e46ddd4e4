"""CASE packages, 1.0 and 1.1, as they are met: items with their children, whatever shape links and packages have."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessor_app.domain.journal.operation import Json
from assessor_app.domain.words.counting import counted
from assessor_app.schemes.exchange.words import line, unusable

LARGEST = 16 << 20
MOST_ITEMS = 20_000
DEEPEST = 40

Record = Mapping[str, Any]


@dataclass(slots=True)
class Item:
    """One CFItem. kind: its item type, "" for none; depth: 1 for what stands under the document."""

    identifier: str
    kind: str
    record: Record
    children: list["Item"] = field(default_factory=list)
    parent: "Item | None" = None
    depth: int = 0

    @property
    def above(self) -> Iterator["Item"]:
        """The items it stands under, nearest first."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent


@dataclass(frozen=True, slots=True)
class Package:
    """document: the CFDocument; top: the items under it; items: all, in the order of the tree; left_out: what of the
    package is not used."""

    document: Record
    record: Record
    top: list[Item]
    items: list[Item]
    left_out: list[str]

    @property
    def rubrics(self) -> list[Record]:
        """The CFRubrics."""
        return records(self.record, "CFRubrics")


def read_packages(name: str, data: bytes) -> list[Package]:
    """The packages of a file: a package, one wrapped in `CFPackage`, or a list of them. Raises Refused."""
    content = _json(name, data)
    found = [_package(name, each) for each in (content if isinstance(content, list) else [content])]
    if not found:
        raise unusable(name, "The file holds no CASE package.", "not-case")
    return found


def records(of: Any, key: str) -> list[Record]:
    """The members of a list that are records; what is anything else counts as not there."""
    found = of.get(key) if isinstance(of, Mapping) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def identifier_of(link: Any) -> str:
    """The identifier a link leads to: an object with one, or an address that ends in it."""
    if isinstance(link, Mapping):
        return str(link.get("identifier") or identifier_of(link.get("uri")))
    return link.rstrip("/").rpartition("/")[2].rpartition(":")[2] if isinstance(link, str) else ""


def position_of(value: Any, otherwise: float) -> float:
    """A sequence number, also one that is written as text."""
    try:
        found = float(value)
    except (TypeError, ValueError):
        return otherwise
    return found if abs(found) < 1e9 else otherwise


def _json(name: str, data: bytes) -> Json:
    if len(data) > LARGEST:
        raise unusable(name, "The file is larger than 16 MB, which no rubric needs.", "too-large")
    try:
        found: Json = json.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise unusable(name, "Its lists stand too deep inside each other.", "too-deep") from error
    except ValueError as error:
        raise unusable(name, "The file is not JSON in UTF-8, or it was cut off.", "not-json") from error
    if _depth(found) > DEEPEST:
        raise unusable(name, "Its lists stand too deep inside each other.", "too-deep")
    return found


def _depth(content: Json) -> int:
    layer, depth = [content], 0
    while layer and depth <= DEEPEST:
        inside = [each.values() if isinstance(each, dict) else each for each in layer if isinstance(each, dict | list)]
        layer, depth = [member for each in inside for member in each], depth + 1
    return depth


def _package(name: str, content: Json) -> Package:
    if isinstance(content, dict) and isinstance(content.get("CFPackage"), dict):
        content = content["CFPackage"]
    if not isinstance(content, dict) or not isinstance(content.get("CFDocument"), dict):
        raise unusable(name, "The file is JSON, but no CASE package: it has no CFDocument.", "not-case")
    listed = records(content, "CFItems")
    if len(listed) > MOST_ITEMS:
        raise unusable(name, f"It has more than {MOST_ITEMS} items, which no rubric needs.", "too-large")
    left_out: list[str] = []
    by_id = _items(listed, left_out)
    top = _tree(content, by_id, left_out)
    items = list(_walk(top))
    return Package(content["CFDocument"], content, top, items, left_out)


def _items(listed: list[Record], left_out: list[str]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    differing = 0
    for record in listed:
        identifier = str(record.get("identifier") or identifier_of(record.get("uri")))
        if not identifier or identifier in found:
            differing += identifier in found and found[identifier].record != record
            continue
        kind = record.get("CFItemType")
        link = record.get("CFItemTypeURI")
        title = link.get("title") if isinstance(link, Mapping) else ""
        found[identifier] = Item(identifier, line(kind or title, 60), record)
    if differing:
        left_out.append(f"{differing} items whose identifier stands in the package twice; the first of each was taken.")
    return found


def _tree(package: Record, by_id: dict[str, Item], left_out: list[str]) -> list[Item]:
    """Hang each item under its first parent, in the order of the sequence numbers."""
    others: Counter[str] = Counter()
    order: dict[str, float] = {}
    for number, association in enumerate(records(package, "CFAssociations")):
        if association.get("associationType") != "isChildOf":
            others[line(association.get("associationType"), 40) or "without a type"] += 1
            continue
        child = by_id.get(identifier_of(association.get("originNodeURI")))
        parent = by_id.get(identifier_of(association.get("destinationNodeURI")))
        if child is None or child.identifier in order:
            others["isChildOf to or from elsewhere, or a second time"] += 1
            continue
        order[child.identifier] = position_of(association.get("sequenceNumber"), 1e9 + number)
        if parent is not None and child is not parent and child not in parent.above:
            child.parent = parent
            parent.children.append(child)
    left_out.extend(f"{counted(count, 'association')} ({kind})." for kind, count in sorted(others.items()))
    last = float("inf")
    for item in by_id.values():
        item.children.sort(key=lambda child: order[child.identifier])
    return sorted((item for item in by_id.values() if item.parent is None), key=lambda i: order.get(i.identifier, last))


def _walk(top: list[Item]) -> Iterator[Item]:
    waiting = [(item, 1) for item in reversed(top)]
    while waiting:
        item, depth = waiting.pop()
        item.depth = depth
        yield item
        waiting += [(child, depth + 1) for child in reversed(item.children)]
