"""A blank self-assessment workbook for an institution; needs no profile."""

from pathlib import Path

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.overlays import for_institution
from assessor_app.workbooks.writing import write_blank


def write_blank_workbook(scheme: Scheme, target: Path, nation: str = "", setting: str = "", language: str = "") -> None:
    """Write a blank workbook for an edition. Raises Unavailable when the place cannot be written."""
    theirs = for_institution(scheme, {"nation": nation, "setting": setting})
    write_blank(theirs, target, nation=nation, setting=setting, language=language or scheme.language)
