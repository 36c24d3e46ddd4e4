"""Refusing a file as a whole, always in the same shape: what it is, that nothing was loaded, what to do."""

from pathlib import Path

from assessor_app.errors import Refused

ASK_AGAIN = "ask for it again"
SAVE_AS = "open it in the program it was made with and save it as an Excel workbook (.xlsx)"


def refusal(file: Path, what: str, action: str, code: str) -> Refused:
    """The error for a file that cannot be taken: "<name> <what>. Nothing was loaded; <action>."."""
    return Refused(f"{file.name} {what}. Nothing was loaded; {action}.", code)


def damaged(file: Path) -> Refused:
    """The error for a workbook that breaks off or contradicts itself."""
    return refusal(file, "is damaged or incomplete", ASK_AGAIN, "damaged")


def too_large(file: Path) -> Refused:
    """The error for content beyond any real self-assessment, by accident or on purpose."""
    return refusal(
        file,
        "holds far more than a self-assessment can",
        "copy the answers into a fresh workbook and load that",
        "too-large",
    )


def forbidden_xml(file: Path) -> Refused:
    """The error for XML with a document type, entities or an encoding that could hide them."""
    action = "save it again as .xlsx in Excel or LibreOffice and load that"
    return refusal(file, "contains instructions that no workbook needs", action, "forbidden-xml")
