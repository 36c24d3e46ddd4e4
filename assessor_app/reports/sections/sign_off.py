"""The sign-off: who stands for this report, where they sign, and how a reader checks it."""

from collections.abc import Sequence

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.reports.content.facts import Facts
from assessor_app.reports.content.sentences import long_day, questions
from assessor_app.reports.page import fonts
from assessor_app.reports.page.blocks import draw_stack, heights
from assessor_app.reports.page.paper import TEXT_WIDTH
from assessor_app.reports.page.prose import Prose, fitting
from assessor_app.reports.page.signature_box import ASSESSOR, BOX, VERIFIER, SignatureBox, TimestampField
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import LABEL, Style
from assessor_app.reports.page.words import day, say
from assessor_app.reports.sections import appeals
from assessor_app.reports.sections.judges import agreement
from assessor_app.reports.tagging.flowables import TaggedFlowable, tag_all
from assessor_app.reports.tagging.node import Node

KEY = "sign-off"
TITLE = "sign_off.title"
MOST_VERSIONS = 6
MOST_NAME_LINES = 12
"""So that both places to sign stand on one page whatever the names."""

NAME = Style(fonts.SEMIBOLD, 12, 17)
DID = Style(size=11, leading=15, colour="text2")


class Signatory(TaggedFlowable):
    """A place to sign, and beside it role, name and what the person did, so that they are read without it."""

    spaceAfter = 10

    def __init__(self, place: SignatureBox, words: Sequence[Prose]) -> None:
        super().__init__()
        self.place = place
        self.words = list(words)

    def tag(self, parent: Node) -> None:
        tag_all([*self.words, self.place], parent)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self._right = available_width - BOX[0] - 16
        self._tall = sum(heights(self.words, self._right))
        self.width, self.height = available_width, max(BOX[1], self._tall)
        self.place.wrap(available_width, available_height)
        return self.width, self.height

    def draw(self) -> None:
        self.place.drawOn(self.canv, 0, (self.height - BOX[1]) / 2)
        draw_stack(self, self.words, BOX[0] + 16, (self.height + self._tall) / 2)


def write(story: Story, facts: Facts) -> None:
    """Write the section."""
    story.page(facts.title("sign-off", TITLE), KEY)
    content, record = facts.content, facts.content.assessment
    story.paragraph(say("sign_off.statement"))
    story.gap(4)
    wrote = say("sign_off.wrote")
    story.add(_signatory(ASSESSOR, say("people.assessor"), record.lead_name or say("none.not_recorded"), wrote))
    second = record.verifier_name or say("none.not_named")
    story.add(_signatory(VERIFIER, say("people.verifier"), second, _verified(facts)), TimestampField())
    story.section(say("sign_off.check"))
    story.paragraph(say("sign_off.how_to_check"))
    header = [say("sign_off.version"), say("sign_off.date"), say("sign_off.changed"), say("sign_off.signed_by")]
    story.table(say("sign_off.versions"), header, _versions(content), [24, 40, 52, 50])
    if not appeals.is_wanted(facts):
        story.section(say(appeals.TITLE))
        story.paragraph(questions(content))


def _signatory(field: str, role: str, name: str, did: str) -> Signatory:
    name = fitting(name, NAME, TEXT_WIDTH - BOX[0] - 16, MOST_NAME_LINES)
    place = SignatureBox(field, say("sign_off.signature_of", role=role.lower(), name=name))
    return Signatory(place, [Prose(role, LABEL), Prose(name, NAME), *([Prose(did, DID)] if did else [])])


def _verified(facts: Facts) -> str:
    if not facts.content.assessment.verifier_name:
        return ""
    return say("sign_off.judged_same" if agreement(facts)[0] else "sign_off.verifies")


def _versions(content: ReportContent) -> list[list[str]]:
    signed = [
        [
            say("sign_off.version_is", version=report.version),
            long_day(report.signed_at),
            say("sign_off.first_signed" if report.version == 1 else "sign_off.signed_again"),
            report.signer_name,
        ]
        for report in content.assessment.reports
        if report.version < content.version
    ]
    first = content.version == 1
    newest = say("sign_off.first") if first else say("sign_off.replaces", version=content.version - 1)
    version, draft = content.version, content.draft
    name = say("sign_off.draft_is", draft=draft) if draft else say("sign_off.version_is", version=version)
    by = say("none.not_signed" if content.draft else "sign_off.see_above")
    return [[name, day(content.printed_on), newest, by], *reversed(signed[-MOST_VERSIONS:])]
