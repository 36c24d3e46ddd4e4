"""The last pages: what was said on the day, the action plan, how we judged, the register, the signatures."""

from collections import Counter

from reportlab.platypus import KeepTogether, Paragraph, Spacer, Table

from assessor_app.domain.assessment import Evidence
from assessor_app.domain.report import ReportContent
from assessor_app.domain.scheme import Scheme
from assessor_app.reports.drawing import LevelWord
from assessor_app.reports.paper import WIDTH, style
from assessor_app.reports.sentences import at_or_above, long_date
from assessor_app.reports.signature_box import SignatureBox
from assessor_app.reports.story import NO_PADDING, Cell, Story
from assessor_app.reports.text import printable

STATEMENT = (
    "By signing, we say that these judgements are ours, that they follow from the evidence listed in this report, and "
    "that senior leaders heard the main points."
)


def add_debriefs(story: Story, content: ReportContent) -> None:
    """What we said on the day, a table a session, and who heard it."""
    story.page()
    story.title("What we said on the day")
    held = [debrief for debrief in content.assessment.debriefs if any(point.said for point in debrief.points)]
    if not held:
        story.text("No debrief is recorded.")
    else:
        story.text(
            f"On {long_date(content.assessment.visit_on)} we told people what stood out and what to build on. We did not name an award."
        )
    planned = {session.id: session for session in content.scheme.debriefs}
    for debrief in held:
        title = planned[debrief.session].title if debrief.session in planned else debrief.session
        heard = ", ".join(f"{person.name} ({person.role})" for person in debrief.listeners if person.heard_at)
        rows: list[list[Cell]] = [
            [Paragraph(printable(point.text), style("cell")), _number(content.scheme, point.strand)]
            for point in debrief.points
            if point.said
        ]
        story.section(title)
        story.text(f"Heard by {heard}." if heard else "Nobody is recorded as having heard it.")
        story.table(
            f"Debrief: {title.lower()}",
            ["What we said", content.scheme.terms.strand.capitalize()],
            rows,
            [WIDTH * 0.84, WIDTH * 0.16],
        )
        story.text(f"What they said: {debrief.reply}" if debrief.reply else "What they said: none recorded.", "small")


def add_actions(story: Story, content: ReportContent) -> None:
    """The institution's action plan as it came with the self-assessment."""
    if not content.assessment.actions:
        return
    story.page()
    story.title("Action plan")
    story.text(f"The {content.scheme.terms.institution} wrote this plan with its self-assessment.")
    rows: list[list[Cell]] = [
        [
            f"{number}. {action.text}",
            _number(content.scheme, action.strand),
            action.lead or "Not yet set",
            action.due or "Not yet set",
            action.success or "Not yet set",
        ]
        for number, action in enumerate(content.assessment.actions, start=1)
    ]
    header = ["Action", content.scheme.terms.strand.capitalize(), "Who leads", "By", "How we will know"]
    story.table("Actions", header, rows, [WIDTH * share for share in (0.34, 0.09, 0.17, 0.15, 0.25)])


def add_method(story: Story, content: ReportContent) -> None:
    """How we reached these judgements."""
    scheme, record = content.scheme, content.assessment
    story.page()
    story.title("How we reached these judgements")
    kinds = Counter(bool(one.file_sha256) for one in record.evidence)
    story.text(
        f"We had {len(record.evidence)} pieces of evidence, {kinds[True]} of them as files, and kept {len(record.notes)} "
        f"notes from the visit. For each {scheme.terms.strand} we chose the level whose description fits best."
    )
    story.text(f"The verifier is {record.verifier_name or 'not yet named'}, and judges the same evidence alone.")
    story.section("What the levels mean")
    rows: list[list[Cell]] = [
        [LevelWord(scheme, level.id, "row-header"), level.meaning] for level in reversed(scheme.levels)
    ]
    story.table(
        f"The {len(scheme.levels)} levels, highest first",
        ["Level", "What it looks like"],
        rows,
        [WIDTH * 0.23, WIDTH * 0.77],
    )
    if scheme.has_model_wording:
        story.model_wording(scheme.model_wording_notice)
    story.section("How levels become an award")
    terms = scheme.terms
    header = ["Award", f"In every {terms.aspect}, at least", "This visit"]
    story.table("The award rule", header, _rule_rows(content), [WIDTH * 0.18, WIDTH * 0.5, WIDTH * 0.32])


