"""All looks of one screen in one picture."""

from pathlib import Path

from PIL import Image, ImageDraw

from .variants import THEMES, VARIANTS

CELL, GAP, CAPTION = (683, 384), 12, 18
PAPER, INK = "#8A8A8A", "#FFFFFF"


def write_contact_sheet(folder: Path) -> Path | None:
    """Put the pictures in `folder` beside one another, a size a row; the sheet lies beside the folder."""
    found = [(variant, folder / f"{variant.name}.png") for variant in VARIANTS]
    if not any(file.exists() for _, file in found):
        return None
    width, height = CELL[0] + GAP, CELL[1] + GAP + CAPTION
    sheet = Image.new("RGB", (GAP + width * len(THEMES), GAP + height * -(-len(VARIANTS) // len(THEMES))), PAPER)
    draw = ImageDraw.Draw(sheet)
    for at, (variant, file) in enumerate(found):
        x, y = GAP + width * (at % len(THEMES)), GAP + height * (at // len(THEMES))
        draw.text((x, y), variant.name, fill=INK)
        if file.exists():
            with Image.open(file) as picture:
                picture.thumbnail(CELL)
                sheet.paste(picture, (x, y + CAPTION))
    target = folder.with_suffix(".png")
    sheet.save(target)
    return target
