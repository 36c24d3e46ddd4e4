"""Pictures of check boxes, radio buttons and arrows for one theme: a style sheet can only load them from files."""

import zlib
from pathlib import Path

from assessor_app.ui.tokens import Tokens

_CHEVRONS = {"down": "M4 6l4 4 4-4", "up": "M4 10l4-4 4 4", "right": "M6 4l4 4-4 4"}


def _svg(size: int, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 {size} {size}" fill="none">{body}</svg>'
    )


def _check_box(tokens: Tokens, mark: str, focused: bool, disabled: bool) -> str:
    line, fill = (tokens.line, tokens.line_control) if disabled else (tokens.line_control, tokens.accent_fill)
    ring = f'<rect x="1" y="1" width="22" height="22" rx="7" stroke="{tokens.focus}" stroke-width="2"/>'
    if mark:
        box = (
            f'<rect x="3" y="3" width="18" height="18" rx="4.5" fill="{fill}"/>'
            f'<path d="{mark}" stroke="{tokens.on_accent}" stroke-width="2" stroke-linecap="round" '
            'stroke-linejoin="round"/>'
        )
    else:
        box = (
            f'<rect x="3.75" y="3.75" width="16.5" height="16.5" rx="4" fill="{tokens.surface}" '
            f'stroke="{line}" stroke-width="1.5"/>'
        )
    return _svg(24, (ring if focused else "") + box)


def _radio_button(tokens: Tokens, chosen: bool, focused: bool, disabled: bool) -> str:
    line, fill = (tokens.line, tokens.line_control) if disabled else (tokens.line_control, tokens.accent_fill)
    ring = f'<circle cx="12" cy="12" r="11" stroke="{tokens.focus}" stroke-width="2"/>'
    radius, colour, width = (6.5, fill, 5.0) if chosen else (8.25, line, 1.5)
    dot = f'<circle cx="12" cy="12" r="{radius}" fill="{tokens.surface}" stroke="{colour}" stroke-width="{width}"/>'
    return _svg(24, (ring if focused else "") + dot)


def control_images(tokens: Tokens) -> dict[str, str]:
    """File name to SVG text: `check-off`, `check-on`, `check-part`, `radio-off`, `radio-on`, each also with
    `-focus` and `-disabled`, and `down`, `up`, `right`."""
    marks = {"off": "", "on": "M7.6 12.4l3 3 6-6.6", "part": "M8 12h8"}
    images: dict[str, str] = {}
    for state, focused, disabled in (("", False, False), ("-focus", True, False), ("-disabled", False, True)):
        for name, mark in marks.items():
            images[f"check-{name}{state}.svg"] = _check_box(tokens, mark, focused, disabled)
        for name in ("off", "on"):
            images[f"radio-{name}{state}.svg"] = _radio_button(tokens, name == "on", focused, disabled)
    for name, path in _CHEVRONS.items():
        stroke = f'stroke="{tokens.text2}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
        images[f"{name}.svg"] = _svg(16, f'<path d="{path}" {stroke}/>')
    return images


def write_control_images(tokens: Tokens, cache: Path) -> str:
    """Write the pictures once; gives their folder's name inside `cache`.

    The name carries a checksum of the content, so a new version never shows an old picture from Qt's pixmap cache.
    """
    images = control_images(tokens)
    checksum = zlib.crc32("".join(images.values()).encode())  # hashlib would load OpenSSL for this
    folder = cache / f"{tokens.name}-{checksum:08x}"
    if not (folder / "complete").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in images.items():
            (folder / name).write_text(text, encoding="utf-8")
        (folder / "complete").touch()
    return folder.name
