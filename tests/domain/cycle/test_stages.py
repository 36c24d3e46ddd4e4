"""Who acts in a stage, in words that tell the two judges apart."""

from dataclasses import replace
from pathlib import Path

from assessor_app.domain.cycle.stages import who_acts
from assessor_app.domain.scheme.cycle import Actor
from assessor_app.schemes.loading import load_scheme

MARK = load_scheme(Path(__file__).parents[2] / "services" / "marks" / "bridge" / "1.0.yaml")
BOTH = (Actor.ASSESSOR, Actor.VERIFIER)


def test_a_mark_that_calls_both_judges_the_same_tells_them_apart():
    mark = replace(MARK, terms=replace(MARK.terms, assessor="verifier", verifier="verifier"))
    assert who_acts(mark, BOTH) == "verifier and second verifier"
    assert who_acts(mark, BOTH, "you") == "verifier (you) and second verifier"
    assert who_acts(mark, BOTH, "Amara Okafor", "you") == "verifier (Amara Okafor) and verifier (you)"


def test_those_who_act_are_named_once_in_the_marks_own_words():
    assert who_acts(MARK, (Actor.ASSESSOR, Actor.ASSESSOR)) == MARK.terms.assessor
    assert who_acts(MARK, (Actor.OFFICE, Actor.PANEL)) == f"{MARK.terms.office} and {MARK.terms.panel}"
