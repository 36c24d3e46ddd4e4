"""Reading XML as a stream of events, with a bound on how much of it there may be."""

from collections.abc import Callable, Iterable
from pathlib import Path
from xml.parsers import expat

from assessor_app.workbooks.refusals import damaged, forbidden_xml, too_large

Attributes = dict[str, str]

MOST_ELEMENTS = 250_000
"""Over all parts of a workbook. A completed self-assessment has about 6,000."""


class XmlReader:
    """Reads the parts of one workbook and refuses it when they hold more elements than `MOST_ELEMENTS`.

    Names are local: Excel, LibreOffice and "strict" files differ in namespaces only.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._left = MOST_ELEMENTS

    def read(
        self,
        chunks: Iterable[bytes],
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Call back for every element and text. Raises Refused for broken or forbidden XML."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype

        def on_start(name: str, attributes: Attributes) -> None:
            self._left -= 1
            if self._left < 0:
                raise too_large(self._file)
            start(name.rpartition(" ")[2], attributes)

        parser.StartElementHandler = on_start
        if end:
            handler = end
            parser.EndElementHandler = lambda name: handler(name.rpartition(" ")[2])
        if text:
            parser.CharacterDataHandler = text
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise damaged(self._file) from error

    def _refuse_doctype(self, *_: object) -> None:
        raise forbidden_xml(self._file)


def local(attributes: Attributes, name: str) -> str:
    """An attribute by its local name, such as `id` of `r:id`; "" when there is none."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.endswith(f" {name}")), "")
