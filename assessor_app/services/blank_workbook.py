"""A blank self-assessment workbook for an institution; needs no profile."""

from pathlib import Path

from assessor_app.domain.scheme import Scheme
from assessor_app.workbooks.writing import write_blank


def write_blank_workbook(scheme: Scheme, target: Path, nation: str = "", setting: str = "", language: str = "") -> None:
    """Write a blank workbook for an edition. Raises Unavailable when the place cannot be written."""
    write_blank(scheme, target, nation=nation, setting=setting, language=language or scheme.language)
