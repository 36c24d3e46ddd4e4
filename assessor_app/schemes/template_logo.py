"""The logo of a template: a small, sound picture that lies beside it."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from warnings import catch_warnings

LARGEST: Final = 4 << 20
"""Bytes."""
MOST_PIXELS: Final = 16_000_000
LONGEST_NAME: Final = 200
SCAN: Final = b"\xff\xda"
"""Begins one of the passes in which a JPEG is drawn. Each costs as much as the whole picture and may be few bytes; in a
PNG these two bytes meet by chance, some sixty times in the largest."""
MOST_SCANS: Final = 200
FORMATS: Final = ("PNG", "JPEG")
MODES: Final = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
"""What PDF/A-2 prints as it is; CMYK needs a profile of its own."""


def problem_of_logo(template: Path, name: str) -> Iterator[str]:
    """What is wrong with a logo, in a sentence; nothing for a good one."""
    picture = template.parent / name
    if len(name) > LONGEST_NAME or not name or Path(name).name != name or picture.is_symlink() or not picture.is_file():
        yield f"There is no file {name[:LONGEST_NAME]!r} beside the template; a PNG or JPEG was expected."
        return
    if picture.stat().st_size > LARGEST:
        yield f"{name} is larger than 4 MB."
        return
    yield from _not_a_picture(picture, picture.read_bytes())


def _not_a_picture(file: Path, content: bytes) -> Iterator[str]:
    from PIL import Image  # only a template with a logo needs it

    if content.count(SCAN) > MOST_SCANS:
        yield f"{file.name} is drawn in more than {MOST_SCANS} passes; save it as an ordinary JPEG or PNG."
        return
    try:
        # Pillow warns of pictures that are large, and we say so ourselves.
        with catch_warnings(action="ignore"), Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            size, mode, frames = opened.size, opened.mode, getattr(opened, "n_frames", 1)
            if size[0] * size[1] <= MOST_PIXELS and mode in MODES and frames == 1:
                opened.load()
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError):
        yield f"{file.name} is not a PNG or JPEG that can be read to its end."
        return
    if size[0] * size[1] > MOST_PIXELS:
        yield f"{file.name} has {size[0]} x {size[1]} pixels; at most 16 million were expected."
    elif mode not in MODES:
        yield f"{file.name} has colours of the kind {mode}; save it in RGB or grey."
    elif frames > 1:
        yield f"{file.name} moves; a single picture was expected."
