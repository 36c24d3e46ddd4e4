"""The second mark by the command line: two people and the office, who have nothing of each other but bundles."""

import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import pytest
from pyrage import decrypt, x25519

from assessor_app.domain.assessment.assessment import Institution
from assessor_app.identity.profile import Layout
from assessor_app.identity.unlocking import unlock
from assessor_app.models.database.sqlcipher import DATABASE, connect
from tests.services.team import NAMES, PASSPHRASE, Team
from tests.tools import needs
from tests.tours import the_tour

FIRST_REASON, FIRST_NOTE = "Qxfirst7 pupils lead the council", "Qxnote7 heard at lunch"
SECOND_REASON = "Qxsecond7 only the older pupils do"
SETTLED = "Qxsettled7 the minutes of two years"
LOW, HIGH = "developing", "embedded"
DIFFERENT = "leadership.vision"


@pytest.fixture
def team(tmp_path, capsys, monkeypatch):
    return Team(tmp_path, capsys, monkeypatch)


_MADE: list[tuple[Path, str]] = []
"""The folder of a team whose verifier has the package, and the visit, once they were made: every test gets a copy."""


@pytest.fixture
def visit(team):
    """A visit that the lead has judged, and of which the verifier has the package."""
    if not _MADE:
        made = begin(team)
        _MADE.append((Path(tempfile.mkdtemp(prefix="assay-second-")) / "team", made))
        shutil.copytree(team.folder, _MADE[0][0])
    shutil.copytree(_MADE[0][0], team.folder, dirs_exist_ok=True)
    return _MADE[0][1]


def begin(team: Team) -> str:
    loaded: str = team.run("lead", "load", the_tour()[0] / "tour" / "completed-workbook.xlsx", status=None)[
        "assessment"
    ]
    team.judge_all("lead", loaded, FIRST_REASON, {}, HIGH)
    team.run("lead", "note", loaded, FIRST_NOTE, "--strand", DIFFERENT)
    team.run("lead", "debrief", loaded, "--session", "leaders", "--reply", FIRST_REASON)
    package = team.folder / "package.qmb"
    named = ("--for-verifier", NAMES["verifier"], "--assessment", loaded)
    team.run("lead", "bundle", "export", "-o", package, *named)
    team.run("verifier", "bundle", "import", package)
    return loaded


def mark_alone(team: Team, visit: str) -> None:
    """The verifier judges everything, one strand otherwise than the lead."""
    team.run("verifier", "second", "declare", visit)
    team.judge_all("verifier", visit, SECOND_REASON, {}, HIGH)
    team.run("verifier", "second", "judge", visit, DIFFERENT, LOW)


def give(team: Team, sender: str, *receivers: str) -> None:
    file = team.bundle(sender, [each for each in receivers if each != "office"])
    for who in receivers:
        team.run(who, "bundle", "import", file)


def test_two_marks_are_made_apart_sealed_compared_and_agreed(team, visit, tmp_path):
    mark_alone(team, visit)
    assert "sealed marks are not here" in team.run("lead", "second", "compare", visit, status=3)
    assert "must not see" in refused_bundle(team)
    team.run("verifier", "second", "seal", visit)
    assert "sealed" in team.run("verifier", "second", "judge", visit, DIFFERENT, HIGH, status=3)
    assert "not here yet" in team.run("verifier", "second", "compare", visit, status=3)
    give(team, "verifier", "lead", "office")
    give(team, "lead", "verifier", "office")
    found = [team.run(who, "second", "compare", visit, status=1) for who in ("lead", "verifier", "office")]
    assert found[0] == found[1] == found[2]
    worst = found[0]["strands"][0]
    assert (worst["strand"], worst["first"]["level"], worst["second"]["level"]) == (DIFFERENT, HIGH, LOW)
    assert (worst["first"]["reason"], worst["second"]["reason"]) == (FIRST_REASON, SECOND_REASON)
    assert "both first marks stay" in team.run("lead", "judge", visit, DIFFERENT, LOW, status=3)
    assert "what settled it" in team.run("verifier", "second", "agree", visit, DIFFERENT, "enhancing", status=2)
    assert "neither" not in team.run("office", "second", "agree", visit, DIFFERENT, LOW, status=3)
    team.run("verifier", "second", "agree", visit, DIFFERENT, "enhancing", "--settled", SETTLED)
    give(team, "verifier", "lead", "office")
    for who in ("lead", "verifier", "office"):
        the_outcome_is_the_agreed_one(team, who, visit)
    figures = {(each["kind"], each["name"]): each for each in team.run("office", "agreement", visit)}
    whole = next(each for (kind, _), each in figures.items() if kind == "mark")
    assert whole["exact"]["value"] == pytest.approx(1 - 1 / whole["pairs"])
    assert ("assessor", NAMES["lead"]) in figures
    team.run("office", "second", "show", visit, "-o", tmp_path / "marks.second")
    said = team.run("lead", "verify", tmp_path / "marks.second")
    assert f"signed by {NAMES['verifier']}" in str(said)


