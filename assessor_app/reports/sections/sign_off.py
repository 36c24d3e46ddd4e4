"""The sign-off: who stands for this report, where they sign, and how a reader checks it."""

from collections.abc import Sequence

from assessor_app.domain.phrases import day_words
from assessor_app.domain.report import ReportContent
from assessor_app.reports import fonts
from assessor_app.reports.blocks import draw_stack, heights
from assessor_app.reports.facts import Facts
from assessor_app.reports.paper import TEXT_WIDTH
from assessor_app.reports.prose import Prose, fitting
from assessor_app.reports.sections import appeals
from assessor_app.reports.sections.judges import agreement
from assessor_app.reports.sentences import long_day, possessive, questions
from assessor_app.reports.signature_box import ASSESSOR, BOX, VERIFIER, SignatureBox, TimestampField
from assessor_app.reports.story import Story
from assessor_app.reports.styles import LABEL, Style
from assessor_app.reports.tagging.flowables import TaggedFlowable, tag_all
from assessor_app.reports.tagging.node import Node

KEY = "sign-off"
TITLE = "Sign-off"
MOST_VERSIONS = 6
MOST_NAME_LINES = 3

NAME = Style(fonts.SEMIBOLD, 12, 17)
DID = Style(size=11, leading=15, colour="text2")
STATEMENT = (
    "By signing, we say that these judgements are ours, that they follow from the evidence listed in this report, "
    "and that senior leaders heard the main points."
)
HOW_TO_CHECK = (
    "Open it in a program that shows signatures. It should say that each signature is valid and that nothing changed "
    "after signing. Paper copies carry no proof: compare the version and the data fingerprint at the foot of each "
    f"page with the {possessive('office')} register."
)


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
    story.paragraph(STATEMENT)
    story.gap(4)
    wrote = "Wrote this report and made the first judgements"
    story.add(_signatory(ASSESSOR, record.lead_name or "Not recorded", wrote))
    story.add(_signatory(VERIFIER, record.verifier_name or "Not yet named", _verified(facts)), TimestampField())
    story.section("How to check this report")
    story.paragraph(HOW_TO_CHECK)
    story.table("Versions", ["Version", "Date", "What changed", "Signed by"], _versions(content), [24, 40, 52, 50])
    if not appeals.is_wanted(facts):
        story.section(appeals.TITLE)
        story.paragraph(questions(content))


def _signatory(role: str, name: str, did: str) -> Signatory:
    name = fitting(name, NAME, TEXT_WIDTH - BOX[0] - 16, MOST_NAME_LINES)
    place = SignatureBox(role, f"Signature of the {role.lower()}, {name}")
    return Signatory(place, [Prose(role, LABEL), Prose(name, NAME), *([Prose(did, DID)] if did else [])])


def _verified(facts: Facts) -> str:
    if not facts.content.assessment.verifier_name:
        return ""
    return "Judged the same evidence" if agreement(facts)[0] else "Verifies this report"


def _versions(content: ReportContent) -> list[list[str]]:
    signed = [
        [
            f"Version {report.version}",
            long_day(report.signed_at),
            "First signed version" if report.version == 1 else "Signed again after changes",
            report.signer_name,
        ]
        for report in content.assessment.reports
        if report.version < content.version
    ]
    newest = "First version" if content.version == 1 else f"Replaces version {content.version - 1}"
    name = f"Draft {content.draft}" if content.draft else f"Version {content.version}"
    by = "Not signed" if content.draft else "See the signatures above"
    return [[name, day_words(content.printed_on), newest, by], *reversed(signed[-MOST_VERSIONS:])]
