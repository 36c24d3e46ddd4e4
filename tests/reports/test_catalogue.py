"""The fixed words of documents: all in one catalogue a language, English complete, and chosen by the document."""

import ast
import locale
import re
from pathlib import Path
from string import Formatter

import pytest

import assessor_app
from assessor_app.domain.assessment.report import ENGLISH
from assessor_app.errors import WrongUse
from assessor_app.reports.page import words
from assessor_app.reports.page.text import Bold

REPORTS = Path(assessor_app.__file__).parent / "reports"
NUMBERS = (".one", ".many")


def constants():
    """Every text that stands in the code of the documents, and what an f-string begins with."""
    letters = REPORTS.parent / "services" / "awards" / "concern_letters.py"
    for file in (*REPORTS.rglob("*.py"), letters):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def places(text):
    return {place for _, place, _, _ in Formatter().parse(text) if place is not None}


def test_every_text_of_the_english_catalogue_is_said_somewhere():
    said = set(constants())
    unsaid = [
        key
        for key in words.catalogue(ENGLISH)
        if not {key, re.sub(r"\.(one|many)$", "", key), re.sub(r"(one|many)$", "", key)} & said
    ]
    assert unsaid == []


def test_every_key_that_is_said_stands_in_the_english_catalogue():
    known = set(words.catalogue(ENGLISH))
    groups = {key.partition(".")[0] for key in known}
    pattern = re.compile(rf"({'|'.join(sorted(groups))})\.[a-z_]+(\.(one|many))?")
    used = {text for text in constants() if pattern.fullmatch(text)}
    assert len(used) > 250
    assert {key for key in used if not ({key} | {key + number for number in NUMBERS}) & known} == set()


@pytest.mark.parametrize("language", [each.tag for each in words.languages()])
def test_every_catalogue_has_every_text_with_the_same_places(language):
    english, theirs = words.catalogue(ENGLISH), words.catalogue(language)
    assert set(theirs) == set(english)
    assert {key for key in english if places(theirs[key]) != places(english[key])} == set()
    assert [len(theirs[key].split()) for key in ("days.months", "days.short")] == [12, 12]


def test_one_and_many_and_a_place_with_emphasis():
    assert words.say_count("actions.lasts", 1) == "An award lasts 1 year."
    assert words.say_count("actions.lasts", 3) == "An award lasts 3 years."
    assert words.phrase("letters.number", number=words.bold("A{1}")) == ["Its number is ", Bold("A{1}"), "."]


def test_words_of_people_are_never_read_as_places():
    assert words.say("letters.dear", name="{office} {0} {name.__class__}") == "Dear {office} {0} {name.__class__}"


def test_an_unknown_language_is_refused_with_those_there_are():
    for language in ("xx", "../schemes/pdqm/3.1", "en-GB/../en-GB"):
        with pytest.raises(WrongUse, match="en-GB"), words.speaking(language):
            pass


def test_the_computers_locale_changes_no_word():
    before = locale.setlocale(locale.LC_ALL)
    for name in ("cy_GB.UTF-8", "fr_FR.UTF-8", "C.UTF-8"):
        try:
            locale.setlocale(locale.LC_ALL, name)
        except locale.Error:
            continue
        assert words.spoken().language == ENGLISH
        assert words.say("days.months").startswith("January")
        locale.setlocale(locale.LC_ALL, before)