def _rule_rows(content: ReportContent) -> list[list[Cell]]:
    scheme, reached = content.scheme, content.outlook.award
    top = scheme.outcomes.index(reached) if reached else -1
    rows: list[list[Cell]] = []
    for place, award in reversed(list(enumerate(scheme.outcomes))):
        words = f"{award.rule.at_least} {scheme.terms.strands} {at_or_above(scheme, award)}"
        rows.append([award.name, words, "Reached" if place <= top else "Not yet"])
    return rows


class _RegisterEntry(Paragraph):  # type: ignore[misc]
    """A reference of the register, where the links of the strands lead."""

    def __init__(self, evidence: Evidence) -> None:
        super().__init__(printable(evidence.code), style("row-header"))
        self._key = f"evidence-{evidence.code}"

    def draw(self) -> None:
        self.canv.bookmarkHorizontal(self._key, 0, self.height)
        super().draw()


def add_register(story: Story, content: ReportContent) -> None:
    """Everything the judgements rest on."""
    story.page()
    story.title("Evidence register")
    story.text("Everything that was listed as evidence for these judgements.")
    rows: list[list[Cell]] = [
        [_RegisterEntry(one), one.title or "None", one.kind or "None", one.dated or "None", _numbers(content, one)]
        for one in content.assessment.evidence
    ]
    if rows:
        header = ["Ref", "What it is", "Kind", "Date", content.scheme.terms.strands.capitalize()]
        story.table("Evidence", header, rows, [WIDTH * share for share in (0.08, 0.4, 0.16, 0.16, 0.2)])
    else:
        story.text("None listed.")


def add_sign_off(story: Story, content: ReportContent) -> None:
    """The statement and the two places to sign."""
    record = content.assessment
    story.page()
    story.title("Sign-off")
    story.text(STATEMENT)
    story.add(_signature("Assessor", record.lead_name, "Wrote this report and made the judgements"), Spacer(1, 10))
    story.add(
        _signature("Verifier", record.verifier_name or "Not yet named", "Judges the same evidence alone, then agrees")
    )
    story.section("How to check this report")
    story.text(
        "Open it in a program that shows signatures. It says whether each is valid and whether anything changed after "
        "signing. Paper copies carry no proof: compare the version and the data fingerprint at the foot of each page with "
        "the office's register."
    )
    rows: list[list[Cell]] = [
        [f"Version {report.version}", report.signed_at[:10], f"Signed by {report.signer_name}"]
        for report in record.reports
    ]
    now = f"Draft {content.draft}" if content.draft else f"Version {content.version}"
    rows.append(
        [now, content.printed_on.isoformat(), "Not signed" if content.draft else f"Signed by {record.lead_name}"]
    )
    story.table("Versions", ["Version", "Date", "Signature"], rows, [WIDTH * 0.2, WIDTH * 0.25, WIDTH * 0.55])


def _signature(role: str, name: str, did: str) -> KeepTogether:
    beside = [
        Paragraph(role, style("label")),
        Paragraph(printable(name), style("name")),
        Paragraph(did, style("did")),
    ]
    box = SignatureBox(role)
    look = [*NO_PADDING, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    return KeepTogether([Table([[box, beside]], colWidths=[box.width + 16, WIDTH - box.width - 16], style=look)])


def _number(scheme: Scheme, strand: str) -> str:
    return scheme.strand(strand).number if strand else "All"


def _numbers(content: ReportContent, evidence: Evidence) -> str:
    cited = [
        strand.number
        for strand in content.scheme.strands
        if strand.id in evidence.strands or evidence.code in content.assessment.strand(strand.id).school_evidence
    ]
    return ", ".join(cited) or "None"
