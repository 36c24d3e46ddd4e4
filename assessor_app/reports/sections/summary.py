"""Page 2: which award, how far from the next, what to do. It is always one page."""

from reportlab.platypus import Paragraph, Spacer, Table

from assessor_app.domain.report import ReportContent
from assessor_app.reports.drawing import Drawing, roundel
from assessor_app.reports.figures import strand_profile
from assessor_app.reports.paper import WIDTH, style
from assessor_app.reports.sentences import floor_markup, outlook_markup, recommendation
from assessor_app.reports.story import NO_PADDING, Story, bullets
from assessor_app.reports.text import paragraphs, printable

MOST_STRENGTHS, MOST_PRIORITIES = 4, 3
MOST_WORDS_OF_TEXT = 70


def add_summary(story: Story, content: ReportContent) -> None:
    """Add the summary."""
    story.page()
    story.title("Summary")
    award = content.outlook.award
    story.panel([_recommendation(content)], f"{award.id}_soft" if award else "bg")
    story.space(8)
    for text in paragraphs(shortened(content.assessment.summary, MOST_WORDS_OF_TEXT)):
        story.add(Paragraph(text, style("body")))
    strand_profile(story, content)
    strengths, priorities = chosen(content, "strengths", MOST_STRENGTHS), priorities_of(content)
    story.section("Strengths")
    story.add(*(bullets(strengths) if strengths else [Paragraph("None recorded.", style("muted"))]))
    story.section("Priorities")
    nothing = "Nothing needs to change for this award."
    story.add(*(bullets(priorities, numbered=True) if priorities else [Paragraph(nothing, style("muted"))]))
    story.section("What would change the outcome")
    story.add(
        Paragraph(" ".join(part for part in (outlook_markup(content), floor_markup(content)) if part), style("body"))
    )


def _recommendation(content: ReportContent) -> Table:
    award, steps = content.outlook.award, len(content.scheme.outcomes)
    step = content.scheme.outcomes.index(award) + 1 if award else 0
    words = [
        Paragraph("We recommend" if award else "We recommend no award yet", style("recommend")),
        Paragraph(printable(f"{award.name} award" if award else "No award yet"), style("award")),
        Spacer(1, 2),
        Paragraph(printable(recommendation(content)), style("tight")),
    ]
    mark = Drawing(44, 44, lambda canvas: roundel(canvas, 22, 22, 20, award.id if award else "", (step, steps)))
    return Table(
        [[mark, words]], colWidths=[58, WIDTH - 80], style=[*NO_PADDING, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    )


def chosen(content: ReportContent, field: str, most: int) -> list[str]:
    """The first paragraph of a field from as many strands, highest levels first, as printable markup."""
    found = []
    for aspect in content.scheme.aspects:
        for strand in aspect.strands:
            texts = paragraphs(getattr(content.assessment.strand(strand.id), field))
            if texts:
                found.append((aspect.number, f"{texts[0].rstrip('.')} ({strand.number})."))
    one_each = [
        next(text for number, text in found if number == aspect) for aspect in dict.fromkeys(n for n, _ in found)
    ]
    others = [text for _, text in found if text not in one_each]
    return (one_each + others)[:most]


def priorities_of(content: ReportContent) -> list[str]:
    """Areas for development of the strands that stand between here and the next award, then of others."""
    swing = {strand for strands in content.outlook.swing for strand in strands}
    first, later = [], []
    for strand in content.scheme.strands:
        for text in paragraphs(content.assessment.strand(strand.id).develop)[:1]:
            (first if strand.id in swing else later).append(f"{text.rstrip('.')} ({strand.number}).")
    return (first + later)[:MOST_PRIORITIES]


def shortened(text: str, words: int) -> str:
    """At most so many words, cut at the end of a sentence where there is one."""
    parts = text.split()
    if len(parts) <= words:
        return text
    cut = " ".join(parts[:words])
    return cut[: cut.rfind(".") + 1] or f"{cut} …"
