"""Every word on the pages is in the tree, in the order in which it should be read, or runs on every page."""

import re
from collections import Counter

from assessor_app.reports.documents.assessment_report import assessment_report
from tests.reports.sample import pages, with_strand
from tests.reports.tagging.reading import spoken
from tests.tools import needs_tool

pytestmark = needs_tool("pdfinfo")

HEADER = "Hollin Bank Community School PD Quality Mark: assessment report"
FOOTER = "PDQM-2026-0187 version 1 data 3F9A 61C2 0B7E Page {page} of {pages}"


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\w\N{REPLACEMENT CHARACTER}]+", text))


def running(pages: int) -> Counter[str]:
    """What headers and footers print."""
    feet = " ".join(FOOTER.format(page=page, pages=pages) for page in range(1, pages + 1))
    return words(f"{' '.join([HEADER] * (pages - 1))} {feet}")


def test_what_is_printed_and_not_read_is_header_and_footer(made, printed, tmp_path):
    said = words(spoken(made.pdf, tmp_path))
    assert words(" ".join(printed)) - said == running(len(printed))


def test_nothing_is_read_that_is_not_printed(made, printed, tmp_path):
    assert not words(spoken(made.pdf, tmp_path)) - words(" ".join(printed))


def test_long_and_strange_text_is_read_too(content, tmp_path):
    text = " ".join(f"word{number}" for number in range(3000)) + " <b>E1</b> 😀 ½ ŵ"
    pdf = assessment_report(with_strand(content, "leadership.vision", saw=text, strengths=text))
    printed = pages(pdf)
    assert words(" ".join(printed)) - words(spoken(pdf, tmp_path)) == running(len(printed))


def test_each_strand_is_read_from_its_title_to_the_schools_view(content, made, tmp_path):
    said, end = "".join(spoken(made.pdf, tmp_path).split()), 0  # links stand apart in it
    for strand in content.scheme.strands:
        record = content.assessment.strand(strand.id)
        title = f"{strand.number} {strand.title} {content.scheme.level(content.levels[strand.id]).name} "
        told = [record.reason, record.saw, record.effect, *record.strengths.splitlines(), *record.develop.splitlines()]
        for text in [title, *told]:
            end = said.index("".join(text.split()), end)
        end = said.index("view", end)
