"""Lead, co-assessor and a verifier who only verifies work on one visit offline; after the seal all four end equal."""

import itertools
import random

import pytest

from tests.services.team import NAMES, PURE, Team
from tests.tours import the_tour

PEOPLE = ("lead", "co", "verifier")
EVERYBODY = (*PEOPLE, "office")
YEAR = 365 * 86_400
VISION, CULTURE = "leadership.vision", "leadership.culture"
FORM, FIELD = "context", "circumstances"
REMOVED = {"lead": "Pupils", "co": "Staff", "verifier": "Pupils"}
"""The session that each takes off the timetable."""


@pytest.fixture
def team(tmp_path, capsys, monkeypatch):
    return Team(tmp_path, capsys, monkeypatch, PURE)


def work_apart(team):
    """What the three do without hearing of each other, by clocks that are years apart; the verifier seals."""
    visit = team.run("lead", "load", the_tour()[0] / "tour" / "completed-workbook.xlsx", status=None)["assessment"]
    team.run("lead", "timetable", visit, "--add", "09:00,10:00,Pupils", "--add", "10:00,11:00,Staff")
    team.run("lead", "form", visit, FORM, "--add", f"{FIELD}=First words")
    first = team.bundle("lead", ["co"])
    for who in ("co", "office"):
        team.run(who, "bundle", "import", first)
    team.run("verifier", "bundle", "import", for_verifier(team, "lead", visit))
    team.ahead = {"lead": -20 * YEAR, "co": 20 * YEAR}
    team.judge_all("lead", visit, "Qxreason of lead", {VISION: "embedded"}, "enhancing")
    team.run("co", "judge", visit, VISION, "enhancing", "--reason", "Qxreason of co")
    for who in ("lead", "co"):
        team.run(who, "note", visit, f"Qxnote of {who}", "--strand", CULTURE)
        team.run(who, "debrief", visit, "--session", "leaders", "--reply", f"Qxreply to {who}")
    for who in PEOPLE:
        team.run(who, "form", visit, FORM, "--row", "page", "--set", f"{FIELD}=Words of {who}")
        team.run(who, "timetable", visit, "--add", f"11:00,12:00,Round of {who}", "--remove", REMOVED[who])
    team.run("verifier", "second", "declare", visit)
    team.run("verifier", "note", visit, "Note of verifier", "--strand", CULTURE)
    team.judge_all("verifier", visit, "Reason of verifier", {VISION: "developing"}, "enhancing")
    return visit


def for_verifier(team, who, visit):
    """A package for the verifier, which carries no judgement before the seal is here."""
    file = team.folder / f"{who}-{random.randrange(10**9)}.qmb"
    team.run(who, "bundle", "export", "-o", file, "--for-verifier", NAMES["verifier"], "--assessment", visit)
    return file


def exchange(team, order):
    """Everybody's bundle to everybody else, imported by each in an order of their own, the first of them twice."""
    bundles = {who: team.bundle(who, [other for other in PEOPLE if other != who]) for who in PEOPLE}
    for who in EVERYBODY:
        mine = [file for sender, file in bundles.items() if sender != who]
        order.shuffle(mine)
        for file in [*mine, mine[0]]:
            team.run(who, "bundle", "import", file, status=None)


def before_the_seal(team, visit, order):
    """Lead and co-assessor exchange, and the verifier gets and gives what may be seen."""
    pair = {who: team.bundle(who, [other]) for who, other in itertools.permutations(("lead", "co"))}
    packages = [for_verifier(team, who, visit) for who in ("lead", "co")]
    order.shuffle(packages)
    for file in packages:
        team.run("verifier", "bundle", "import", file, status=None)
    for who, other in itertools.permutations(("lead", "co")):
        team.run(other, "bundle", "import", pair[who], status=None)


def clashes(team, who, visit):
    (found,) = team.run(who, "conflicts", visit, status=None)
    return {each["name"]: {side["value"] for side in each["sides"]} for each in found["clashes"]}


def same_everywhere(team, visit):
    """The record, the outlook and both marks, which must be the same for all four; every store equals its journal."""
    commands = (("show",), ("outlook",), ("second", "compare"))
    found = [[team.run(who, *words, visit, status=None) for words in commands] for who in EVERYBODY]
    for who in EVERYBODY:
        team.run(who, "check", "--rebuild")
    assert all(each == found[0] for each in found[1:])
    return found[0][0]


SHARED = {f"form/{FORM}/row/page/field/{FIELD}/value": {f"Words of {who}" for who in PEOPLE}}
"""The clash of what all three may write and see at any time."""
OF_ASSESSORS = {
    f"strand/{VISION}/reason": {"Qxreason of lead", "Qxreason of co"},
    "debrief/leaders/reply": {"Qxreply to lead", "Qxreply to co"},
}


def test_a_verifier_is_blind_until_the_seal_and_equal_after_it(team):
    order, visit = random.Random(1), work_apart(team)
    before_the_seal(team, visit, order)
    assert clashes(team, "verifier", visit) == SHARED
    told = str([team.run("verifier", *words, visit, status=None) for words in (("show",), ("history",), ("outlook",))])
    assert "Words of co" in told
    assert "Qx" not in told
    seal_and_send(team, visit, order)
    exchange(team, order)
    for who in EVERYBODY:
        assert clashes(team, who, visit) == SHARED | OF_ASSESSORS
    record = same_everywhere(team, visit)
    (vision,) = [each for each in record["strands"] if each["strand"] == VISION]
    assert {each["level"] for each in vision["judgements"]} == {"embedded", "enhancing", "developing"}
    assert {note["text"] for note in record["notes"]} == {"Qxnote of lead", "Qxnote of co", "Note of verifier"}
    assert {each["title"] for each in record["sessions"]} == {f"Round of {who}" for who in PEOPLE}
    agree_apart_and_settle(team, visit, order)


def seal_and_send(team, visit, order):
    """What was judged alone is sealed, and goes out before anything of the others' judgement comes in."""
    team.run("verifier", "second", "seal", visit)
    sealed = team.bundle("verifier", ["lead", "co"])
    for who in order.sample(["lead", "co", "office"], 3):
        team.run(who, "bundle", "import", sealed, status=None)


def agree_apart_and_settle(team, visit, order):
    """Both judges agree one strand, each alone and differently; then every clash is settled by somebody."""
    agreed = {"lead": "embedded", "verifier": "enhancing"}
    for who, level in agreed.items():
        team.run(who, "second", "agree", visit, VISION, level, "--settled", f"Said by {who}", status=None)
    exchange(team, order)
    apart = {
        f"agreed/{VISION}/level": set(agreed.values()),
        f"agreed/{VISION}/reason": {f"Said by {who}" for who in agreed},
    }
    for who in EVERYBODY:
        assert clashes(team, who, visit) == SHARED | OF_ASSESSORS | apart
    same_everywhere(team, visit)
    assert "role" in team.run("verifier", "settle", visit, "reply", "--take", "1", status=3)
    for name in (f"agreed/{VISION}/level", f"{FIELD}/value"):
        team.run("verifier", "settle", visit, name, "--take", "mine", status=1)
    for name in (f"agreed/{VISION}/reason", "reply", f"strand/{VISION}/reason"):
        team.run("lead", "settle", visit, name, "--take", "mine", status=1)
    exchange(team, order)
    for who in EVERYBODY:
        assert clashes(team, who, visit) == {}
    record = same_everywhere(team, visit)
    assert [(each["level"], each["reason"]) for each in record["agreed"]] == [("enhancing", "Said by lead")]