def refused_bundle(team: Team) -> str:
    """What the lead hears who sends the verifier everything before the seal."""
    target = team.folder / "no.qmb"
    said: str = team.run("lead", "bundle", "export", "-o", target, "--to", NAMES["verifier"], status=3)
    assert not target.exists()
    return said


def the_outcome_is_the_agreed_one(team: Team, who: str, visit: str) -> None:
    found = team.run(who, "second", "compare", visit)
    assert found["strands"][0]["agreed"]["level"] == "enhancing"
    assert found["strands"][0]["agreed"]["reason"] == SETTLED
    assert found["strands"][0]["first"]["level"] == HIGH
    record = team.run(who, "show", visit)
    (strand,) = [each for each in record["strands"] if each["strand"] == DIFFERENT]
    assert sorted(each["level"] for each in strand["judgements"]) == [LOW, HIGH]
    outlook = team.run(who, "outlook", visit)
    assert outlook == found["now"]
    aspect = next(each for each in outlook["aspects"] if each["aspect"] == DIFFERENT.split(".")[0])
    assert "enhancing" in aspect["levels"]
    assert LOW not in aspect["levels"]


def test_a_conflict_of_interest_stops_it(team, visit):
    assert "Say what" in team.run("verifier", "second", "declare", visit, "--conflict", " ", status=2)
    team.run("verifier", "second", "declare", visit, "--conflict", "I worked there in 2023.", status=1)
    assert "conflict of interest" in team.run("verifier", "second", "judge", visit, DIFFERENT, LOW, status=3)
    assert "conflict of interest" in team.run("verifier", "second", "seal", visit, status=3)


def test_nothing_is_sealed_before_every_strand_is_judged(team, visit):
    team.run("verifier", "second", "judge", visit, DIFFERENT, LOW)
    assert "Declare first" in team.run("verifier", "second", "seal", visit, status=3)
    team.run("verifier", "second", "declare", visit)
    assert "Not judged yet" in team.run("verifier", "second", "seal", visit, status=3)
    assert team.run("verifier", "second", "show", visit, status=1)["sealed"] is None


def test_who_leads_or_is_no_verifier_cannot_verify(team, visit):
    assert "Only a verifier" in team.run("lead", "second", "declare", visit, status=3)


def test_the_panel_is_asked_and_the_strand_stays_open(team, visit):
    mark_alone(team, visit)
    team.run("verifier", "second", "seal", visit)
    give(team, "verifier", "lead")
    found = team.run("lead", "second", "agree", visit, DIFFERENT, "--panel", status=1)
    assert found["strands"][0]["agreed"]["panel"]
    assert team.run("lead", "second", "agree", visit, DIFFERENT, HIGH, "--settled", SETTLED)["strands"]


