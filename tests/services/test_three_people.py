"""Lead, co-assessor and verifier work on one visit offline, exchange in any order, and all end equal."""

import itertools
import random

import pytest

from tests.services.team import Team
from tests.tours import the_tour

PEOPLE = ("lead", "co", "verifier")
EVERYBODY = (*PEOPLE, "office")
DAY = 86_400
VISION, CULTURE, VALUE = "leadership.vision", "leadership.culture", "leadership.best-value"


@pytest.fixture
def team(tmp_path, capsys, monkeypatch):
    return Team(tmp_path, capsys, monkeypatch)


@pytest.fixture
def visit(team):
    """A visit that the lead has begun and everybody has."""
    loaded = team.run("lead", "load", the_tour()[0] / "tour" / "completed-workbook.xlsx", status=None)
    team.run("lead", "judge", loaded["assessment"], VISION, "enhancing", "--reason", "Shared by all.")
    first = team.bundle("lead", ("co", "verifier"))
    for who in ("co", "verifier", "office"):
        team.run(who, "bundle", "import", first)
    return loaded["assessment"]


def work_apart(team, visit):
    """What the three do without hearing of each other. Returns the values that must clash, by field."""
    levels = {"lead": "embedded", "co": "enhancing", "verifier": "developing"}
    for who, level in levels.items():
        team.run(who, "judge", visit, VISION, level, "--reason", f"Reason of {who}.", "--strengths", "The same.")
        team.run(who, "note", visit, f"Note of {who}.", "--strand", CULTURE)
    team.run("lead", "judge", visit, CULTURE, "-", "--develop", "Coach more staff.")
    team.run("co", "judge", visit, CULTURE, "-", "--develop", "Coach every team.")
    team.run("verifier", "judge", visit, VALUE, "not-enough")
    for who in ("lead", "verifier"):
        team.run(who, "debrief", visit, "--session", "leaders", "--reply", f"They told {who}.")
    return {
        f"strand/{VISION}/reason": {f"Reason of {who}." for who in PEOPLE},
        f"strand/{CULTURE}/develop": {"Coach more staff.", "Coach every team."},
        "debrief/leaders/reply": {"They told lead.", "They told verifier."},
    }


def exchange(team, order):
    """Everybody's bundle to everybody else, imported by each in an order of their own, some of them twice."""
    bundles = {who: team.bundle(who, [other for other in PEOPLE if other != who]) for who in PEOPLE}
    for who in EVERYBODY:
        mine = [file for sender, file in bundles.items() if sender != who]
        order.shuffle(mine)
        for file in [*mine, mine[0]]:
            team.run(who, "bundle", "import", file, status=None)


def clashes(team, who, visit):
    (found,) = team.run(who, "conflicts", visit, status=None)
    return {each["name"]: {side["value"] for side in each["sides"]} for each in found["clashes"]}


def same_everywhere(team, visit):
    """The record and the outlook, which must be the same for all four; every store equals its journal."""
    found = [(team.run(who, "show", visit), team.run(who, "outlook", visit)) for who in EVERYBODY]
    for who in EVERYBODY:
        team.run(who, "check", "--rebuild")
    assert all(each == found[0] for each in found[1:])
    return found[0][0]


def strand(record, which):
    return next(each for each in record["strands"] if each["strand"] == which)


@pytest.mark.parametrize("seed", [1, 2])
def test_all_end_equal_every_clash_is_shown_and_no_clock_decides(team, visit, seed):
    team.ahead = dict(zip(PEOPLE, ((0, 20 * 365 * DAY, -DAY), (-300, 600, 3 * DAY))[seed - 1], strict=True))
    expected = work_apart(team, visit)
    exchange(team, random.Random(seed))
    for who in EVERYBODY:
        assert clashes(team, who, visit) == expected
    record = same_everywhere(team, visit)
    levels = {each["level"] for each in strand(record, VISION)["judgements"]}
    assert levels == {"embedded", "enhancing", "developing"}  # a judgement is its author's own: no clash
    assert strand(record, VISION)["strengths"] == "The same."
    assert sorted(note["text"] for note in record["notes"]) == [f"Note of {who}." for who in sorted(PEOPLE)]
    settle_and_compare(team, visit)


def settle_and_compare(team, visit):
    refusal = team.run("lead", "report", visit, "-o", team.folder / "report.pdf", "--sign", status=3)
    assert "not settled" in refusal
    team.run("lead", "settle", visit, f"{VISION}/reason", "--value", "Reason of all three.", status=1)
    team.run("lead", "settle", visit, "develop", "--take", "theirs", status=1)
    assert team.run("lead", "settle", visit, "reply", "--take", "mine")["left"] == 0
    last = team.bundle("lead", ("co", "verifier"))
    for who in ("co", "verifier", "office"):
        team.run(who, "bundle", "import", last)
        assert clashes(team, who, visit) == {}
    record = same_everywhere(team, visit)
    assert strand(record, VISION)["reason"] == "Reason of all three."
    assert strand(record, CULTURE)["develop"] == "Coach every team."
    assert record["debriefs"][0]["reply"] == "They told lead."


def test_two_who_settle_apart_disagree_again_and_nothing_is_lost(team, visit):
    work_apart(team, visit)
    exchange(team, random.Random(3))
    for who in ("lead", "co"):
        team.run(who, "settle", visit, f"{VISION}/reason", "--value", f"Settled by {who}.", status=None)
    for who, other in itertools.permutations(("lead", "co")):
        team.run(other, "bundle", "import", team.bundle(who, [other]), status=None)
    for who in ("lead", "co"):
        assert clashes(team, who, visit)[f"strand/{VISION}/reason"] == {"Settled by lead.", "Settled by co."}


def test_what_was_settled_says_so_in_the_history(team, visit):
    work_apart(team, visit)
    exchange(team, random.Random(4))
    team.run("lead", "settle", visit, "reply", "--take", "2", status=1)
    newest = team.run("lead", "history", visit, "--field", "reply")[0]
    assert (newest["settled"], newest["who"], newest["what"]) == (True, "Amara Okafor", "What they said")
    assert team.run("lead", "undo", visit)["field"] != "reply"  # a decision about others' words is not undone
