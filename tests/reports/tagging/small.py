"""A small document with one of everything that is tagged."""

from datetime import date

from assessor_app.reports.page.blocks import Figure, bullets, label_row, numbered
from assessor_app.reports.page.document import About, Dress, Made, make_document
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.signature_box import SignatureBox, TimestampField
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import TIGHT
from assessor_app.reports.page.table import Cell
from assessor_app.reports.page.text import Bold, Foreign, Link

ABOUT = About("A small document", "en-GB", "Siân Ŵyn", "Everything once", ("small", "whole"), date(2026, 11, 22))
WELSH = "Mae hon yn frawddeg yn Gymraeg sydd yn ddigon hir i fynd dros ddiwedd y llinell, gobeithio."


def undressed(canvas, page, pages):
    """No header and no footer."""


def small_story(rows: int = 3) -> Story:
    """Headings, a link, a passage in Welsh, lists, a table of so many rows, a figure, fields."""
    story = Story()
    story.title("First things", "first")
    story.paragraph(["Words, ", Bold("strong"), " ones, a ", Link("link to the table below", "row-1"), " and an end."])
    story.paragraph(["In Welsh: ", Foreign(WELSH, "cy")])
    story.section("A list of two")
    story.block(bullets([Prose("One thing", TIGHT), Prose("another thing", TIGHT)]))
    story.block(numbered([Prose("Step one", TIGHT), Prose("step two", TIGHT)]))
    story.add(label_row("Label", [Prose("What stands beside it.", TIGHT)], role="H3"))
    cells: list[list[Cell]] = [[f"Row {row}", "Value"] for row in range(1, rows + 1)]
    marks = [f"row-{row}" for row in range(1, rows + 1)]
    story.table("Numbers", ["Name", "Worth"], cells, (60, 60), bookmarks=marks)
    story.figure(Figure(30, lambda canvas: canvas.rect(0, 0, 60, 20, fill=1), "One bar: 60 of 100."), "A bar.")
    story.add(SignatureBox("Assessor", "Signature of the assessor"), TimestampField())
    return story


def small_document(rows: int = 3, **options) -> Made:
    """The story as a file."""
    return make_document(small_story(rows), ABOUT, Dress(undressed), **options)
