"""Rows out of CSV text, whatever separates its cells, and out of what was copied from a spreadsheet."""

import csv
import io

from assessor_app.schemes.exchange.words import unusable

LARGEST = 4 << 20
_SEPARATORS = "\t;,|"


def rows_of(name: str, data: bytes) -> list[list[str]]:
    """The cells of a text. Raises Refused for what is too large or no text."""
    if len(data) > LARGEST:
        raise unusable(name, "The text is larger than 4 MB, which no rubric needs.", "too-large")
    text = _text(name, data)
    first = text.lstrip().partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if any(row)]
    except csv.Error as error:
        raise unusable(name, "The rows cannot be told apart; a quotation mark may be left open.", "not-csv") from error


def _text(name: str, data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or what spreadsheets of Windows write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        raise unusable(name, "The file is neither text nor a workbook.", "not-text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
