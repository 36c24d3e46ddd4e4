"""Type: the roles of the design with their faces, sizes and spaces in points."""

from dataclasses import dataclass

from assessor_app.reports.page import fonts


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text is set, from the left. indent: kept free at the right."""

    face: str = fonts.REGULAR
    size: float = 12
    leading: float = 17
    colour: str = "text"
    before: float = 0
    after: float = 0
    indent: float = 0


COVER_MARK = Style(fonts.SEMIBOLD, 12, 16, "on_heat1")
COVER_TITLE = Style(fonts.DISPLAY, 42, 48, "on_heat1")
COVER_INSTITUTION = Style(fonts.DISPLAY_MEDIUM, 20, 26, "on_heat1")
COVER_LINE = Style(colour="on_heat1", indent=142)
H1 = Style(fonts.DISPLAY, 26, 31, after=8)
ASPECT_TITLE = Style(fonts.DISPLAY, 22, 27, after=6)
H2 = Style(fonts.SEMIBOLD, 15, 20, before=14, after=5)
STRAND_TITLE = Style(fonts.SEMIBOLD, 15, 20)
STRAND_LEVEL = Style(fonts.SEMIBOLD, 13, 18)
KICKER = Style(fonts.SEMIBOLD, 10.5, 14, "level", after=2)
LABEL = Style(fonts.SEMIBOLD, 10, 15, "text2")
REASON = Style(fonts.MEDIUM, 12.5, 18)
BODY = Style(after=7)
TIGHT = Style()
BULLET = Style(fonts.SEMIBOLD, 12, 17)
CELL = Style(size=10.5, leading=14.5)
ROW_HEADER = Style(fonts.SEMIBOLD, 10.5, 14.5)
COLUMN_HEADER = Style(fonts.SEMIBOLD, 10, 13.5, "text2")
CAPTION = Style(fonts.SEMIBOLD, 10.5, 14.5, before=10, after=5)
NOTE = Style(size=9.5, leading=13.5, colour="text2")
RUNNING = Style(size=9, leading=12, colour="text2")
