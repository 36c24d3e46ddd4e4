"""Recognising files that are no .xlsx, so that the sentence says what to do with them."""

from collections.abc import Iterable
from pathlib import Path

from assessor_app.errors import Refused
from assessor_app.workbooks.refusals import ASK_AGAIN, SAVE_AS, refusal

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_OTHER_ARCHIVES = (
    (".iwa", "is a Numbers file", "open it in Numbers and export it to Excel (.xlsx)", "numbers"),
    ("xl/workbook.bin", "is a binary Excel workbook (.xlsb)", SAVE_AS, "xlsb"),
    ("word/document.xml", "is a Word document, not a workbook", "ask for the workbook (.xlsx)", "word"),
    ("content.xml", "is an OpenDocument file, but no spreadsheet", "ask for the workbook (.xlsx)", "not-xlsx"),
)


def foreign_file(file: Path, data: bytes) -> Refused | None:
    """The refusal for a file that is no zip archive; None when it may be one."""
    if not data:
        return refusal(file, "is empty; it may still have been uploading", ASK_AGAIN, "empty-file")
    if data.startswith(_OLE2):
        return _old_or_locked(file, data)
    if data.startswith(b"%PDF"):
        return refusal(file, "is a PDF, not a workbook", "ask for the workbook itself (.xlsx)", "pdf")
    if not data.startswith(b"PK"):
        return refusal(file, "is not an Excel workbook; it may be CSV or a link to an online file", SAVE_AS, "not-xlsx")
    return None


def _old_or_locked(file: Path, data: bytes) -> Refused:
    if _ENCRYPTED in data:
        action = "ask for it without the password to open it (File, Info, Protect Workbook)"
        return refusal(file, "is protected by a password", action, "password")
    return refusal(file, "is a workbook of the old Excel 97 kind (.xls)", SAVE_AS, "old-excel")


def foreign_archive(file: Path, names: Iterable[str], media_type: bytes) -> Refused | None:
    """The refusal for a zip archive that is no .xlsx; None when it is one. names: in lower case."""
    held = set(names)
    if b"opendocument.spreadsheet" in media_type:
        return refusal(file, "is an OpenDocument spreadsheet (.ods)", SAVE_AS, "ods")
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in held):
        return refusal(file, "contains macros", "save it as an Excel workbook without macros (.xlsx)", "macros")
    if "xl/workbook.xml" in held:
        return None
    for member, what, action, code in _OTHER_ARCHIVES:
        if any(name.endswith(member) for name in held):
            return refusal(file, what, action, code)
    return refusal(
        file, "is a zip archive, not a workbook", "unpack it and load the workbook inside (.xlsx)", "not-xlsx"
    )
