"""The office's awards: issued in one step, withdrawn by two administrators, in the record and the signed register."""

import hashlib
from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessor_app.cli.main import main
from assessor_app.domain.assessment.assessment import Institution
from assessor_app.domain.award.lines import AwardLine, AwardState, RenewalState, renewal_state, renewals
from assessor_app.domain.award.register import AwardStatus
from assessor_app.domain.journal.operation import Operation
from assessor_app.domain.journal.rights import forbidden
from assessor_app.domain.people import Role
from assessor_app.errors import Refused, Unavailable, WrongUse
from assessor_app.services.awards import credentials, signed_register
from assessor_app.services.awards.files import make_folder
from assessor_app.services.awards.office import OfficeAwards
from assessor_app.services.awards.statements import AwardRequest
from assessor_app.services.documents.verification import verify_file
from assessor_app.services.profile.workplace import Workplace
from assessor_app.services.saving import Saved, utc_now
from tests.deputies import ADMINISTRATOR, DEPUTY, add_deputy, at_work, send
from tests.tours import PASSPHRASE, copy_of_tour

pytestmark = [pytest.mark.xdist_group("tour"), pytest.mark.usefixtures("cheap_passphrases")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_tour(tmp_path / "tour")


def line_at(folder: Path, who: str) -> AwardLine:
    with at_work(folder, who) as here:
        (line,) = here.cycle.office_awards.list()
        return line


def test_an_award_is_issued_again_with_all_its_files(folder: Path, tmp_path: Path) -> None:
    with at_work(folder, "office") as office:
        service = office.cycle.office_awards
        (line,) = service.list()
        assert (line.outcome_name, line.state) == ("Silver", AwardState.HOLDS)
        plan = service.plan(line.assessment)
        assert (plan.number, plan.outcome_name, plan.page[:5]) == (line.number, "Silver", b"%PDF-")
        made = service.issue(line.assessment, "", tmp_path / "award", PASSPHRASE)
        assert made.award.number == line.number
        (again,) = service.list()
        assert again == line
    for file in made.files:
        if file.suffix != ".zip":
            assert verify_file(file, folder / "office").good, file.name


def test_what_the_panel_decided_waits_to_be_issued_and_is_given_with_its_certificate(
    folder: Path, tmp_path: Path
) -> None:
    with at_work(folder, "office") as office:
        awards, service = office.cycle.awards, office.cycle.office_awards
        new = office.cycle.renewals.renew(service.list()[0].assessment).result()
        awards.decide(new, "bronze", ["Grace Adebayo"], "Seen at the panel").result()
        waiting = service.list()[0]
        assert (waiting.state, waiting.outcome_name, waiting.number) == (AwardState.TO_ISSUE, "Bronze", "")
        made = service.issue(new, "", tmp_path / "award", PASSPHRASE)
        given = next(each for each in service.list() if each.assessment == new)
        assert (given.number, given.outcome_name, given.state) == (made.award.number, "Bronze", AwardState.HOLDS)


def test_a_number_that_nobody_named_makes_room_for_one_given_meanwhile(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(folder, "office") as office, at_work(folder, "office") as colleague:
        first, second = (_decided(office, reference) for reference in ("one", "two"))
        meanwhile: list[str] = []

        def as_the_colleague_issues(target: Path) -> None:
            if not meanwhile:
                meanwhile.append("")
                meanwhile[0] = colleague.credentials.issue(
                    first, AwardRequest(), tmp_path / "a", PASSPHRASE
                ).award.number
            make_folder(target)

        monkeypatch.setattr(credentials, "make_folder", as_the_colleague_issues)
        made = office.credentials.issue(second, AwardRequest(), tmp_path / "b", PASSPHRASE)
        assert int(made.award.number[-4:]) == int(meanwhile[0][-4:]) + 1
        assert all(made.award.number in file.name for file in made.files)
        listed = {each.number for each in office.credentials.register().awards}
        assert {made.award.number, meanwhile[0]} <= listed
        given = {each.assessment: each.number for each in office.cycle.office_awards.list()}
        assert (given[first], given[second]) == (meanwhile[0], made.award.number)


def test_a_number_that_somebody_named_is_refused_when_it_was_given_meanwhile(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(folder, "office") as office, at_work(folder, "office") as colleague:
        first, second = (_decided(office, reference) for reference in ("one", "two"))
        monkeypatch.setattr(
            credentials,
            "make_folder",
            lambda target: make_folder(target) or colleague.cycle.awards.give(first, "QM-7"),
        )
        with pytest.raises(Refused, match="QM-7 is used already"):
            office.credentials.issue(second, AwardRequest(number="QM-7"), tmp_path / "b", PASSPHRASE)
        assert list((tmp_path / "b").iterdir()) == []


def test_an_award_whose_files_cannot_be_written_is_said_to_be_given_and_its_files_are_made_later(
    folder: Path, tmp_path: Path
) -> None:
    with at_work(folder, "office") as office:
        visit = _decided(office, "one")
        number = office.cycle.office_awards.plan(visit).number
        (tmp_path / "award" / f"{number} badge.png").mkdir(parents=True)
        with pytest.raises(WrongUse, match=f"Number {number} is given and in the register"):
            office.credentials.issue(visit, AwardRequest(), tmp_path / "award", PASSPHRASE)
        assert office.credentials.register().find(number) is not None
        made = office.credentials.issue(visit, AwardRequest(), tmp_path / "other", PASSPHRASE)
        assert (made.award.number, len(made.files)) == (number, 5)


def _decided(office: Workplace, reference: str) -> str:
    """A visit of a school of its own on which the panel has decided."""
    school = Institution(reference, f"School {reference}", "Selby")
    visit = office.visits.begin(office.schemes.get("pdqm"), school, reference, date(2026, 11, 22)).result()
    office.cycle.awards.decide(visit, "bronze", ["Grace Adebayo"], "Seen at the panel").result()
    return visit


def test_only_below_the_highest_award_a_higher_one_can_be_applied_for(folder: Path, tmp_path: Path) -> None:
    with at_work(folder, "office") as office:
        awards, service = office.cycle.awards, office.cycle.office_awards
        assert [(line.outcome_name, line.can_rise) for line in service.list()] == [("Silver", True)]
        new = office.cycle.renewals.renew(service.list()[0].assessment, "upgrade").result()
        awards.decide(new, "gold", ["Grace Adebayo"], "Seen at the panel").result()
        service.issue(new, "", tmp_path / "award", PASSPHRASE)
        assert {line.outcome_name: line.can_rise for line in service.list()}["Gold"] is False


def test_a_panel_that_gave_nothing_leaves_nothing_to_issue(folder: Path, tmp_path: Path) -> None:
    with at_work(folder, "office") as office:
        new = office.cycle.renewals.renew(office.cycle.office_awards.list()[0].assessment).result()
        office.cycle.awards.decide(new, "declined", ["Grace Adebayo"]).result()
        with pytest.raises(Refused, match="gave no"):
            office.cycle.office_awards.issue(new, "", tmp_path / "award", PASSPHRASE)
    assert not (tmp_path / "award").exists()


def test_a_wrong_passphrase_changes_nothing(folder: Path, tmp_path: Path) -> None:
    with at_work(folder, "office") as office:
        service = office.cycle.office_awards
        new = office.cycle.renewals.renew(service.list()[0].assessment).result()
        office.cycle.awards.decide(new, "bronze", ["Grace Adebayo"], "Seen").result()
        service.issue(service.list()[1].assessment, "", tmp_path / "first", PASSPHRASE)
        with pytest.raises(Refused) as told:
            service.issue(new, "", tmp_path / "award", "not the passphrase at all")
        assert told.value.code == "wrong-passphrase"
        assert service.list()[0].state is AwardState.TO_ISSUE


def two_decided(office: Workplace) -> tuple[str, str]:
    """Two assessments whose panels decided the same on one day."""
    first = office.cycle.office_awards.list()[0].assessment
    decided = []
    for _ in range(2):
        first = office.cycle.renewals.renew(first).result()
        office.cycle.awards.decide(first, "bronze", ["Grace Adebayo"], "Seen").result()
        decided.append(first)
    return decided[0], decided[1]


def test_the_number_of_one_award_is_never_given_to_another(folder: Path, tmp_path: Path) -> None:
    with at_work(folder, "office") as office:
        (first, second), service = two_decided(office), office.cycle.office_awards
        service.issue(first, "A/1", tmp_path / "first", PASSPHRASE)
        for number in ("A/1", " A/1 "):
            with pytest.raises(Refused, match="belongs to another award"):
                service.issue(second, number, tmp_path / "second", PASSPHRASE)
        assert not list((tmp_path / "second").glob("*"))
        assert [each.number for each in office.credentials.register().awards] == ["A/1"]
        assert office.visits.open(second).cycle.awards[-1].assessment != second


def test_another_award_for_the_same_assessment_takes_a_number_of_its_own(folder: Path, tmp_path: Path) -> None:
    with at_work(folder, "office") as office:
        (line,) = office.cycle.office_awards.list()
        first = office.cycle.office_awards.issue(line.assessment, "", tmp_path / "silver", PASSPHRASE).award
        gold = AwardRequest("gold", number=first.number)
        with pytest.raises(Refused, match="belongs to another award"):
            office.credentials.issue(line.assessment, gold, tmp_path / "no", PASSPHRASE)
        assert not (tmp_path / "no").exists()
        made = office.credentials.issue(line.assessment, AwardRequest("gold"), tmp_path / "gold", PASSPHRASE)
        assert (made.award.award, made.replaced) == ("Gold", (first.number,))
        assert made.award.number != first.number


def test_an_award_that_was_not_signed_for_keeps_its_number(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before the register was signed, or the register rolled back: the record still has the number."""
    with at_work(folder, "office") as office:
        (first, second), service = two_decided(office), office.cycle.office_awards
        with monkeypatch.context() as patch:
            patch.setattr("assessor_app.services.awards.signed_register.make_register", _killed)
            with pytest.raises(KeyboardInterrupt):
                service.issue(first, "", tmp_path / "first", PASSPHRASE)
        given = next(each.number for each in service.list() if each.assessment == first)
        other = service.issue(second, "", tmp_path / "second", PASSPHRASE)
        again = service.issue(first, "", tmp_path / "first", PASSPHRASE)
        assert other.award.number != given == again.award.number
        assert {each.number for each in office.credentials.register().awards} == {given, other.award.number}
        subjects = [each.sha256 for each in office.credentials.register().awards]
        assert len(set(subjects)) == 2


def _killed(*_arguments: object) -> bytes:
    raise KeyboardInterrupt


def test_two_programs_that_issue_at_once_lose_no_award_of_the_register(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(folder, "office") as window, at_work(folder, "office") as command:
        first, second = two_decided(window)
        issued: list[str] = []
        known = signed_register.office_credentials

        def meanwhile(place: Path, passphrase: str) -> object:
            if not issued:
                issued.append("begun")
                issued.append(command.cycle.office_awards.issue(second, "", tmp_path / "b", PASSPHRASE).award.number)
            return known(place, passphrase)

        monkeypatch.setattr(signed_register, "office_credentials", meanwhile)
        made = window.cycle.office_awards.issue(first, "", tmp_path / "a", PASSPHRASE)
        numbers = [each.number for each in window.credentials.register().awards]
        assert sorted(numbers) == sorted({made.award.number, issued[1]})
        assert len(numbers) == 2


def test_two_programs_that_issue_the_first_award_at_once_make_one_key_and_one_credential(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(folder, "office") as window, at_work(folder, "office") as command:
        (line,), begun = window.cycle.office_awards.list(), []
        known = make_folder

        def meanwhile(place: Path) -> None:
            if not begun:
                begun.append(place)
                command.cycle.office_awards.issue(line.assessment, "", tmp_path / "b", PASSPHRASE)
            known(place)

        def both_begin(place: Path) -> bool:
            if not begun:
                begun.append(place)
                command.cycle.office_awards.issue(line.assessment, "", tmp_path / "b", PASSPHRASE)
                return False  # as it was when the window looked
            return (place / "award-key.age").is_file()

        for name, hook in (("has_award_key", both_begin), ("make_folder", meanwhile)):
            begun.clear()
            with monkeypatch.context() as patch:
                patch.setattr(credentials, name, hook)
                window.cycle.office_awards.issue(line.assessment, "", tmp_path / "a", PASSPHRASE)
            register = window.credentials.register()
            assert (register.number, len(register.keys), len(register.awards)) == (1, 1, 1)
            (kept,) = (folder / "office" / "office" / "awards").glob("*.json")
            assert hashlib.sha256(kept.read_bytes()).hexdigest() == register.awards[0].sha256


def test_it_takes_a_second_administrator_to_withdraw_and_the_register_says_so_in_the_same_step(
    folder: Path, tmp_path: Path
) -> None:
    add_deputy(folder)
    with at_work(folder, "office") as office:
        service = office.cycle.office_awards
        (line,) = service.list()
        service.issue(line.assessment, "", tmp_path / "award", PASSPHRASE)
        with pytest.raises(WrongUse, match="Say why"):
            service.withdraw(line.award, " ")
        step = service.withdraw(line.award, "given in error")
        assert (step.complete, step.said_by) == (False, ("Priya Nair",))
        assert office.visits.open(line.assessment).cycle.awards[0].in_force(office.visits.today())
    send(folder, "office", "deputy")
    with at_work(folder, "deputy") as deputy:
        assert deputy.cycle.office_awards.list()[0].state is AwardState.WITHDRAWAL
        assert not deputy.cycle.office_awards.needs_passphrase(line.award)
        step = deputy.cycle.office_awards.withdraw(line.award, "")
        assert (step.complete, step.signed, step.said_by) == (True, False, ("Priya Nair", DEPUTY))
    send(folder, "deputy", "office")
    with at_work(folder, "office") as office:
        service = office.cycle.office_awards
        (line,) = service.list()
        assert (line.state, line.signed, line.reason) == (AwardState.WITHDRAWN, False, "given in error")
        assert not office.visits.open(line.assessment).cycle.awards[0].in_force(office.visits.today())
        with pytest.raises(Refused):
            service.withdraw(line.award, "", "not the passphrase at all")
        assert service.needs_passphrase(line.award)
        assert service.withdraw(line.award, "", PASSPHRASE).signed
        (entry,) = office.credentials.register().awards
        assert (entry.status, entry.reason) == (AwardStatus.WITHDRAWN, "given in error")


def test_who_holds_the_key_agrees_and_signs_in_one_step(folder: Path, tmp_path: Path) -> None:
    add_deputy(folder)
    award = line_at(folder, "office").award
    with at_work(folder, "office") as office:
        office.cycle.office_awards.issue(line_at(folder, "deputy").assessment, "", tmp_path / "award", PASSPHRASE)
    send(folder, "office", "deputy")
    with at_work(folder, "deputy") as deputy:
        deputy.cycle.office_awards.withdraw(award, "the school has closed")
    send(folder, "deputy", "office")
    with at_work(folder, "office") as office:
        step = office.cycle.office_awards.withdraw(award, "", PASSPHRASE)
        assert (step.complete, step.signed) == (True, True)
        assert office.credentials.register().awards[0].reason == "the school has closed"
        with pytest.raises(Refused, match="withdrawn already"):
            office.cycle.office_awards.withdraw(award, "", PASSPHRASE)


def test_the_register_is_not_signed_when_the_other_word_counts_no_more_at_the_end(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_deputy(folder)
    line = line_at(folder, "office")
    with at_work(folder, "office") as office:
        office.cycle.office_awards.issue(line.assessment, "", tmp_path / "award", PASSPHRASE)
    send(folder, "office", "deputy")
    with at_work(folder, "deputy") as deputy:
        deputy.cycle.office_awards.withdraw(line.award, "the school has closed")
    send(folder, "deputy", "office")
    with at_work(folder, "office") as office:
        say = office.cycle.awards.say_withdraw

        def meanwhile(*words: str) -> Future[Saved]:
            office.cycle.awards.certify(line.assessment, date(2031, 1, 2)).result()
            return say(*words)

        monkeypatch.setattr(office.cycle.awards, "say_withdraw", meanwhile)
        step = office.cycle.office_awards.withdraw(line.award, "", PASSPHRASE)
        assert (step.complete, step.said_by) == (False, ("Priya Nair",))
        assert office.credentials.register().awards[0].status is AwardStatus.VALID


def test_a_word_can_be_taken_back_until_the_second_one(folder: Path) -> None:
    with at_work(folder, "office") as office:
        service = office.cycle.office_awards
        award = service.list()[0].award
        with pytest.raises(Refused, match="not asked"):
            service.keep(award)
        service.withdraw(award, "given in error")
        with pytest.raises(Refused, match="second administrator"):
            service.withdraw(award, "given in error")
        assert service.keep(award).sentence.endswith("nobody asks to withdraw it any more.")
        assert service.list()[0].state is AwardState.HOLDS


def test_a_word_said_before_a_later_certificate_does_not_withdraw_that_one(folder: Path, tmp_path: Path) -> None:
    add_deputy(folder)
    line = line_at(folder, "office")
    with at_work(folder, "deputy") as deputy:
        deputy.cycle.office_awards.withdraw(line.award, "the name is misspelt")
    with at_work(folder, "office") as office:
        office.cycle.awards.certify(line.assessment, date(2031, 1, 2)).result()
    send(folder, "deputy", "office")
    with at_work(folder, "office") as office:
        service = office.cycle.office_awards
        assert service.list()[0].state is AwardState.HOLDS
        with pytest.raises(WrongUse, match="Say why"):
            service.withdraw(line.award, "", PASSPHRASE)
        assert not service.withdraw(line.award, "closed", PASSPHRASE).complete
    send(folder, "office", "deputy")
    with at_work(folder, "deputy") as deputy:
        assert deputy.cycle.office_awards.withdraw(line.award, "").complete


def test_no_certificate_is_made_while_somebody_asks_to_withdraw_it(folder: Path, tmp_path: Path) -> None:
    with at_work(folder, "office") as office:
        service = office.cycle.office_awards
        (line,) = service.list()
        service.withdraw(line.award, "given in error")
        with pytest.raises(Refused, match="Priya Nair has asked to withdraw"):
            service.issue(line.assessment, "", tmp_path / "award", PASSPHRASE)
        assert not (tmp_path / "award").exists()
        service.keep(line.award)
        assert service.issue(line.assessment, "", tmp_path / "award", PASSPHRASE).award.number == line.number


def test_an_administrator_under_a_second_id_is_not_the_second_administrator(folder: Path) -> None:
    with at_work(folder, "office") as office:
        service = office.cycle.office_awards
        (line,) = service.list()
        service.withdraw(line.award, "given in error")
        twin = replace(office.person, id="P-0000FFFF", name=f" {office.person.name.upper()}")
        again = OfficeAwards(office.store, office.cycle.awards, office.credentials, office.schemes, twin, utc_now)
        with pytest.raises(Refused, match="somebody else"):
            again.withdraw(line.award, "", PASSPHRASE)
        assert service.list()[0].state is AwardState.WITHDRAWAL


def test_somebody_elses_word_or_an_assessors_is_refused_when_it_comes_in() -> None:
    entity = "institution/i1/award/a1/withdrawal/P-OTHER"
    forged = Operation("d", "institution/i1", 1, "P-ME", 1, entity, "said_at", "2026-11-22")
    assert forbidden([forged], ADMINISTRATOR) is not None
    own = Operation("d", "institution/i1", 1, "P-OTHER", 1, entity, "said_at", "2026-11-22")
    assert forbidden([own], frozenset({Role.ASSESSOR})) is not None
    assert forbidden([own], ADMINISTRATOR) is None


def test_an_assessor_sees_no_register(folder: Path) -> None:
    with at_work(folder, "lead") as lead, pytest.raises(Refused, match="Only an administrator"):
        lead.cycle.office_awards.list()


def test_a_letter_is_made_for_every_chosen_school_once_and_the_list_says_so(folder: Path, tmp_path: Path) -> None:
    with at_work(folder, "office") as office:
        service, letters = office.cycle.office_awards, office.cycle.renewal_letters
        (line,) = renewals(service.list())
        assert renewal_state(line) is RenewalState.NOT_ASKED
        (file,) = letters.write([line.assessment], tmp_path / "letters")
        assert file.read_bytes().startswith(b"%PDF-")
        assert renewal_state(service.list()[0]) is RenewalState.ASKED
        with pytest.raises(Refused, match="is there already"):
            letters.write([line.assessment], tmp_path / "letters")
        with pytest.raises(WrongUse, match="at least one"):
            letters.write([], tmp_path / "letters")


def test_a_letter_that_the_record_cannot_know_of_is_not_left_behind(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(folder, "office") as office:
        letters, (line,) = office.cycle.renewal_letters, office.cycle.office_awards.list()

        def full(_assessment: str) -> None:
            raise Unavailable("The disk is full.", "full")

        monkeypatch.setattr(office.cycle.awards, "note_letter", full)
        with pytest.raises(Unavailable):
            letters.write([line.assessment], tmp_path / "letters")
        assert not list((tmp_path / "letters").iterdir())
        (tmp_path / "file").write_text("")
        with pytest.raises(Unavailable, match="cannot be made"):
            letters.write([line.assessment], tmp_path / "file")


def test_schools_of_one_name_get_a_letter_each(folder: Path, tmp_path: Path) -> None:
    with at_work(folder, "office") as office:
        (line,) = office.cycle.office_awards.list()
        record = office.visits.open(line.assessment)
        scheme = office.visits.scheme_of(record)
        school = replace(record.institution, id="namesake")
        other = office.visits.begin(scheme, school, "visit", record.visit_on).result()
        office.cycle.awards.keep_issued(other, scheme.outcomes[0], "PDQM-X-1", date(2026, 1, 2), date(2028, 1, 1))
        made = office.cycle.renewal_letters.write([line.assessment, other], tmp_path / "letters")
        assert len({file.name for file in made}) == 2


def test_the_record_and_the_register_name_one_last_day(folder: Path, tmp_path: Path) -> None:
    with at_work(folder, "office") as office:
        (line,) = office.cycle.office_awards.list()
        record = office.visits.open(line.assessment)
        scheme = office.visits.scheme_of(record)
        other = office.visits.begin(scheme, record.institution, "visit", record.visit_on).result()
        office.cycle.awards.decide(other, scheme.outcomes[0].id, ["Jo Smith"], "On what was seen.").result()
        asked = AwardRequest(given_on=date(2026, 11, 22), until_on=date(2027, 1, 31))
        made = office.credentials.issue(other, asked, tmp_path / "award", PASSPHRASE)
        (kept,) = (each for each in office.visits.open(other).cycle.awards if each.number == made.award.number)
        assert kept.until_on == made.award.until_on == "2027-01-31"


def test_a_renewal_begun_here_is_led_by_who_led_the_last_and_begun_once(folder: Path) -> None:
    with at_work(folder, "office") as office:
        (line,) = office.cycle.office_awards.list()
        new = office.cycle.renewals.renew(line.assessment).result()
        assert office.visits.open(new).lead_name == "Amara Okafor"
        (after,) = office.cycle.office_awards.list()
        assert (after.followed_by, renewal_state(after)) == (new, RenewalState.BEGUN)
        with pytest.raises(Refused, match="begun already"):
            office.cycle.renewals.renew(line.assessment)


def test_the_command_line_lists_what_ends_and_writes_letters(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = ["--profile", str(folder / "office"), "--passphrase-file", str(folder / "passphrase.txt")]
    assert main([*start, "renewals"]) == 0
    said = capsys.readouterr().out
    assert "Hollin Bank Community School: PD Quality Mark, Silver, not asked" in said
    assert "No award ends in the next 90 days." in said
    assert main([*start, "renewals", "Hollin", "--letters", str(tmp_path / "letters")]) == 0
    assert len(list((tmp_path / "letters").glob("*.pdf"))) == 1
