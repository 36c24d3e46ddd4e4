"""What a reviewer with the pages of sheets, letters, book and certificate would look for, whatever their content."""

from collections import defaultdict

import pytest

from assessor_app.reports.page.paper import MM
from assessor_app.schemes.loading import load_shipped, shipped_schemes
from tests.reports.edges import LONG_NAME, cases, filled, long, missing
from tests.reports.every_document import CERTIFIED, beside_the_report, certificate_of
from tests.reports.layout import characters
from tests.reports.sample import pages

EVERY = tuple(file.parent.name for file in shipped_schemes())
VARIANTS = {"filled": filled, "long": long, "missing": missing}
SMALLEST = 9
SHEET = (22 * MM, 188 * MM, 11 * MM, 291 * MM)
FRAME = (12.4 * MM, 284.6 * MM, 12.4 * MM, 197.6 * MM)
"""Left, right, bottom and top of what may be printed on."""


@pytest.fixture(scope="module", params=cases(VARIANTS), ids="-".join)
def made(request):
    mark, variant = request.param
    return {
        name: list(characters(pdf)) for name, pdf in beside_the_report(VARIANTS[variant](load_shipped(mark))).items()
    }


def test_nothing_stands_outside_the_margins(made):
    for name, printed in made.items():
        left, right, bottom, top = FRAME if name.startswith("certificate") else SHEET
        outside = [each for each in printed if each.left < left - 0.5 or each.right > right + 0.5]
        outside += [each for each in printed if each.bottom < bottom - 0.5 or each.top > top + 0.5]
        assert "".join(each.text for each in outside) == "", name


def test_no_type_is_smaller_than_the_smallest(made):
    assert {name: min(each.size for each in printed) >= SMALLEST for name, printed in made.items()} == dict.fromkeys(
        made, True
    )


def test_no_words_stand_on_others(made):
    assert {name: "".join(overlapping(printed)) for name, printed in made.items()} == dict.fromkeys(made, "")


def overlapping(printed):
    """Letters of which another letter covers a good part."""
    near = defaultdict(list)
    for each in filter(lambda each: each.text.isascii() and each.text.isalnum(), printed):
        place = (each.page, int(each.left // 20), int(each.bottom // 20))
        around = ((place[0], place[1] + x, place[2] + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
        if any(covers(each, other) for key in around for other in near[key]):
            yield each.text
        near[place].append(each)


def covers(one, other):
    wide = min(one.right, other.right) - max(one.left, other.left)
    tall = min(one.top, other.top) - max(one.bottom, other.bottom)
    return wide > 1.5 and tall > 1.5


@pytest.mark.parametrize("mark", EVERY)
def test_a_certificate_says_names_titles_and_number_whole_however_long_they_are(mark):
    content = long(load_shipped(mark))
    for outcome in content.scheme.outcomes:
        (page,) = pages(certificate_of(content, outcome.id))
        letters = only_letters(page)
        said = [CERTIFIED, content.scheme.title, outcome.name, LONG_NAME, content.template.check_at]
        for whole in (*said, content.assessment.reference):
            assert only_letters(whole) in letters


def only_letters(words):
    """Without spaces and hyphens, which programs that read pages drop where a line ends."""
    return "".join(filter(str.isalnum, words))
