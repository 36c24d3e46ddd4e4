"""What stands behind a judgement, words that do not go with a level, and links that are plain text."""

from dataclasses import replace

import pytest

from assessor_app.domain.assessment.assessment import Evidence, Note, NoteKind, StrandRecord
from assessor_app.domain.scheme.edition import NOT_ENOUGH
from assessor_app.domain.visit.anchors import anchor_at, anchors_in, evidence_of, link_completions
from assessor_app.domain.visit.level_hints import level_hint
from assessor_app.domain.visit.triangulation import SourceKind, source_words, sources_behind
from assessor_app.schemes.loading import load_shipped
from tests.ui.assessment_sample import CULTURE, assessment

LEVELS = load_shipped("pdqm").levels
LOW, MIDDLE, TOP = (level.id for level in LEVELS)


def hint(level, **texts):
    return level_hint(StrandRecord(CULTURE, **texts), level, LEVELS)


@pytest.mark.parametrize(
    ("level", "texts", "words"),
    [
        (TOP, {"reason": "Some teams are starting to look at impact."}, "lower level than Embedded"),
        (LOW, {"reason": "Every team looks at impact as a matter of course."}, "higher level than Developing"),
        (MIDDLE, {"reason": "This is Embedded in every team."}, "The reason names Embedded"),
        (MIDDLE, {"reason": "Most teams do."}, "no area for development"),
    ],
)
def test_words_that_do_not_go_with_the_level_are_named(level, texts, words):
    assert words in hint(level, **texts)


@pytest.mark.parametrize(
    ("level", "texts"),
    [
        (TOP, {"reason": "Every team looks at impact."}),
        (LOW, {"reason": "Impact is not always looked at.", "develop": "Look at it."}),
        (MIDDLE, {"reason": "Leaders are developing this.", "develop": "More of it."}),
        (NOT_ENOUGH, {"reason": "Not yet seen."}),
        (None, {"reason": "Embedded."}),
        (TOP, {}),
    ],
)
def test_nothing_is_said_where_nothing_is_wrong(level, texts):
    assert hint(level, **texts) == ""


def test_six_kinds_of_source_come_from_notes_and_opened_evidence():
    notes = (
        Note("1", "They like it", NoteKind.NOTE, CULTURE, "pupils"),
        Note("2", "We plan", NoteKind.NOTE, CULTURE, "teaching staff"),
        Note("3", "We pay", NoteKind.NOTE, CULTURE, "governor"),
        Note("4", "Elsewhere", NoteKind.NOTE, "other.strand", "headteacher"),
    )
    evidence = (
        Evidence("a", "E1", "Policy", strands=(CULTURE,), opened=True),
        Evidence("b", "E2", "Staff survey", strands=(CULTURE,), opened=True),
        Evidence("c", "E3", "Wall", strands=(CULTURE,), media_type="image/jpeg"),
    )
    value = replace(assessment(), notes=notes, evidence=evidence, sessions=())
    behind = sources_behind(value, CULTURE)
    assert list(behind) == list(SourceKind)
    assert {kind for kind, count in behind.items() if count} == set(SourceKind) - {SourceKind.OBSERVATION}
    assert source_words(behind).endswith("Nothing from observation.")
    assert source_words(dict.fromkeys(SourceKind, 0)) == "Rests on nothing linked yet."


def offered(typed, **pages):
    evidence = (Evidence("a", "E3", "Impact log", strands=(CULTURE,)), Evidence("b", "E30", "Budget"))
    notes = (Note("1", "They plan", NoteKind.NOTE, CULTURE, taken_at="2026-11-22T10:41:00Z"),)
    value = replace(assessment(), evidence=evidence, notes=notes)
    return [each.insert for each in link_completions(typed, value, CULTURE, lambda moment: moment[11:16], pages)]


def test_a_link_is_offered_by_code_page_title_and_words_of_a_note():
    assert offered("#") == ["[E3]", "[E30]", "[note 10:41]"]
    assert offered("#e3.4") == ["[E3, p. 4]"]
    assert offered("#e3p4") == []
    assert offered("#budget") == ["[E30]"]
    assert offered("#e3", a=7)[:2] == ["[E3, p. 7]", "[E3]"]
    assert offered("#plan") == ["[note 10:41]"]
    assert offered("plan") == []


def test_a_link_is_found_again_in_plain_text():
    text = "Seen in [E3, p. 4] and [note 10:41], not [this, that]."
    assert [(anchor.code, anchor.page) for anchor in anchors_in(text)] == [("E3", 4), ("note 10:41", 0)]
    found = anchor_at(text, text.index("p. 4"))
    assert found is not None
    value = replace(assessment(), evidence=(Evidence("a", "E3", "Impact log"),))
    assert evidence_of(found, value).id == "a"
    assert anchor_at(text, 2) is None
