"""The faces of printed pages: registered with reportlab when first needed, measured character by character."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Final

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from assessor_app.paths import resources

REGULAR: Final = "Inter-Regular"
MEDIUM: Final = "Inter-Medium"
SEMIBOLD: Final = "Inter-SemiBold"
DISPLAY: Final = "InterDisplay-SemiBold"
DISPLAY_MEDIUM: Final = "InterDisplay-Medium"
CODE: Final = "InterCode-Regular"
CODE_MEDIUM: Final = "InterCode-Medium"
FALLBACK: Final = "DejaVuSans"
"""Stands in for characters that Inter does not have."""


class Widths(dict[str, float]):
    """Advance of each character in parts of the type size."""

    def __init__(self, widths: Mapping[int, float], default: float) -> None:
        super().__init__({chr(code): width / 1000 for code, width in widths.items()})
        self._default = default / 1000

    def __missing__(self, character: str) -> float:
        return self._default


@cache
def use(face: str) -> str:
    """Make `face` known to reportlab and return its name."""
    _no_outside_files()
    # Without `asciiReadable=0` a face takes two encodings, one of them with unused codes.
    pdfmetrics.registerFont(TTFont(face, str(resources() / "fonts" / f"{face}.ttf"), asciiReadable=0))
    return face


@cache
def widths(face: str) -> Widths:
    """The advances of all characters of a face."""
    glyphs = _glyphs(face)
    return Widths(glyphs.charWidths, glyphs.defaultWidth)


@cache
def characters(face: str) -> frozenset[str]:
    """The characters a face can print. Those above U+FFFF are left out: reportlab maps them back wrongly."""
    glyphs = _glyphs(face).charToGlyph
    return frozenset(chr(code) for code in glyphs if 0x20 <= code <= 0xFFFF)


@cache
def ascent(face: str) -> float:
    """Height above the baseline in parts of the type size."""
    return float(pdfmetrics.getAscentDescent(use(face), 1)[0])


@lru_cache(maxsize=8192)
def _word_width(word: str, face: str) -> float:
    return sum(map(widths(face).__getitem__, word))


def width(text: str, face: str, size: float) -> float:
    """Width of `text` in points."""
    if len(text) > 40:  # long ones come once; they would only push words out of the cache
        return sum(map(widths(face).__getitem__, text)) * size
    return _word_width(text, face) * size


@cache
def prepare() -> None:
    """Make Inter what reportlab draws with when nothing is said; its own default would not be embedded."""
    rl_config.useA85 = 0  # streams as they are: a quarter smaller, and made in a quarter less time
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping(REGULAR, bold, italic, SEMIBOLD if bold else REGULAR)
    use(REGULAR)


def _glyphs(face: str) -> Any:
    font: Any = pdfmetrics.getFont(use(face))
    return font.face


def _no_outside_files() -> None:
    # Text is never handed to reportlab's markup; should it ever be, nothing is fetched.
    rl_config.trustedSchemes = []
    rl_config.trustedHosts = []
