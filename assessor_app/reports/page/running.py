"""What every page carries: institution and document above, reference, version and fingerprint below."""

from dataclasses import dataclass
from typing import Final

from assessor_app.reports.page import fonts
from assessor_app.reports.page.canvas import ReportCanvas
from assessor_app.reports.page.drawing import colour, draw_text, text_width
from assessor_app.reports.page.logo import draw_logo, size_of
from assessor_app.reports.page.paper import HEIGHT, LEFT, MM, RIGHT, TEXT_WIDTH
from assessor_app.reports.page.prose import LONGEST_LINE, fitting
from assessor_app.reports.page.styles import RUNNING, Style
from assessor_app.reports.page.words import say

NAME = Style(fonts.MEDIUM, 9)
APART = 18
"""Points between institution and document on one line."""
CODE = Style(fonts.CODE, 9)
FOOT_ROOM, FOOT_LEADING = TEXT_WIDTH * 0.8, 10.5
BETWEEN_PARTS: Final = "   "
"""Of what stands at the foot: reference, version, fingerprint."""
LOGO = (30 * MM, 5.5 * MM)
LOGO_TOP = 4 * MM


@dataclass(frozen=True, slots=True)
class Running:
    """The words at head and foot. notice: "Draft 3, not signed", or "" for a report to sign; has_cover: the first page
    has no head."""

    institution: str
    document: str
    reference: str
    notice: str
    has_cover: bool = True
    logo: bytes = b""
    """Above the head of the first page, where there is no cover that shows it."""

    def draw(self, canvas: ReportCanvas, page: int, pages: int) -> None:
        """Draw on one page; a cover has a foot only."""
        canvas.saveState()
        if page > 1 or not self.has_cover:
            with canvas.running("Header"):
                self._draw_head(canvas, page)
        y = 12 * MM
        with canvas.running("Footer"):
            for above, line in reversed(list(enumerate(reversed(self._foot())))):
                _draw(canvas, (LEFT, y + above * FOOT_LEADING), fitting(line, CODE, FOOT_ROOM), fonts.CODE)
            _draw(canvas, (RIGHT, y), say("running.page", page=page, pages=pages), fonts.MEDIUM, flush="right")
        canvas.restoreState()

    def _foot(self) -> list[str]:
        """The reference with version and fingerprint; on a line of its own where it has no room beside them."""
        first, *others = self.reference.split(BETWEEN_PARTS)
        if not others or text_width(self.reference, fonts.CODE, RUNNING.size) <= FOOT_ROOM:
            return [self.reference]
        return [first, BETWEEN_PARTS.join(others)]

    def _draw_head(self, canvas: ReportCanvas, page: int) -> None:
        y = upper = HEIGHT - 14 * MM
        right = RIGHT
        if not self._fits_one_line():
            upper += RUNNING.leading  # the institution has the lower line to itself
        if self.logo and page == 1:
            size = size_of(self.logo, LOGO)
            draw_logo(canvas, self.logo, (RIGHT - size[0], HEIGHT - LOGO_TOP - size[1]), size)
            right -= size[0] + 4 * MM if upper > y else 0
        if self.notice:
            _draw(canvas, (right, upper), self.notice, fonts.SEMIBOLD, "text", "right")
            right -= text_width(self.notice, fonts.SEMIBOLD, RUNNING.size) + 10
        document = fitting(self.document, RUNNING, right - LEFT)
        _draw(canvas, (right, upper), document, fonts.REGULAR, flush="right")
        _draw(canvas, (LEFT, y), fitting(self.institution, NAME, TEXT_WIDTH), fonts.MEDIUM)
        canvas.setStrokeColor(colour("line_control"))
        canvas.setLineWidth(0.35)
        canvas.line(LEFT, y - 6, RIGHT, y - 6)

    def _fits_one_line(self) -> bool:
        parts = ((self.institution, fonts.MEDIUM), (self.document, fonts.REGULAR), (self.notice, fonts.SEMIBOLD))
        shown = [(words[:LONGEST_LINE], face) for words, face in parts if words]
        wide = sum(text_width(words, face, RUNNING.size) for words, face in shown)
        return wide + APART * (len(shown) - 1) <= TEXT_WIDTH


def _draw(
    canvas: ReportCanvas, at: tuple[float, float], text: str, face: str, ink: str = "text2", flush: str = "left"
) -> None:
    x, y = at
    if flush == "right":
        x -= text_width(text, face, RUNNING.size)
    draw_text(canvas, (x, y), text, face, RUNNING.size, ink)