def test_neither_undo_nor_history_changes_a_sealed_mark(team, visit):
    mark_alone(team, visit)
    changes = team.run("verifier", "history", visit, "--full")
    team.run("verifier", "second", "judge", visit, DIFFERENT, HIGH)
    team.run("verifier", "second", "seal", visit)
    team.run("verifier", "undo", visit, status=None)
    earlier = [each["operation"] for each in entries_of(changes) if each["after"].lower() == LOW]
    assert "sealed" in team.run("verifier", "history", visit, "--restore", earlier[0], status=3)
    sealed = team.run("verifier", "second", "show", visit)["sealed"]
    assert {each["level"] for each in sealed["marks"]} == {HIGH}


def entries_of(found: Any) -> list[dict[str, Any]]:
    return found if isinstance(found, list) else found["entries"]


# Blindness: with every tool at hand


def test_nothing_of_the_first_mark_is_in_the_verifiers_profile(team, visit, tmp_path):
    mark_alone(team, visit)
    everything = [*tables_of(team.folder / "verifier"), *files_of(team.folder / "verifier")]
    everything.append(opened_package(team, tmp_path))
    for command in (("show",), ("outlook",), ("history", "--full"), ("second", "show")):
        words = (command[0], visit, *command[1:]) if command[0] != "second" else (*command, visit)
        everything.append(str(team.run("verifier", *words, status=None)).encode())
    found = b"\n".join(everything)
    assert SECOND_REASON.encode() in found  # the looking finds what is there
    for marker in (FIRST_REASON, FIRST_NOTE, "Qxfirst7", "Qxnote7"):
        assert marker.encode() not in found
    lead = team.run("lead", "show", visit)["lead"]
    assert not team.run("verifier", "second", "show", visit, status=1)["sealed"]
    with team.opened("verifier") as there:
        assert not any(there.visits.open(visit).levels_of(lead).values())
        assert there.visits.outlook(there.visits.open(visit)).judged == 0


def tables_of(profile: Path) -> list[bytes]:
    """Every row of every table of the store, which its own key opens."""
    (file,) = profile.rglob(DATABASE)
    connection = connect(file, unlock(profile, PASSPHRASE).database_key)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert {"operation", "judgement", "segment"} <= set(names)
    rows = [str(row).encode() for name in names for row in connection.execute(f'SELECT * FROM "{name}"')]
    levels = [row for row in connection.execute("SELECT person, level FROM judgement")]
    assert len({person for person, _ in levels}) == 1
    connection.close()
    return rows


def files_of(profile: Path) -> list[bytes]:
    """Every stored file, decrypted by its own key, and every other file of the profile as it lies there."""
    identity = x25519.Identity.from_str(unlock(profile, PASSPHRASE).blob_identity)
    kept = list(Layout(profile).blobs.rglob("*.age"))
    assert kept
    others = [file.read_bytes() for file in profile.rglob("*") if file.is_file() and file not in kept]
    return others + [decrypt(file.read_bytes(), [identity]) for file in kept]


def opened_package(team: Team, place: Path) -> bytes:
    """Everything in the verifier's package, by stock age and tar."""
    key = place / "verifier.key"
    key.write_text(unlock(team.folder / "verifier", PASSPHRASE).age_identity + "\n")
    needs("age", "--decrypt", "-i", str(key), "-o", str(place / "bundle.tar"), str(team.folder / "package.qmb"))
    with tarfile.open(place / "bundle.tar") as made:
        members = [member for member in made.getmembers() if member.isfile()]
        assert not [member.name for member in members if "judgement" in member.name]
        return b"".join(file.read() for member in members if (file := made.extractfile(member)))


def test_the_queue_says_what_waits_for_whom(team, visit):
    (waits,) = team.run("verifier", "second", "list", status=1)
    assert (waits["step"], waits["done"], waits["total"]) == ("declare", 0, 16)
    assert team.run("lead", "second", "list") == []
    mark_alone(team, visit)
    assert step_at(team, "verifier") == "seal"
    team.run("verifier", "second", "seal", visit)
    assert step_at(team, "verifier") == "wait"
    give(team, "verifier", "lead")
    assert step_at(team, "lead") == "agree"
    team.run("lead", "second", "agree", visit, DIFFERENT, HIGH, "--settled", SETTLED)
    assert step_at(team, "lead") == "wait"
    give(team, "lead", "verifier")
    team.run("verifier", "second", "confirm", visit, DIFFERENT)
    assert step_at(team, "verifier") == "done"


