"""A file that uses the whole language: what it says is in the values, and every single error in it is located."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assessor_app.domain.scheme.cycle import Actor, FactKind
from assessor_app.domain.scheme.edition import Kind, Scheme, Wording
from assessor_app.domain.scheme.forms import Figure, Purpose
from assessor_app.domain.scheme.overlays import for_institution
from assessor_app.domain.scheme.rules import AllOf, AnyOf, Aspects, Condition, FormRows, InForce, Signed, Strands, When
from assessor_app.domain.scheme.texts import Provenance
from assessor_app.domain.scheme.visit import Reader
from assessor_app.errors import Refused, WrongUse
from assessor_app.schemes.checking import check_scheme
from assessor_app.schemes.loading import load_scheme

SchemeFile = Callable[..., Path]

WHOLE = (Path(__file__).parent / "whole.yaml").read_text(encoding="utf-8")

# what is spoilt, by what, and then: code, the line (0: that of the spoilt text), key, words of the message
WRONG = [
    ("kind: individual", "kind: person", "shape-enum", "kind", "One of institution, individual"),
    ("languages: [cy]", "languages: [Welsh]", "shape-pattern", "languages[1]", "A language tag"),
    ("cy: Marc Cyfan", "fr: Marque", "unknown-language", "title.fr", "none of this file's languages (en-GB, cy)"),
    ("en-GB: Whole Mark, ", "", "missing-language", "title.en-GB", "missing in the main language, 'en-GB'"),
    ("cy: Marc Cyfan", 'cy: " "', "language-not-text", "title.cy", "Some text"),
    ("{text: Welcome, wording: source, source: leaflet", "{text: Welcome, wording: own, source: leaflet", "shape-enum",
     "aspects[1].strands[1].title.wording", "One of source, model"),
    ("{text: Welcome, wording: source, source: leaflet", "{text: Welcome, wording: source, source: book",
     "unknown-source", "aspects[1].strands[1].title.source", "(leaflet)"),
    ("id: step-scale", "id: Step scale", "shape-pattern", "scales[1].id", "lower-case letters"),
    ("id: to-do", "id: low", "repeated-id", "scales[1].levels[1].id", "another level already"),
    ("scale: step-scale", "scale: steps", "unknown-scale", "aspects[2].strands[1].scale", "(step-scale)"),
    ("narrative: true", "narrative: yes", "shape-type", "aspects[2].strands[2].narrative",
     "true or false was expected"),
    ("narrative: true", "narrative: true\n        descriptors: {low: A, high: B}", "narrative-descriptors",
     "aspects[2].strands[2].descriptors", "not graded has no descriptors"),
    ("core: true\n", "core: 1\n", "shape-type", "aspects[1].strands[1].core", "true or false"),
    ("when: {nation: [wales]}", "when: {county: [wales]}", "unknown-fact", "overlays[1].when.county",
     "no fact an overlay"),
    ("when: {nation: [wales]}", "when: {nation: wales}", "shape-type", "overlays[1].when.nation",
     "A list was expected"),
    ("strand: people.welcome", "strand: people.hello", "unknown-strand", "overlays[1].texts[1].strand",
     "'people.hello'"),
    ("descriptors: {high: In Welsh too.}", "descriptors: {top: In Welsh too.}", "unknown-level",
     "overlays[1].texts[1].descriptors.top", "(low, high)"),
    ("- aspect: people", "- aspect: places", "unknown-aspect", "overlays[1].strands[1].aspect", "(people, steps)"),
    ("id: language-plan", "id: welcome", "repeated-id", "overlays[1].strands[1].strands[1].id", "is taken"),
    ("kind: number, title: pupils", "kind: figure, title: pupils", "shape-enum", "cycle_facts[2].kind",
     "One of yes-no"),
    ("kind: number, title: pupils", "kind: number, choices: [a], title: pupils", "choices-and-kind",
     "cycle_facts[2].choices", "belong to `kind: choice`"),
    ("id: pupils,", "id: renewal,", "reserved-id", "cycle_facts[2].id", "works out 'renewal' by itself"),
    ("acts: [office, institution]", "acts: [headteacher]", "shape-enum", "stages[1].acts[1]", "One of institution"),
    ("activity: enquiry", "activity: asking", "shape-enum", "stages[1].activity", "One of enquiry"),
    ("needs: {condition: fee-paid}", "needs: {condition: fee}", "unknown-fact", "stages[1].gates[1].needs.condition",
     "'fee' is no fact"),
    ("needs: {condition: fee-paid}", "needs: {condition: fee-paid, commitment: sharing}", "shape-maxProperties",
     "stages[1].gates[1].needs", "join them under all_of"),
    ("needs: {condition: fee-paid}", "needs: {}", "shape-minProperties", "stages[1].gates[1].needs", "Nothing stands"),
    ("assessments: 40", "assessments: 0", "shape-minimum", "second_marking.assessments", "at least 1"),
    ("strands: [people.welcome]", "strands: [people.hello]", "unknown-strand", "second_marking.strands[1]",
     "'people.hello'"),
    ("strands: [people.welcome]", "strands: [steps.story]", "unknown-strand", "second_marking.strands[1]",
     "'steps.story'"),
    ("strands: [people.welcome]\n  before", "strands: [people.welcome]\n  in_each_aspect: 1\n  before", "two-samples",
     "second_marking.in_each_aspect", "and not both"),
    ("purpose: target-groups", "purpose: groups", "shape-enum", "forms[1].purpose", "One of institution, context"),
    ("kind: number, figure: baseline", "kind: number, figure: latest", "repeated-figure", "forms[1].fields[3].figure",
     "holds the latest figure already"),
    ("{id: group, title: Group}", "{id: group}", "missing-key", "forms[1].fields[1].title", "the field's label"),
    ("meets: pupils-group", "meets: parents", "unknown-interview-group", "visit.timetable[1].meets", "(pupils-group)"),
    ("debrief: all", "debrief: staff", "unknown-debrief", "visit.timetable[2].debrief", "(all)"),
    ('ends: "10:00"', 'ends: "08:30"', "visit-times", "visit.timetable[1].ends", "before it has begun"),
    ("shows: summary", "shows: praise", "shape-enum", "report[1].shows", "One of summary"),
    ("readers: [panel]", "readers: [everyone]", "shape-enum", "report[2].readers[1]", "One of institution, panel"),
    ("id: first-section", "id: second-section", "repeated-id", "report[2].id", "stands in this list"),
    ("levels: [top-step]", "levels: [best]", "unknown-level", "award.remarks[1].levels[1]", "'best' is no level"),
    ("after_months: 18", "after_months: soon", "shape-type", "award.mid_term.after_months", "A whole number"),
    ("opens_months: 6", "opens_months: 0", "shape-minimum", "award.renewal.opens_months", "at least 1"),
    ("meaning: It lives on., ", "", "missing-key", "award.renewal.meaning", "in a sentence or two"),
    ("- commitment: sharing", "- commitment: giving", "unknown-commitment",
     "award.outcomes[2].needs.all_of[2].commitment",
     "(sharing)"),
    ("form: {id: groups", "form: {id: teams", "unknown-form", "award.outcomes[2].needs.all_of[3].form.id", "(groups)"),
    ("filled: [baseline", "filled: [start", "unknown-field", "award.outcomes[2].needs.all_of[3].form.filled[1]",
     "'start' is no field"),
    ("core: true, at_level: high", "core: true, at_level: done-step", "level-of-another-scale",
     "award.outcomes[2].needs.all_of[1].strands.at_level", "people.welcome is judged on another scale"),
    ("core: true, at_level: high", "core: true, percent: 80, at_least: 1, at_level: high", "two-counts",
     "award.outcomes[2].needs.all_of[1].strands.percent", "and not both"),
    ("core: true, at_level: high", "core: true, nearest: true, at_level: high", "nearest-without-percent",
     "award.outcomes[2].needs.all_of[1].strands.nearest", "Only a percentage"),
    ("core: true, at_level: high", "core: true, aspects: [steps], at_level: high", "empty-group",
     "award.outcomes[2].needs.all_of[1].strands", "no strand is in this group"),
    ("at_least: 1, of: [people]", "at_least: 2, of: [people]", "unreachable-rule",
     "award.outcomes[1].needs.aspects.at_least", "only 1 aspects here, so 2"),
    ("of: [people]", "of: [places]", "unknown-aspect", "award.outcomes[1].needs.aspects.of[1]",
     "'places' is no aspect"),
    ("some_of:\n              at_least: 1", "some_of:\n              at_least: 3", "unreachable-rule",
     "award.outcomes[2].needs.all_of[5].some_of.at_least", "only 2 rules here"),
    ("condition: renewal, then", "condition: again, then", "unknown-fact",
     "award.outcomes[2].needs.all_of[4].when.condition", "'again' is no fact"),
    ("{fact: pupils, at_least: 5}", "{fact: pupils, at_least: five}", "shape-type",
     "award.outcomes[2].needs.all_of[4].when.then.condition.at_least", "A number was expected"),
    ("      needs:\n        aspects:",
     "      every_aspect: {at_least: 1, at_level: high}\n      needs:\n        aspects:",
     "one-rule", "award.outcomes[1].needs", "and not both"),
    ("stage: enquire", "stage: pay", "unknown-stage", "fees[1].stage", "(enquire, visit-day)"),
    ('amount: "20.00", currency: GBP', 'amount: "20.00"', "amount-without-currency", "fees[2].amount",
     "stand together"),
    ("not_by: [assessor]", "not_by: [friend]", "shape-enum", "complaints.not_by[1]", "One of assessor, verifier"),
    ("due_days: 5", "due_days: 0", "shape-minimum", "complaints.steps[2].due_days", "at least 1"),
    ("{text: It is answered.", "{words: It is answered., text: It is answered.", "unknown-key",
     "complaints.steps[2].words", "Known here: due_days, id, letter, text"),
]  # fmt: skip


@pytest.fixture
def whole(scheme_file: SchemeFile) -> Scheme:
    return load_scheme(scheme_file(text=WHOLE))


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong[2]}-{wrong[3]}")
def test_one_error_in_a_whole_file_is_refused_with_file_line_and_key(
    scheme_file: SchemeFile, wrong: tuple[str, str, str, str, str]
) -> None:
    old, new, code, key, words = wrong
    assert WHOLE.count(old) == 1, "the text to spoil stands once"
    text = WHOLE.replace(old, new)
    file = scheme_file(text=text)
    found = [problem for problem in check_scheme(file) if problem.code == code and problem.where.endswith(f": {key}")]
    assert len(found) == 1, check_scheme(file)
    assert words in found[0].message
    line = int(found[0].where.split(":")[1])
    lines = text.splitlines()
    first = WHOLE[: WHOLE.index(old)].count("\n") + 1
    near = range(first - 1, first + new.count("\n") + 2)
    leaf = key.rpartition(".")[2].partition("[")[0]
    assert line in near or leaf in lines[line - 1] or code in ("missing-key", "empty-group")
    with pytest.raises(Refused, match=r"^small\.yaml:\d+: .*The scheme was not loaded"):
        load_scheme(file)


def test_thirty_kinds_of_error_are_known() -> None:
    assert len({code for _, _, code, _, _ in WRONG}) >= 30


def test_the_whole_file_has_no_problem(scheme_file: SchemeFile) -> None:
    assert check_scheme(scheme_file(text=WHOLE)) == ()


def test_who_is_assessed_and_what_things_are_called(whole: Scheme) -> None:
    assert (whole.kind, whole.privacy) == (Kind.INDIVIDUAL, "This file is about one person.")
    assert (whole.terms.assessor, whole.terms.visit, whole.terms.levels) == ("consultant", "audit", "levels")


def test_a_text_has_the_origin_it_names_itself(whole: Scheme) -> None:
    assert whole.strand("1.1").title == "Welcome"
    assert whole.provenance == {"aspects[1].strands[1].title": Provenance(Wording.SOURCE, "leaflet", "page 2")}


def test_strands_are_judged_on_their_own_scale_or_only_written_about(whole: Scheme) -> None:
    names = {strand.id: [level.name for level in whole.levels_of(strand)] for strand in whole.strands}
    assert names == {
        "people.welcome": ["Low", "High"],
        "steps.first": ["To do", "Done", "Done very well"],
        "steps.story": [],
    }
    assert whole.strand("2.1").descriptors["done-step"] == "It is done."
    assert whole.level("done-step").rank == 2


def test_texts_come_in_a_language_or_else_in_the_main_one(scheme_file: SchemeFile) -> None:
    file = scheme_file(text=WHOLE)
    english, welsh = load_scheme(file), load_scheme(file, "cy")
    assert (english.title, english.language, english.untranslated) == ("Whole Mark", "en-GB", 0)
    assert (welsh.title, welsh.language) == ("Marc Cyfan", "cy")
    assert welsh.short_title == "Whole"
    assert welsh.sha256 == english.sha256
    with pytest.raises(WrongUse, match=r"not written in 'fr'\. It has: en-GB, cy"):
        load_scheme(file, "fr")


def test_what_an_overlay_adds_stands_before_the_aspect_it_names(scheme_file: SchemeFile) -> None:
    text = WHOLE.replace("    when: {nation: [wales]}\n", "    when: {nation: [wales]}\n    before: steps\n")
    welsh = for_institution(load_scheme(scheme_file(text=text)), {"nation": "wales"})
    assert [(aspect.number, aspect.id) for aspect in welsh.aspects] == [
        ("1", "people"),
        ("2", "heritage"),
        ("3", "steps"),
    ]
    wrong = scheme_file(text=text.replace("before: steps", "before: stepps"))
    with pytest.raises(Refused, match=r"before: .*stepps"):
        load_scheme(wrong)


def test_an_overlay_changes_the_mark_for_those_it_is_meant_for(whole: Scheme) -> None:
    assert for_institution(whole, {"nation": "england"}) is whole
    welsh = for_institution(whole, {"nation": "wales"})
    first = welsh.strand("people.welcome")
    assert first.question == "Are people welcome in both languages?"
    assert first.descriptors == {"low": "It has begun.", "high": "In Welsh too."}
    assert first.typical_evidence == ("Visitors' book", "Bilingual signs")
    assert [(s.id, s.number) for s in welsh.strands] == [
        ("people.welcome", "1.1"), ("people.language-plan", "1.2"), ("steps.first", "2.1"), ("steps.story", "2.2"),
        ("heritage.songs", "3.1"),
    ]  # fmt: skip


def test_facts_stages_and_gates_are_values(whole: Scheme) -> None:
    assert [(fact.id, fact.kind) for fact in whole.cycle_facts] == [
        ("training-attended", FactKind.YES_NO),
        ("pupils", FactKind.NUMBER),
    ]
    enquire = whole.stages[0]
    assert (enquire.activity, enquire.acts) == ("enquiry", (Actor.OFFICE, Actor.INSTITUTION))
    assert enquire.gates[0].needs == Condition("fee-paid")
    assert enquire.gates[0].says == "The fee is still to be paid."


def test_forms_visit_and_report_are_values(whole: Scheme) -> None:
    form = whole.forms[0]
    assert (form.purpose, form.table, form.anonymous) == (Purpose.TARGET_GROUPS, True, True)
    assert form.figures() == {Figure.LATEST: "latest", Figure.BASELINE: "baseline"}
    assert whole.visit
    assert [(entry.title, entry.meets, entry.debrief) for entry in whole.visit.timetable] == [
        ("Pupils", "pupils-group", ""),
        ("Debrief", "", "all"),
    ]
    assert whole.visit.interviews[0].questions == ("What do you like?",)
    assert [(section.shows, section.readers) for section in whole.report] == [
        ("summary", ()),
        ("written", (Reader.PANEL,)),
    ]


def test_what_follows_an_award_is_in_the_values(whole: Scheme) -> None:
    assert whole.renewal
    assert (whole.renewal.opens_months, whole.renewal.carries_plan) == (6, True)
    assert whole.mid_term
    assert whole.mid_term.after_months == 18
    assert [(upgrade.mark, upgrade.meaning) for upgrade in whole.upgrades] == [("whole-plus", "A higher mark.")]
    assert [needed.mark for needed in whole.prerequisites] == ["base"]
    assert [commitment.signed_by for commitment in whole.commitments] == ["headteacher"]
    assert [remark.levels for remark in whole.remarks] == [("top-step",)]
    assert whole.valid_years == 0


def test_every_kind_of_rule_is_a_value(whole: Scheme) -> None:
    first, second = whole.outcomes
    assert first.rule == Aspects(Strands(("high",)), 1, ("people",))
    assert second.rule == AllOf(
        (
            Strands(("high",), core=True),
            Signed("sharing"),
            FormRows("groups", 1, ("baseline", "latest")),
            When(Condition("renewal"), Condition("pupils", (), 5)),
            AnyOf((InForce("base"), Strands(("high", "done-step"), percent=60, nearest=True)), 1),
        )
    )


def test_money_and_procedures_are_values(whole: Scheme) -> None:
    assert [(fee.amount, fee.payer, fee.stage) for fee in whole.fees] == [("", "", "enquire"), ("20.00", "members", "")]
    assert whole.complaints
    assert whole.complaints.not_by == ("assessor",)
    assert [(step.text, step.due_days, step.letter) for step in whole.complaints.steps] == [
        ("It is received.", 0, False),
        ("It is answered.", 5, True),
    ]
    assert whole.appeals
    assert whole.appeals.sealed_evidence
