"""The logo of a template: a small, sound picture that lies beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

LARGEST: Final = 4 << 20
"""Bytes."""
MOST_PIXELS: Final = 16_000_000
FORMATS: Final = ("PNG", "JPEG")
MODES: Final = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
"""What PDF/A-2 prints as it is; CMYK needs a profile of its own."""


def problem_of_logo(template: Path, name: str) -> Iterator[str]:
    """What is wrong with a logo, in a sentence; nothing for a good one."""
    picture = template.parent / name
    if not name or Path(name).name != name or picture.is_symlink() or not picture.is_file():
        yield f"There is no file {name!r} beside the template; a PNG or JPEG was expected."
        return
    if picture.stat().st_size > LARGEST:
        yield f"{name} is larger than 4 MB."
        return
    yield from _not_a_picture(picture)


def _not_a_picture(file: Path) -> Iterator[str]:
    from PIL import Image  # only a template with a logo needs it

    try:
        with Image.open(file, formats=FORMATS) as opened:
            size, mode, frames = opened.size, opened.mode, getattr(opened, "n_frames", 1)
            if size[0] * size[1] <= MOST_PIXELS:
                opened.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        yield f"{file.name} is not a PNG or JPEG that can be read to its end."
        return
    if size[0] * size[1] > MOST_PIXELS:
        yield f"{file.name} has {size[0]} x {size[1]} pixels; at most 16 million were expected."
    elif mode not in MODES:
        yield f"{file.name} has colours of the kind {mode}; save it in RGB or grey."
    elif frames > 1:
        yield f"{file.name} moves; a single picture was expected."