def test_a_conflict_waits_for_nobody(team, visit):
    team.run("verifier", "second", "declare", visit, "--conflict", "I worked there in 2023.", status=1)
    (stopped,) = team.run("verifier", "second", "list")
    assert (stopped["step"], stopped["reason"]) == ("stopped", "I worked there in 2023.")


def step_at(team: Team, who: str) -> str:
    (item,) = team.run(who, "second", "list", status=None)
    return str(item["step"])


# What is final stays, and both say what is agreed


def test_the_lead_cannot_take_back_a_first_mark_once_the_second_is_here(team, visit):
    team.run("lead", "judge", visit, DIFFERENT, LOW)
    team.run("lead", "judge", visit, DIFFERENT, HIGH)
    mark_alone(team, visit)
    team.run("verifier", "second", "seal", visit)
    give(team, "verifier", "lead")
    assert "both first marks stay" in team.run("lead", "undo", visit, status=3)
    (strand,) = [each for each in team.run("lead", "show", visit)["strands"] if each["strand"] == DIFFERENT]
    assert HIGH in {each["level"] for each in strand["judgements"]}
    team.run("lead", "note", visit, "Later.")
    team.run("lead", "undo", visit)  # what is not a mark is still taken back


def test_the_lead_marks_everything_before_seeing_the_second_mark(team, visit):
    team.run("lead", "undo", visit, status=None)
    with team.opened("lead") as there:
        there.judging.record(visit, DIFFERENT, None, ()).result()
    mark_alone(team, visit)
    team.run("verifier", "second", "seal", visit)
    give(team, "verifier", "lead")
    assert "Judge 1.1 too" in team.run("lead", "second", "compare", visit, status=3)


def seen_by_the_lead(team: Team, visit: str) -> bytes:
    """Everything that the lead's commands say of the visit, and what every document of it is made from."""
    doors = (("show", visit), ("outlook", visit), ("history", visit, "--full"), ("second", "list"))
    found = [str(team.run("lead", *words, status=None)).encode() for words in doors]
    with team.opened("lead") as there:
        found.append(str(there.visits.open(visit)).encode())
        found.append(str(there.histories.entries(visit)).encode())
        found.append(str(there.visits.history(visit)).encode())
        found.append(str(there.agreement.figures(visit)).encode())
        found.append(str(there.reporting.content(visit).assessment).encode())
    return b"\n".join(found)


def test_no_door_shows_the_second_mark_to_a_lead_who_still_marks_alone(team, visit):
    with team.opened("lead") as there:
        there.judging.record(visit, "leadership.culture", None, ()).result()
    mark_alone(team, visit)
    team.run("verifier", "second", "seal", visit)
    give(team, "verifier", "lead")
    assert step_at(team, "lead") == "mark"
    before = seen_by_the_lead(team, visit)
    assert SECOND_REASON.encode() not in before
    assert LOW.encode() not in before  # only the verifier gave it
    file = team.folder / "marks.second"
    assert "Judge 1.2 too" in team.run("lead", "second", "show", visit, "-o", file, status=3)
    assert not file.exists()
    team.run("lead", "judge", visit, "leadership.culture", HIGH)
    assert step_at(team, "lead") == "agree"
    after = seen_by_the_lead(team, visit)
    assert SECOND_REASON.encode() in after
    assert LOW.encode() in after


