"""Real evidence files for the invented school: texts, tables, PDFs and a photo."""

from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from assessor_app.services.demo_content import DemoFile

NOTES = ("#F2CC50", "#74BBAF", "#E7A5E2", "#A3AFFF", "#F4BE6A", "#7ED6A0")
"""Colours of the paper notes in the photo of the team's wall."""


def write_demo_files(folder: Path, files: tuple[DemoFile, ...]) -> None:
    """Write every file into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        target = folder / file.name
        if file.picture:
            _photo(target)
        elif file.pages:
            _pdf(target, file)
        else:
            target.write_text(file.text + "\n", encoding="utf-8")


def _pdf(target: Path, file: DemoFile) -> None:
    canvas = Canvas(str(target), pagesize=A4, invariant=1)
    for page in range(1, file.pages + 1):
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(72, 760, file.title)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 730, f"Hollin Bank Community School, page {page} of {file.pages}")
        for line in range(1, 13):
            canvas.drawString(72, 700 - 24 * line, f"{page}.{line}  An invented line to read.")
        canvas.showPage()
    canvas.save()


def _photo(target: Path) -> None:
    picture = Image.new("RGB", (960, 640), "#DCD8CE")
    draw = ImageDraw.Draw(picture)
    for number in range(24):
        left, top = 60 + (number % 6) * 145, 50 + (number // 6) * 145
        draw.rectangle((left, top, left + 110, top + 110), fill=NOTES[(number * 5) % len(NOTES)])
        for line in range(3):
            draw.line(
                (left + 14, top + 32 + 24 * line, left + 92 - 12 * line, top + 32 + 24 * line), fill="#3A3A3A", width=3
            )
    picture.save(target)
