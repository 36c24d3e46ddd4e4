"""Page 1: what this is, about whom, by whom, and what is in it."""

from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Spacer, Table
from reportlab.platypus.tableofcontents import TableOfContents

from assessor_app.domain.report import ReportContent
from assessor_app.reports.paper import WIDTH, style
from assessor_app.reports.sentences import long_date
from assessor_app.reports.story import NO_PADDING, Story, label_rows
from assessor_app.reports.text import printable


def add_cover(story: Story, content: ReportContent) -> None:
    """Add the cover."""
    record, scheme = content.assessment, content.scheme
    place = ", ".join(part for part in (record.institution.name, record.institution.place) if part)
    panel = f" Recommendation to the award panel of {long_date(record.panel_on)}." if record.panel_on else ""
    story.add(Paragraph(printable(scheme.title), style("cover-mark")), Spacer(1, 32 * mm))
    title = story.heading(1, scheme.terms.report.capitalize(), "cover-title", listed=False)
    block = [
        title,
        Spacer(1, 3 * mm),
        Paragraph(printable(place), style("cover-institution")),
        Spacer(1, 2 * mm),
        Paragraph(printable(f"Visit on {long_date(record.visit_on)}.{panel}"), style("cover-line")),
    ]
    story.add(Table([[block]], colWidths=[WIDTH], style=NO_PADDING), Spacer(1, 25 * mm))
    story.add(
        label_rows([(label, [Paragraph(printable(text), style("tight"))]) for label, text in _facts(content)], 2.6)
    )
    story.space(8 * mm)
    story.text("In this report", "name")
    contents = TableOfContents()
    contents.levelStyles = [style("contents")]
    contents.dotsMinLevel = -1
    story.add(contents)


def _facts(content: ReportContent) -> list[tuple[str, str]]:
    record, scheme = content.assessment, content.scheme
    where = ", ".join(part.capitalize() for part in (record.institution.nation, record.institution.setting) if part)
    status = f"draft {content.draft}, not signed" if content.draft else f"version {content.version}, final"
    return [
        ("Assessor", record.lead_name),
        ("Verifier", record.verifier_name or "Not yet named"),
        ("Framework", f"{scheme.short_title}, edition {scheme.edition}.{f' {where}.' if where else ''}"),
        ("Reference", f"{record.reference}, {status}"),
        ("For", f"The {scheme.terms.institution} and the award panel"),
    ]