def test_an_agreed_level_waits_for_the_other_judge_unless_they_were_there(team, visit):
    mark_alone(team, visit)
    team.run("verifier", "second", "seal", visit)
    give(team, "verifier", "lead")
    give(team, "lead", "verifier")
    team.run("verifier", "second", "agree", visit, DIFFERENT, "enhancing", "--settled", SETTLED)
    assert step_at(team, "verifier") == "wait"
    give(team, "verifier", "lead")
    assert step_at(team, "lead") == "agree"
    team.run("lead", "second", "confirm", visit, DIFFERENT)
    assert step_at(team, "lead") == "done"
    give(team, "lead", "verifier")
    assert step_at(team, "verifier") == "done"
    by = team.run("verifier", "second", "compare", visit)["strands"][0]["agreed"]["by"]
    record = team.run("verifier", "show", visit)
    assert set(by) == {record["lead"], record["verifier"]}
    team.run("lead", "second", "agree", visit, DIFFERENT, LOW, "--settled", SETTLED, "--together")
    assert step_at(team, "lead") == "done"
    give(team, "lead", "verifier")
    assert step_at(team, "verifier") == "done"


# The counter-signature


def agree_all(team: Team, visit: str) -> None:
    mark_alone(team, visit)
    team.run("verifier", "second", "seal", visit)
    give(team, "verifier", "lead")
    team.run("lead", "second", "agree", visit, DIFFERENT, HIGH, "--settled", SETTLED, "--together")


def secret(team: Team) -> tuple[str, ...]:
    return ("--passphrase-file", str(team.secret))


def test_both_sign_the_report_and_stock_tools_say_so(team, visit, tmp_path):
    agree_all(team, visit)
    team.run("lead", "report", visit, "-o", tmp_path / "lead.pdf", "--sign")
    give(team, "lead", "verifier", "office")
    assert step_at(team, "verifier") == "sign"
    made = team.run("verifier", "second", "sign", visit, "-o", tmp_path / "both.pdf")
    assert step_at(team, "verifier") == "done"
    assert made["signer_name"] == NAMES["verifier"]
    said = needs("pdfsig", str(tmp_path / "both.pdf"))
    assert said.count("Signature is Valid") == 2
    both = (tmp_path / "both.pdf").read_bytes()
    assert both.startswith((tmp_path / "lead.pdf").read_bytes())  # an increment: every byte received is there
    team.run("verifier", "verify", tmp_path / "both.pdf")
    give(team, "verifier", "lead", "office")
    for who in ("lead", "office"):
        team.run(who, "report", visit, "--version", "1", "-o", tmp_path / f"{who}.pdf")
        assert (tmp_path / f"{who}.pdf").read_bytes() == both
    assert "already" in team.run("verifier", "second", "sign", visit, status=3)


def test_nobody_signs_before_the_assessor_or_in_place_of_the_verifier(team, visit, tmp_path):
    agree_all(team, visit)
    give(team, "lead", "verifier")
    assert "has not signed" in team.run("verifier", "second", "sign", visit, status=3)
    team.run("lead", "report", visit, "-o", tmp_path / "lead.pdf", "--sign")
    assert "Only the verifier" in team.run("lead", "second", "sign", visit, status=3)


def test_nothing_is_signed_while_a_difference_is_open(team, visit, tmp_path):
    mark_alone(team, visit)
    team.run("verifier", "second", "seal", visit)
    give(team, "verifier", "lead")
    team.run("lead", "report", visit, "-o", tmp_path / "lead.pdf", "--sign")
    give(team, "lead", "verifier")
    assert "still to agree" in team.run("verifier", "second", "sign", visit, status=3)


# Blindness by ordinary bundles: this verifier is an assessor too


def test_nobody_who_knows_the_verifier_makes_an_ordinary_bundle_for_them(team, visit):
    give(team, "lead", "office")
    for who in ("lead", "office"):
        target = team.folder / "no.qmb"
        words = ("bundle", "export", "-o", target, "--to", NAMES["verifier"], "--everything")
        assert "must not see" in team.run(who, *words, status=3)
        assert not target.exists()


