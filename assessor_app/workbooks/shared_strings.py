"""The texts that cells share, by number."""

from collections.abc import Iterable

from assessor_app.workbooks.text import unescape
from assessor_app.workbooks.xml_events import Attributes, XmlReader


class _Strings:
    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._inside = {"t": False, "rPh": False}

    def start(self, name: str, _: Attributes) -> None:
        if name in self._inside:
            self._inside[name] = True

    def end(self, name: str) -> None:
        if name in self._inside:
            self._inside[name] = False
        elif name == "si":
            self.found.append(unescape("".join(self._pieces)))
            self._pieces.clear()

    def text(self, characters: str) -> None:
        if self._inside["t"] and not self._inside["rPh"]:
            self._pieces.append(characters)


def shared_strings(xml: XmlReader, chunks: Iterable[bytes]) -> list[str]:
    """Every shared text without its fonts and without reading aids (rPh)."""
    strings = _Strings()
    xml.read(chunks, strings.start, strings.end, strings.text)
    return strings.found
