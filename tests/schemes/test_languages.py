"""A mark in a second language: its words where they are there, and the main language's, marked as such, where not."""

from pathlib import Path

import pytest

from assessor_app.cli.main import main
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.words.passages import language_of, told
from assessor_app.schemes.checking import check_scheme
from assessor_app.schemes.loading import load_scheme

EDITION = """\
id: darllen
edition: "1.0"
title: {en-GB: Reading Mark, cy: Marc Darllen}
short_title: Reading
owner: The Reading Trust
language: en-GB
languages: [cy]
terms:
  aspect: {en-GB: area, cy: maes}
  aspects: {en-GB: areas, cy: meysydd}
  strand: criterion
  strands: criteria
  level: {en-GB: level, cy: lefel}
  institution: school
  report: report
levels:
  - {id: begun, name: {en-GB: Begun, cy: Ar waith}, meaning: It has begun., wording: model}
  - {id: usual, name: Usual, meaning: {en-GB: It is usual., cy: Mae\'n arferol.}, wording: model}
aspects:
  - id: rooms
    title: {en-GB: Rooms, cy: Ystafelloedd}
    short: Rooms
    strands:
      - id: quiet
        title: {en-GB: Quiet, cy: Tawelwch}
        question: Is there a quiet room?
        descriptors: {begun: Sometimes., usual: {en-GB: Always., cy: Bob amser.}}
        typical_evidence: [A photograph]
        wording: model
award:
  outcomes: [{id: given, name: Given, needs: {strands: {at_level: usual}}}]
debriefs: []
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "darllen.yaml"
    file.write_text(EDITION.replace("\\'", "'"), encoding="utf-8")
    return file


@pytest.fixture
def welsh(file: Path) -> Scheme:
    assert check_scheme(file) == ()
    return load_scheme(file, "cy")


def test_terms_levels_and_strands_are_in_the_language_that_was_chosen(welsh: Scheme) -> None:
    strand = welsh.strand("rooms.quiet")
    assert (welsh.title, welsh.terms.aspect, welsh.terms.level) == ("Marc Darllen", "maes", "lefel")
    assert (welsh.levels[0].name, welsh.levels[1].meaning) == ("Ar waith", "Mae'n arferol.")
    assert (strand.title, strand.descriptors["usual"]) == ("Tawelwch", "Bob amser.")


def test_what_is_not_translated_stands_in_english_and_says_so(welsh: Scheme) -> None:
    strand = welsh.strand("rooms.quiet")
    assert strand.question == "Is there a quiet room?"
    assert told(strand.question) == "Is there a quiet room? (English)"
    fallen_back = (strand.descriptors["begun"], *strand.typical_evidence, welsh.levels[1].name, welsh.terms.strand)
    assert fallen_back == ("Sometimes.", "A photograph", "Usual", "criterion")
    assert [language_of(text) for text in fallen_back] == ["en"] * 4
    assert f"Two {welsh.terms.strands}" == "Two [en: criteria]"
    assert [language_of(text) for text in (welsh.title, strand.title, welsh.terms.level)] == [""] * 3


def test_the_texts_still_to_be_translated_are_counted(file: Path, welsh: Scheme) -> None:
    assert load_scheme(file).untranslated == 0
    short, terms, levels, strand, award = 1, 4, 2, 3, 1
    assert welsh.untranslated == short + terms + levels + strand + award + 1  # and the aspect's short name


def test_the_words_a_judgement_is_held_to_are_the_same_in_every_language(file: Path, welsh: Scheme) -> None:
    assert welsh.sha256 == load_scheme(file).sha256


def test_the_command_line_shows_the_mark_in_the_language(file: Path, tmp_path: Path, capsys) -> None:
    profile = ["--profile", str(tmp_path / "profile")]
    assert main(["schemes", "install", str(file), *profile]) == 0
    assert main(["schemes", "show", "darllen", "--language", "cy", *profile]) == 0
    said = capsys.readouterr().out
    assert "In cy; written in en-GB and cy. 12 texts to translate." in said
    assert "Sometimes. (English)" in said
    assert "[en:" not in said
