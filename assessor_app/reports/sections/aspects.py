"""Pages 4 and on: each aspect, each strand, the same rows in the same order."""

from collections.abc import Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from assessor_app.domain.outlook import AspectOutlook
from assessor_app.domain.report import ReportContent
from assessor_app.domain.scheme import Aspect, Strand
from assessor_app.reports.drawing import LevelWord, level_words
from assessor_app.reports.fonts import SEMIBOLD
from assessor_app.reports.paper import WIDTH, ink, style
from assessor_app.reports.sentences import aspect_standard, numbered, reason
from assessor_app.reports.story import NO_PADDING, Story, bullets, label_rows, together
from assessor_app.reports.text import paragraphs, printable


def add_aspects(story: Story, content: ReportContent) -> None:
    """Add every aspect, each on a new page."""
    for aspect, seen in zip(content.scheme.aspects, content.outlook.aspects, strict=True):
        story.page()
        _opener(story, content, aspect, seen)
        for strand in aspect.strands:
            story.add(*together(_strand(story, content, strand)))


def _opener(story: Story, content: ReportContent, aspect: Aspect, seen: AspectOutlook) -> None:
    story.text(f"{content.scheme.terms.aspect.capitalize()} {aspect.number}", "kicker")
    story.title(aspect.title, "aspect")
    story.panel([Paragraph(f"<b>{printable(aspect_standard(content, seen))}</b>", style("tight"))])


def _strand(story: Story, content: ReportContent, strand: Strand) -> list[Flowable]:
    record, level = content.assessment.strand(strand.id), content.levels.get(strand.id)
    words = level_words(content.scheme, level)
    pairs = [
        ("What we saw", _texts(record.saw, "Not written yet.")),
        ("Evidence", [Paragraph(_evidence(content, strand), style("tight"))]),
        ("Effect", _texts(record.effect, "Not written yet.")),
        _listed("Strength", "Strengths", record.strengths, "None seen."),
        _listed("To develop", "To develop", record.develop, "Nothing from this visit."),
        (_institutions_view(content), [Paragraph(_view(content, strand, level), style("tight"))]),
    ]
    because = Paragraph(printable(reason(content.scheme, level, words, record.reason)), style("reason"))
    return [_head(story, content, strand, words), Spacer(1, 5), because, Spacer(1, 1), label_rows(pairs)]


def _head(story: Story, content: ReportContent, strand: Strand, words: str) -> Table:
    """Title left and level right, on one rule."""
    wide = max(98.0, stringWidth(words, SEMIBOLD, 13) + 32)
    word = LevelWord(content.scheme, content.levels.get(strand.id), "strand-level")
    look = [*NO_PADDING, ("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
    look.append(("LINEBELOW", (0, 0), (-1, -1), 0.9, ink("level")))
    heading = story.heading(2, numbered(strand), "strand")
    return Table([[heading, word]], colWidths=[WIDTH - wide, wide], style=look, spaceBefore=16)


def _texts(text: str, nothing: str) -> list[Flowable]:
    return [Paragraph(part, style("tight")) for part in paragraphs(text)] or [Paragraph(nothing, style("muted"))]


def _listed(one: str, many: str, text: str, nothing: str) -> tuple[str, list[Flowable]]:
    items = paragraphs(text)
    return (many, bullets(items)) if len(items) > 1 else (one, _texts(text, nothing))


def _evidence(content: ReportContent, strand: Strand) -> str:
    """By way of knowing, so that a judgement from one source shows at a glance; references lead to the register."""
    record = content.assessment.strand(strand.id)
    codes = [
        one.code
        for one in content.assessment.evidence
        if one.code in record.school_evidence or strand.id in one.strands
    ]
    heard = list(
        dict.fromkeys(note.source for note in content.assessment.notes if note.strand == strand.id and note.source)
    )
    parts = []
    if codes:
        links = ", ".join(f'<a href="#evidence-{code}"><u color="#8E8D88">{printable(code)}</u></a>' for code in codes)
        parts.append(f"<b>Read</b> {links}")
    if heard:
        parts.append(f"<b>Heard</b> {printable(', '.join(heard))}")
    return "&nbsp;&nbsp; ".join(parts) or "None listed."


def _institutions_view(content: ReportContent) -> str:
    return f"{content.scheme.terms.institution.capitalize()}'s view"


def _view(content: ReportContent, strand: Strand, level: str | None) -> str:
    own = content.assessment.strand(strand.id).school_level
    if own is None:
        return printable(f"The {content.scheme.terms.institution} gave no judgement.")
    agree = "We agree." if own == level else "We differ."
    return f"<b>{printable(level_words(content.scheme, own))}.</b> {agree}"


__all__: Sequence[str] = ("add_aspects",)
