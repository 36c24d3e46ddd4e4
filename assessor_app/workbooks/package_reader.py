"""A checked package into sheets: relationships, shared strings, date formats, properties, then the cells."""

import posixpath
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from assessor_app.workbooks.grid import Content, Sheet
from assessor_app.workbooks.number_formats import date_styles
from assessor_app.workbooks.preflight import Package, open_package
from assessor_app.workbooks.refusals import damaged
from assessor_app.workbooks.shared_strings import shared_strings
from assessor_app.workbooks.sheet_reader import SheetReader, Surroundings, without_empty
from assessor_app.workbooks.xml_events import Attributes, XmlReader, local

MOST_SHEETS = 100
_DAY_ZERO_1900, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)

Relations = dict[str, tuple[str, str]]
"""Relationship id to (kind, target); kind is the last word of the relationship's type."""


def read_content(file: Path) -> tuple[Content, Package]:
    """Everything the workbook holds. Raises Refused for a file that is no workbook or no acceptable one."""
    package = open_package(file)
    return _Reading(package).content(), package


class _Reading:
    """The state of reading one package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._xml = XmlReader(package.file)

    def content(self) -> Content:
        relations = self._relations("")
        workbook = self._target(relations, "officeDocument") or "xl/workbook.xml"
        properties = self._texts(self._target(relations, "custom-properties"), "property", "name")
        keywords = self._texts(self._target(relations, "core-properties"), "keywords", "")
        return Content(self._sheets(workbook), properties, keywords.get("", ""))

    def _relations(self, part: str) -> Relations:
        folder, name = posixpath.split(part)
        relations: Relations = {}
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if source.lower() not in self._package.parts:
            return relations

        def start(element: str, attributes: Attributes) -> None:
            if element != "Relationship":
                return
            kind, target = attributes.get("Type", "").rpartition("/")[2], attributes.get("Target", "")
            if attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            relations[attributes.get("Id", "")] = (kind, target)

        self._xml.read(self._package.chunks(source), start)
        return relations

    def _target(self, relations: Relations, kind: str) -> str:
        found = next((target for known, target in relations.values() if known == kind), "")
        return found if found.lower() in self._package.parts else ""

    def _chunks(self, part: str) -> Iterator[bytes]:
        return self._package.chunks(part) if part else iter((b"<none/>",))

    def _texts(self, part: str, element: str, key: str) -> dict[str, str]:
        """Text inside each `element` of a part, by its attribute `key`; {} when there is no such part."""
        texts: dict[str, list[str]] = {}
        current: list[list[str]] = []

        def start(name: str, attributes: Attributes) -> None:
            if name == element:
                current[:] = [texts.setdefault(attributes.get(key, ""), [])]

        def end(name: str) -> None:
            if name == element:
                current.clear()

        def text(characters: str) -> None:
            for pieces in current:
                pieces.append(characters)

        self._xml.read(self._chunks(part), start, end, text)
        return {name: "".join(pieces).strip() for name, pieces in texts.items()}

    def _sheets(self, workbook: str) -> tuple[Sheet, ...]:
        listed: list[Attributes] = []
        day_zero = [_DAY_ZERO_1900]

        def start(name: str, attributes: Attributes) -> None:
            if name == "sheet" and len(listed) < MOST_SHEETS:
                listed.append(attributes)
            elif name == "workbookPr" and attributes.get("date1904", "0") in ("1", "true", "on"):
                day_zero[0] = _DAY_ZERO_1904

        self._xml.read(self._package.chunks(workbook), start)
        relations = self._relations(workbook)
        strings = shared_strings(self._xml, self._chunks(self._target(relations, "sharedStrings")))
        styles = date_styles(self._xml, self._chunks(self._target(relations, "styles")))
        sheets = []
        for entry in listed:
            kind, part = relations.get(local(entry, "id"), ("", ""))
            if kind == "worksheet":
                links = {name: target for name, (link, target) in self._relations(part).items() if link == "hyperlink"}
                around = Surroundings(self._package.file, strings, styles, day_zero[0], links)
                sheets.append(self._sheet(entry, part, around))
        if not sheets:
            raise damaged(self._package.file)
        return tuple(sheets)

    def _sheet(self, entry: Attributes, part: str, around: Surroundings) -> Sheet:
        sheet = Sheet(entry.get("name", ""), entry.get("state", "visible") == "visible")
        reader = SheetReader(sheet, around)
        self._xml.read(without_empty(self._package.chunks(part)), reader.start, reader.end, reader.text)
        return sheet
