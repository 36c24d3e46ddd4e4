"""The files that an institution gets with its award: certificate, credential, pictures that carry it, and logos."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assessor_app.credentials.baking import bake_png, bake_svg
from assessor_app.domain.award.credential import AwardStatement
from assessor_app.errors import Unavailable
from assessor_app.reports.documents.award_picture import award_png, award_svg, years

FOLDER: Final = "Assay awards"
BADGE: Final = 600
LOGO_SIZES: Final = (128, 256, 512, 1024, 2048)
"""Widths in pixels."""
FIRST_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a pack, so that the same award gives the same bytes."""


@dataclass(frozen=True, slots=True)
class AwardFile:
    """One file. name: without a folder."""

    name: str
    content: bytes


def award_files(award: AwardStatement, certificate: bytes, credential: str, logo: AwardFile | None) -> list[AwardFile]:
    """All of them. credential: the signed JSON; logo: of the mark, from its folder."""
    stem = file_stem(award.number)
    return [
        AwardFile(f"{stem} certificate.pdf", certificate),
        AwardFile(f"{stem} credential.json", credential.encode()),
        AwardFile(f"{stem} badge.png", bake_png(award_png(award, BADGE), credential)),
        AwardFile(f"{stem} badge.svg", bake_svg(award_svg(award), credential).encode()),
        AwardFile(f"{stem} logos.zip", logo_pack(award, logo)),
    ]


def logo_pack(award: AwardStatement, logo: AwardFile | None) -> bytes:
    """A zip of the award's picture, with its years, as SVG and as PNG in several sizes; and the mark's own logo."""
    stem = file_stem(f"{award.scheme.short_title} {award.outcome.name} {years(award)}")
    files = [AwardFile(f"{stem}.svg", award_svg(award).encode())]
    files += [AwardFile(f"{stem} {width}.png", award_png(award, width)) for width in LOGO_SIZES]
    files += [logo] if logo else []
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for file in files:
            pack.writestr(zipfile.ZipInfo(file.name, FIRST_TIME), file.content)
    return out.getvalue()


def place_for(holder: str, number: str) -> Path:
    """Where an award's files go unless somebody says otherwise: a folder of its own, in the person's documents where
    they have such a folder."""
    documents = Path.home() / "Documents"
    start = documents if documents.is_dir() else Path.home()
    return start / FOLDER / file_stem(f"{holder} {number}")


def file_stem(words: str) -> str:
    """A file name that every system takes."""
    return "".join(letter if letter.isalnum() or letter in " -_." else "-" for letter in words).strip(" .")[:80]


def make_folder(folder: Path) -> None:
    """Make a folder for them, unless it is there. Raises Unavailable when it cannot be made."""
    try:
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"{folder} cannot be made ({error.strerror}). Nothing was made.", "cannot-write") from error