def test_a_bundle_from_somebody_who_does_not_know_the_verifier_is_not_taken_in(team, visit, tmp_path):
    """The co-assessor got the visit before anybody was named, and sends it on in good faith."""
    fresh = begin_unnamed(team)
    file = team.bundle("co", ["verifier"])
    package = team.folder / "package-2.qmb"
    named = ("--for-verifier", NAMES["verifier"], "--assessment", fresh)
    team.run("lead", "bundle", "export", "-o", package, *named)
    team.run("verifier", "bundle", "import", package)
    before = {each.name for each in (team.folder / "verifier").rglob("*.age")}
    assert "still blind" in str(team.run("verifier", "bundle", "import", file, status=3))
    assert {each.name for each in (team.folder / "verifier").rglob("*.age")} == before
    mark_alone(team, fresh)
    everything = b"\n".join([*tables_of(team.folder / "verifier"), *files_of(team.folder / "verifier")])
    assert SECOND_REASON.encode() in everything
    assert b"Qxfirst7" not in everything
    team.run("verifier", "second", "seal", fresh)
    team.run("verifier", "bundle", "import", file)
    assert team.run("verifier", "second", "compare", fresh, status=1)["strands"]


def test_a_bundle_that_names_the_former_verifier_is_not_taken_in_either(team, visit):
    """The co-assessor knows only who was to verify before."""
    fresh = begin_unnamed(team, former="P-00000000")
    file = team.bundle("co", ["verifier"])
    package = team.folder / "package-2.qmb"
    named = ("--for-verifier", NAMES["verifier"], "--assessment", fresh)
    team.run("lead", "bundle", "export", "-o", package, *named)
    team.run("verifier", "bundle", "import", package)
    team.run("verifier", "second", "declare", fresh)
    assert "still blind" in str(team.run("verifier", "bundle", "import", file, status=3))
    assert not any(each["judgements"] for each in team.run("verifier", "show", fresh)["strands"])


def test_who_verifies_no_more_is_not_kept_blind(team, visit):
    """What once named this person stands in every bundle, beside what has replaced it."""
    fresh = begin_unnamed(team, former=team.run("verifier", "identity", "show")["id"])
    with team.opened("co") as co:
        co.store.write(lambda writing: writing.set(f"assessment/{fresh}", "verifier", "P-00000000")).result()
    team.run("verifier", "bundle", "import", team.bundle("co", ["verifier"]))
    again = team.folder / "again.qmb"
    team.run("co", "bundle", "export", "-o", again, "--to", NAMES["verifier"], "--everything")
    team.run("verifier", "bundle", "import", again)
    assert any(each["judgements"] for each in team.run("verifier", "show", fresh)["strands"])


def test_several_bundles_at_once_unblind_nobody(team, visit):
    fresh = begin_unnamed(team)
    folder = team.folder / "arrived"
    folder.mkdir()
    shutil.copyfile(team.bundle("co", ["verifier"]), folder / "b-all.qmb")
    named = ("--for-verifier", NAMES["verifier"], "--assessment", fresh)
    team.run("lead", "bundle", "export", "-o", folder / "a-package.qmb", *named)
    said = team.run("verifier", "bundle", "import", folder, status=None)
    assert "still blind" in str(said)
    assert not any(each["judgements"] for each in team.run("verifier", "show", fresh)["strands"])


def begin_unnamed(team: Team, former: str = "") -> str:
    """Another visit of the lead's, judged, which the co-assessor has and for which nobody verifies yet, or `former`."""
    with team.opened("lead") as lead:
        scheme = lead.schemes.for_institution("pdqm", "", "england", "primary")
        school = Institution("i-qx", "Qx Weir Road", "Leeds", "england", "primary")
        made = lead.visits.begin(scheme, school, "verification visit", None).result()
        if former:
            lead.store.write(lambda writing: writing.set(f"assessment/{made}", "verifier", former)).result()
    team.judge_all("lead", made, FIRST_REASON, {}, HIGH)
    file = team.folder / "lead-for-co.qmb"
    team.run("lead", "bundle", "export", "-o", file, "--to", NAMES["co"], "--assessment", made)
    team.run("co", "bundle", "import", file)
    return made
