"""The report as a web page: the same words as the pages, in the same order, and sound for WCAG 2.2."""

import re
from itertools import pairwise

import html5lib
import pytest

from assessor_app.reports.documents.web_page import STYLE, web_page
from tests.reports.page.test_words import words
from tests.reports.sample import with_strand

HOSTILE = '<script>alert(1)</script> "quotes" & =1+1 😀'


@pytest.fixture(scope="module")
def page(content):
    return web_page(content)


def parsed(text):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(text)


def test_it_is_well_formed_and_asks_for_nothing_from_elsewhere(page):
    tree = parsed(page)
    assert not list(tree.iter("script"))
    assert not [each for each in tree.iter() if each.get("src")]
    assert "url(" not in page


def test_it_says_what_the_pages_say(page, printed):
    said = words(" ".join(parsed(page).itertext()))
    body = words(" ".join(printed))
    missing = {word for word in body - said if not word.isdigit() and body[word] - said[word] > len(printed)}
    assert missing == set()


def test_language_title_landmarks_and_a_way_past_the_contents(page):
    tree = parsed(page)
    assert tree.get("lang") == "en-GB"
    assert tree.find(".//title").text
    assert len(list(tree.iter("main"))) == len(list(tree.iter("h1"))) == 1
    assert tree.find(".//a").get("href") == "#content"


def test_headings_leave_no_level_out(page):
    levels = [int(each.tag[1]) for each in parsed(page).find("body").iter() if re.fullmatch("h[1-6]", str(each.tag))]
    assert levels[0] == 1, "the title comes before the contents"
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_title_of_the_contents_stands_with_them_and_nowhere_else(page):
    tree = parsed(page)
    assert "".join(tree.find(".//nav/h2").itertext()) == "In this report"
    assert "".join(tree.itertext()).count("In this report") == 1


def test_a_level_has_its_bars_which_readers_pass_over(content, page):
    shown = [each for each in parsed(page).iter("span") if each.get("class") in ("bars", "ring", "square", "square on")]
    assert len(shown) > len(content.scheme.graded)
    assert {each.get("aria-hidden") for each in shown} == {"true"}
    heads = [each for each in parsed(page).iter() if each.tag in ("h3", "p")]
    for strand in content.scheme.graded:
        level = next(after for each, after in pairwise(heads) if is_head_of(each, strand))
        drawn = [bar.get("class") for bar in level.find("span").iter("i")]
        assert drawn.count("on") == content.scheme.level(content.levels[strand.id]).rank


def is_head_of(element, strand):
    return element.tag == "h3" and "".join(element.itertext()).startswith(f"{strand.number} ")


def test_every_link_leads_somewhere_and_ids_are_used_once(page):
    tree = parsed(page)
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert {each.get("href")[1:] for each in tree.iter("a")} <= set(ids)


def test_tables_have_captions_and_headers_for_columns_and_rows(page):
    for table in parsed(page).iter("table"):
        assert table.find("caption") is not None
        assert {each.get("scope") for each in table.iter("th")} == {"col", "row"}


def test_what_people_wrote_is_text(content):
    tree = parsed(web_page(with_strand(content, "leadership.vision", saw=HOSTILE, reason=HOSTILE)))
    assert not list(tree.iter("script"))
    assert "<script>alert(1)</script>" in "".join(tree.itertext())


def luminance(colour):
    whole = colour * 2 if len(colour) == 3 else colour
    parts = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("ink", ["text", "soft", "level"])
def test_words_stand_out_from_paper_and_tint(theme, ink):
    block = re.findall(r":root\{(.*?)\}", STYLE, re.DOTALL)[theme]
    tokens = dict(re.findall(r"--(\w+):#(\w+)", block))
    for ground in ("paper", "tint"):
        light, dark = sorted((luminance(tokens[ink]), luminance(tokens[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5
