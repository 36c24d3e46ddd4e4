"""What all sheets share: who they say they are of, and what every page of them carries."""

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.reports.page.document import About, Dress, make_document
from assessor_app.reports.page.running import Running
from assessor_app.reports.page.story import Story


def made(story: Story, content: ReportContent, title: str, left: str = "", foot: str = "") -> bytes:
    """The story as a tagged PDF. left: at the head of every page, else the institution; foot: after the reference."""
    record, scheme = content.assessment, content.scheme
    about = About(
        title=f"{title}: {record.institution.name}",
        language=content.language,
        author=record.lead_name or scheme.owner,
        subject=f"{scheme.title}, edition {scheme.edition}",
        keywords=(record.reference,),
        day=content.printed_on,
    )
    running = Running(
        institution=left or record.institution.name,
        document=f"{scheme.short_title}: {title}",
        reference="   ".join(filter(None, (record.reference, foot))),
        notice="",
        has_cover=False,
        logo=content.template.logo,
    )
    return make_document(story, about, Dress(running.draw)).pdf
