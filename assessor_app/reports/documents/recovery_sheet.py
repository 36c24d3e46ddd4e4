"""The recovery sheet: one page to print and lock away, with the key that opens a profile when all else is lost."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas

from assessor_app.domain.words.phrases import day_words
from assessor_app.reports.page import fonts
from assessor_app.reports.page.drawing import colour
from assessor_app.reports.page.paper import HEIGHT, LEFT, MM, TEXT_WIDTH, TOP, WIDTH
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.styles import H1, NOTE, TIGHT, Style

KEY: Final = Style(fonts.CODE_MEDIUM, 17, 27)
FACT: Final = Style(fonts.SEMIBOLD, 12, 18)
HEAD: Final = Style(fonts.SEMIBOLD, 13, 18)
BESIDE: Final = 4
"""Groups on a line: few enough to keep one's place while typing."""


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the page says. groups: the key after `start`, to be typed; number: tells this sheet from others."""

    name: str
    number: str
    made: date
    start: str = field(repr=False)
    groups: Sequence[str] = field(repr=False)


USES: Final = (
    "Passphrase forgotten, or the keyring of the computer lost: on the screen that asks for the passphrase, choose "
    "“Use the recovery sheet”. On the command line: assessor-app identity recover.",
    "New computer: start Assay there, choose “Restore”, point to the folder of your backup, and type this key when it "
    "is asked for. On the command line: assessor-app restore DIR --recovery-key-file FILE.",
    "Without Assay: write the key on one line, beginning with AGE-SECRET-KEY-1, into a text file, and run "
    "age -d -i FILE vault.age with the standard tool “age”.",
)


def recovery_sheet(sheet: RecoverySheet) -> bytes:
    """The page as a PDF."""
    fonts.prepare()
    out = io.BytesIO()
    options: dict[str, Any] = {"initialFontName": fonts.REGULAR}  # its published type is wrong
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), **options)
    canvas.setTitle(f"Recovery sheet {sheet.number}")
    top = _texts(canvas, TOP, _head(sheet))
    top = _key_box(canvas, top - 6 * MM, sheet)
    _texts(canvas, top - 8 * MM, _foot(sheet))
    canvas.save()
    return out.getvalue()


def _head(sheet: RecoverySheet) -> list[tuple[str, Style]]:
    whose = f"{sheet.name}, made on {day_words(sheet.made)}" if sheet.name else ""
    return [
        ("Recovery sheet", H1),
        (f"Sheet {sheet.number}", FACT),
        (whose or f"Made on {day_words(sheet.made)}", TIGHT),
        ("", NOTE),
        (
            "Whoever has this sheet and a copy of the profile or of a backup can read everything in it and sign in "
            "this name. Print it, lock it away from the computer, and delete the file.",
            TIGHT,
        ),
    ]


def _foot(sheet: RecoverySheet) -> list[tuple[str, Style]]:
    told = [("How to use it", HEAD), *((f"{at}.  {use}", TIGHT) for at, use in enumerate(USES, start=1))]
    more = (
        "Capital and small letters, spaces and line ends do not matter, and a mistyped character is always noticed. "
        f"Settings, Keys and trust shows the number of the sheet that holds now: this one is {sheet.number}. A newer "
        "sheet or new keys make this one useless for the profile, but not for backups made before."
    )
    return [*told, ("", NOTE), (more, NOTE)]


def _key_box(canvas: Canvas, top: float, sheet: RecoverySheet) -> float:
    lines = [sheet.groups[at : at + BESIDE] for at in range(0, len(sheet.groups), BESIDE)]
    height = (len(lines) + 1) * KEY.leading + 10 * MM
    canvas.setStrokeColor(colour("line_control"))
    canvas.setLineWidth(1)
    canvas.roundRect(LEFT, top - height, TEXT_WIDTH, height, 6, stroke=1, fill=0)
    at = top - 5 * MM
    for text in (sheet.start, *("    ".join(line) for line in lines)):
        at = _text(canvas, LEFT + 7 * MM, at, text, KEY)
    return top - height


def _texts(canvas: Canvas, top: float, texts: Sequence[tuple[str, Style]]) -> float:
    for text, style in texts:
        top = _text(canvas, LEFT, top, text or " ", style) - style.after - 3
    return top


def _text(canvas: Canvas, left: float, top: float, text: str, style: Style) -> float:
    prose = Prose(text, style)
    _, height = prose.wrap(TEXT_WIDTH - (left - LEFT), HEIGHT)
    prose.draw_at(canvas, left, top - height)
    return top - height
