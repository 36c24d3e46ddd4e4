"""Page 3: the judgements in pictures and numbers."""

from reportlab.platypus import Paragraph

from assessor_app.domain.report import ReportContent
from assessor_app.reports.drawing import LevelWord, rank_of
from assessor_app.reports.figures import aspect_bars, school_beside_ours
from assessor_app.reports.paper import WIDTH, style
from assessor_app.reports.sentences import numbered
from assessor_app.reports.story import Cell, Story
from assessor_app.reports.text import printable

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def add_detail(story: Story, content: ReportContent) -> None:
    """Add the page of figures."""
    school = {strand.id: content.assessment.strand(strand.id).school_level for strand in content.scheme.strands}
    story.page()
    story.title("The judgements in detail")
    story.section(_standard_heading(content), "h2-first")
    story.add(aspect_bars(content))
    _figure_caption(story, f"{content.scheme.terms.strands.capitalize()} at each level, highest first, in each aspect.")
    story.section(_agreement_heading(content, school))
    story.add(school_beside_ours(content, school))
    _figure_caption(story, "Open circle: the school's judgement. Filled: ours. Ringed: the same.")
    _differences(story, content, school)


def _figure_caption(story: Story, words: str) -> None:
    story.figures += 1
    story.add(Paragraph(printable(f"Figure {story.figures}. {words}"), style("small")))


def _standard_heading(content: ReportContent) -> str:
    aspects, aim = content.outlook.aspects, content.outlook.next or content.outlook.award
    met = sum(aspect.met for aspect in aspects)
    how_many = _NUMBERS[met] if met < len(_NUMBERS) else str(met)
    verb = "reaches" if met == 1 else "reach"
    return (
        f"{how_many} of the {len(aspects)} {content.scheme.terms.aspects} {verb} the {aim.name if aim else ''} standard"
    )


def _agreement_heading(content: ReportContent, school: dict[str, str | None]) -> str:
    judged = {strand: level for strand, level in school.items() if level}
    same = sum(content.levels.get(strand) == level for strand, level in judged.items())
    terms = content.scheme.terms
    words = f"The {terms.institution} judged {same} of {len(school)} {terms.strands} as we did"
    none = len(school) - len(judged)
    return f"{words}. It gave no judgement on {none}" if none else words


def _differences(story: Story, content: ReportContent, school: dict[str, str | None]) -> None:
    scheme = content.scheme
    rows: list[list[Cell]] = [
        [
            f"{numbered(strand)}, {scheme.aspect_of(strand.id).short}",
            LevelWord(scheme, school[strand.id], "cell"),
            LevelWord(scheme, content.levels.get(strand.id), "cell"),
        ]
        for strand in scheme.strands
        if rank_of(scheme, school[strand.id]) and school[strand.id] != content.levels.get(strand.id)
    ]
    if rows:
        caption = f"{scheme.terms.strands.capitalize()} where the {scheme.terms.institution}'s own judgement differs from ours"
        header = [
            scheme.terms.strand.capitalize(),
            f"{scheme.terms.institution.capitalize()}'s judgement",
            "Our judgement",
        ]
        story.table(caption, header, rows, [WIDTH * 0.5, WIDTH * 0.25, WIDTH * 0.25])
