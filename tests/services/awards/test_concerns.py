"""Complaints and appeals: in order, in time, by somebody who had no part in it, on the evidence of the visit."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from assessor_app.cli.main import main
from assessor_app.domain.assessment.documents import DocumentKind
from assessor_app.domain.award.concern import RECEIPT, ConcernKind
from assessor_app.domain.journal.record import lane_of, shared_lanes
from assessor_app.domain.people import Role
from assessor_app.domain.words.phrases import day_words
from assessor_app.errors import Refused, WrongUse
from assessor_app.services.office.working_days import working_day
from assessor_app.services.profile.workplace import Workplace
from tests.offices import copy_of_office, opened
from tests.services.cycle_profile import PASSPHRASE, begin, marks_of_tests, workplace_of

pytestmark = pytest.mark.usefixtures("cheap_passphrases")
COMPLAINT, APPEAL = ConcernKind.COMPLAINT, ConcernKind.APPEAL


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    with workplace_of(tmp_path / "all") as opened:
        yield opened


def photo(colour: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(target, "PNG")
    return target.getvalue()


def decided(workplace: Workplace) -> str:
    visit = begin(workplace)
    workplace.cycle.awards.decide(visit, "declined", ["Dilys Price"]).result()
    return visit


@pytest.mark.parametrize(
    ("nation", "start", "days", "due"),
    [
        ("england", date(2026, 12, 23), 5, date(2027, 1, 4)),
        ("scotland", date(2026, 12, 29), 4, date(2027, 1, 6)),
        ("england", date(2026, 12, 29), 4, date(2027, 1, 5)),
        ("northern-ireland", date(2026, 3, 13), 2, date(2026, 3, 18)),
        ("wales", date(2026, 3, 13), 2, date(2026, 3, 17)),
    ],
)
def test_due_dates_leave_out_weekends_and_the_nations_holidays(nation: str, start: date, days: int, due: date) -> None:
    assert working_day(start, days, nation) == due


def test_a_complaint_goes_step_by_step_to_its_answer(workplace: Workplace) -> None:
    visit, concerns = begin(workplace), workplace.cycle.concerns
    found = concerns.receive(visit, COMPLAINT, "J. Moss", "moss@example.org", "Nobody came", date(2026, 3, 13))
    steps = concerns.standing(visit, found)
    assert [step.due_on for step in steps] == ["2026-03-17", "2026-03-27", "2026-04-07"]
    assert all(step.late for step in steps)
    with pytest.raises(Refused, match="comes first"):
        concerns.finish_step(visit, found, "answer")
    found = concerns.finish_step(visit, found, "receipt")
    with pytest.raises(Refused, match="already"):
        concerns.finish_step(visit, found, "receipt")
    with pytest.raises(Refused, match="Nobody handles it"):
        concerns.finish_step(visit, found, "investigate")
    found = concerns.assign(visit, found, "Rhys Bevan")
    found = concerns.finish_step(visit, found, "investigate", "The train was late")
    found = concerns.finish_step(visit, found, "answer", "A new day is offered")
    assert found.closed_on
    with pytest.raises(WrongUse, match="0 open complaints"):
        concerns.find(visit, COMPLAINT)


@pytest.mark.parametrize(
    ("name", "why"),
    [("Amara Okafor", "has assessed"), ("dilys price ", "sat on the panel"), ("Una Verifier", "has verified")],
)
def test_nobody_who_took_part_at_the_institution_handles_it(workplace: Workplace, name: str, why: str) -> None:
    visit = decided(workplace)
    workplace.store.write(lambda writing: writing.set(f"assessment/{visit}", "verifier_name", "Una Verifier")).result()
    other, concerns = begin(workplace), workplace.cycle.concerns  # another assessment of the same institution
    found = concerns.receive(other, COMPLAINT, "J. Moss", "", "Nobody came")
    with pytest.raises(Refused, match=why):
        concerns.assign(other, found, name)
    assert concerns.find(other, COMPLAINT).handler == ""


def test_who_advised_is_barred_even_without_having_judged(workplace: Workplace) -> None:
    visit = begin(workplace)
    entity = f"assessment/{visit}/advice/x"
    for field, value in {"text": "Ask them", "given_on": "2026-01-01", "given_by_name": "Gwen Ellis"}.items():
        workplace.store.write(lambda writing, f=field, v=value: writing.set(entity, f, v)).result()
    assert workplace.cycle.concerns.barred(visit)["gwen ellis"] == "has advised"


def test_an_appeal_rests_on_what_was_sealed_and_later_material_stands_apart(workplace: Workplace) -> None:
    visit, concerns = begin(workplace), workplace.cycle.concerns
    with pytest.raises(Refused, match="has not decided"):
        concerns.receive(visit, APPEAL, "J. Moss", "", "We did more")
    seen = workplace.visit_day.pictures.add(visit, photo("red"), "before").evidence
    workplace.visit_day.ledger.seal(visit)
    late = workplace.visit_day.pictures.add(visit, photo("blue"), "after").evidence
    workplace.cycle.awards.decide(visit, "declined", ["Dilys Price"]).result()
    concerns.receive(visit, APPEAL, "J. Moss", "", "We did more")
    found = concerns.evidence(visit)
    assert [piece.id for piece in found.evidence] == [seen.id]
    assert [piece.id for piece in found.later] == [late.id]
    assert "sealed by Amara Okafor" in found.basis


def test_complaints_and_appeals_never_leave_the_office(workplace: Workplace) -> None:
    visit = decided(workplace)
    workplace.cycle.concerns.receive(visit, COMPLAINT, "J. Moss", "", "Secret words of a complaint")
    lane = lane_of(f"assessment/{visit}/concern/c1", "text")
    assert lane not in shared_lanes(visit, "i1")


def test_only_the_office_takes_one_in(tmp_path: Path) -> None:
    with workplace_of(tmp_path / "one", frozenset({Role.ASSESSOR})) as lead:
        visit = begin(lead)
        with pytest.raises(Refused, match="role administrator"):
            lead.cycle.concerns.receive(visit, COMPLAINT, "J. Moss", "", "Nobody came")
        assert lead.cycle.concerns.list(visit) == ()


def test_the_command_line_runs_an_appeal_and_writes_its_letter(tmp_path: Path, capsys) -> None:
    profile = tmp_path / "profile"
    with workplace_of(profile) as workplace:
        decided(workplace)
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)

    def run(*words: str) -> int:
        with marks_of_tests():
            options = ["--profile", str(profile), "--passphrase-file", str(secret)]
            return main(["appeal", "Aire Valley", *words, *options])

    assert run() == 0
    assert run("--from", "J. Moss", "--text", "We did more", "--on", "2026-03-13") == 1
    assert run("--handler", "Amara Okafor") == 3
    assert run("--handler", "Rhys Bevan", "--done", "receipt") == 1
    letter = tmp_path / "letter.pdf"
    assert run("--letter", "receipt", "-o", str(letter)) == 1
    out = capsys.readouterr().out
    assert "due 2026-03-17" in out
    assert "Handled by Rhys Bevan." in out
    words = pypdfium2.PdfDocument(letter)[0].get_textpage().get_text_bounded()
    assert "Model wording: the fixed sentences of this letter are not" in words
    assert "We have received your appeal of 13 March 2026" in words
    assert "Only what was seen on the visit" in words


def test_the_document_menu_has_a_letter_for_each_concern_filled_from_the_record(workplace: Workplace) -> None:
    visit, concerns, documents = decided(workplace), workplace.cycle.concerns, workplace.documents
    assert not [each for each in documents.choices(visit) if each.kind is DocumentKind.APPEAL]
    first = concerns.receive(visit, APPEAL, "J. Moss", "", "The panel saw half of it", date(2026, 3, 13))
    second = concerns.receive(visit, APPEAL, "K. Reid", "", "So did we", date(2026, 3, 16))
    found = [each for each in documents.choices(visit) if each.kind is DocumentKind.APPEAL]
    assert [each.detail for each in found] == [first.reference, second.reference]
    words = _words(documents.make(DocumentKind.APPEAL, visit, found[0].asked))
    assert "Dear J. Moss We have received your appeal" in words
    assert f"reached us on 13 March 2026. Its number is {first.reference}." in words
    due = [each.due_on for each in concerns.standing(visit, first) if each.due_on and each.id != RECEIPT]
    assert all(f"By {day_words(date.fromisoformat(each))}:" in words for each in due)
    newest = _words(documents.make(DocumentKind.APPEAL, visit, None))
    assert f"Its number is {second.reference}." in newest


def test_letters_are_in_the_language_of_the_report_and_say_whose_words_they_are(workplace: Workplace) -> None:
    visit, concerns = begin(workplace), workplace.cycle.concerns
    found = concerns.receive(visit, COMPLAINT, "J. Moss", "", "Nobody came", date(2026, 3, 13))
    step = concerns.standing(visit, found)[0].id
    assert "Model wording: the fixed sentences of this letter" in _words(concerns.letter(visit, found, step))


def _words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.split())


def test_all_of_them_are_listed_with_what_is_due_next_at_the_top(workplace: Workplace) -> None:
    visit, concerns = decided(workplace), workplace.cycle.concerns
    late = concerns.receive(visit, COMPLAINT, "J. Moss", "", "Nobody came", date(2026, 3, 13))
    today = workplace.visits.today()
    new = concerns.receive(visit, APPEAL, "Helen Whitaker", "", "Impact was measured", today)
    first, second = concerns.every()
    assert (first.concern.id, second.concern.id) == (late.id, new.id)
    assert first.now is not None
    assert (first.now.id, first.now.late, first.institution) == ("receipt", True, "Aire Valley College")
    found = concerns.assign(visit, late, "Rhys Bevan")
    for step in concerns.standing(visit, late):
        found = concerns.finish_step(visit, found, step.id)
    assert [line.concern.id for line in concerns.every()] == [new.id, late.id]
    assert concerns.every()[1].now is None


def test_the_chooser_leaves_out_who_worked_on_the_case_and_says_how_many(tmp_path: Path) -> None:
    folder = copy_of_office(tmp_path / "office")
    with opened(folder, "lead") as lead:
        visit = lead.visits.list()[0].id
        with opened(folder, "office") as office:
            person = office.person.id
        lead.exchange.export(tmp_path / "visit.qmb", people=[person])
    with opened(folder, "office") as office:
        office.exchange.take_in(tmp_path / "visit.qmb")
        office.cycle.awards.decide(visit, "declined", ["Ben Carter", "Grace Adebayo"], "Seen").result()
        found = office.cycle.concerns.receive(visit, APPEAL, "Helen Whitaker", "", "Impact was measured")
        case = office.cycle.concerns.case(visit, found.id)
        assert {each.name for each in case.handlers} == {"Priya Nair", "David Llewellyn"}
        assert case.left_out == 3  # the assessor and both members of the panel
        assert case.evidence is not None
        assert office.cycle.concerns.kinds(visit) == (COMPLAINT, APPEAL)


def test_an_assessor_sees_no_complaints(tmp_path: Path) -> None:
    with workplace_of(tmp_path / "one", frozenset({Role.ASSESSOR})) as lead, pytest.raises(Refused, match="administr"):
        lead.cycle.concerns.every()
