"""The assessment report as a PDF: its sections in order."""

from reportlab.platypus import NextPageTemplate

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.words.phrases import capital
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.order import sections_of, write_sections
from assessor_app.reports.content.results import results_attachment
from assessor_app.reports.page.document import PAGE, About, Dress, Made, make_document
from assessor_app.reports.page.dressing import in_its_dress
from assessor_app.reports.page.running import BETWEEN_PARTS, Running
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.text import cleaned
from assessor_app.reports.page.words import say
from assessor_app.reports.sections import cover, summary


def assessment_report(content: ReportContent) -> bytes:
    """The report as a PDF with empty signature fields `Assessor`, `Verifier` and `Timestamp`. The same content gives
    the same bytes."""
    return made_report(content).pdf


@in_its_dress
def made_report(content: ReportContent) -> Made:
    """The report, and the pages of its sections."""
    dress = Dress(_running(content).draw, cover.paint)
    return make_document(story_of(content), _about(content), dress, [results_attachment(content)])


@in_its_dress
def story_of(content: ReportContent) -> Story:
    """Everything that is printed, in reading order."""
    story, facts = Story(), Facts(content, "register" in sections_of(content))
    story.add(NextPageTemplate(PAGE))
    cover.write(story, facts)
    write_sections(story, facts, summary.write(story, facts))
    return story


def title_of(content: ReportContent) -> str:
    """ "Assessment report: Hollin Bank Community School"."""
    return cleaned(f"{capital(content.scheme.terms.report)}: {content.assessment.institution.name}")


def _about(content: ReportContent) -> About:
    record, scheme = content.assessment, content.scheme
    return About(
        title=title_of(content),
        language=content.language,
        author=record.lead_name,
        subject=f"{scheme.title}, edition {scheme.edition}",
        keywords=(record.reference,),
        day=content.printed_on,
    )


def _running(content: ReportContent) -> Running:
    record = content.assessment
    state = say("running.draft", draft=content.draft) if content.draft else ""
    parts = [
        record.reference,
        say("running.version", version=content.version),
        say("running.data", fingerprint=content.fingerprint),
    ]
    return Running(
        institution=record.institution.name,
        document=f"{content.scheme.short_title}: {content.scheme.terms.report}",
        reference=BETWEEN_PARTS.join(filter(None, parts)),
        notice=state,
    )
