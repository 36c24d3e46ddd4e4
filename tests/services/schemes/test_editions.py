"""A new edition: compared word by word; judgements hold where the words are the same and come back where not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.cli.main import main
from assessor_app.domain.scheme.edition_bridge import Words, wording_hash
from assessor_app.errors import Refused, WrongUse
from assessor_app.services.profile.workplace import Workplace
from tests.services.cycle_profile import PASSPHRASE, begin, marks_of_tests, workplace_of

pytestmark = pytest.mark.usefixtures("cheap_passphrases")
STRANDS = ("people.welcome", "people.voice")


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    with workplace_of(tmp_path / "all") as opened:
        yield opened


def judged(workplace: Workplace, with_hash: bool = True) -> str:
    visit, mark = begin(workplace), workplace.schemes.get("bridge", "1.0")
    for strand in STRANDS:
        wording = wording_hash(mark, strand) if with_hash else ""
        workplace.judging.record(visit, strand, "met", (), wording).result()
    return visit


def level(workplace: Workplace, visit: str, strand: str) -> tuple[str | None, str | None]:
    record = workplace.visits.open(visit)
    mine = record.strand(strand).judgement_of(record.lead)
    return mine.level, mine.suggested


def test_editions_are_compared_word_by_word(workplace: Workplace) -> None:
    changes = workplace.cycle.editions.compare("bridge", "1.0", "1.1")
    assert [(each.strand, each.kind, each.texts[0].what) for each in changes.strands] == [
        ("people.voice", "changed", "descriptor of Met")
    ]
    assert changes.strands[0].texts[0].words == (
        Words("", "Everybody is asked and sees"),
        Words("+", "within a term"),
        Words("", "what"),
        Words("-", "came"),
        Words("+", "became"),
        Words("", "of it."),
    )
    assert workplace.cycle.editions.compare("bridge", "1.0", "1.0").texts == 0


@pytest.mark.parametrize("with_hash", [True, False])
def test_a_judgement_holds_only_where_the_words_are_the_same(workplace: Workplace, with_hash: bool) -> None:
    visit = judged(workplace, with_hash)
    preview = workplace.cycle.editions.move(visit)
    assert (preview.held, preview.returned) == (("people.welcome",), ("people.voice",))
    assert level(workplace, visit, "people.welcome") == ("met", None)
    assert level(workplace, visit, "people.voice") == (None, "met")
    assert workplace.visits.open(visit).edition == "1.1"


def test_a_suggestion_that_is_judged_again_counts(workplace: Workplace) -> None:
    visit = judged(workplace)
    workplace.cycle.editions.move(visit)
    new = workplace.schemes.get("bridge", "1.1")
    workplace.judging.record(visit, "people.voice", "met", (), wording_hash(new, "people.voice")).result()
    assert level(workplace, visit, "people.voice") == ("met", None)


def test_moving_back_brings_the_judgements_back(workplace: Workplace) -> None:
    visit = judged(workplace)
    workplace.cycle.editions.move(visit)
    workplace.cycle.editions.move(visit, "1.0")
    assert level(workplace, visit, "people.voice") == ("met", None)


def test_the_award_is_told_under_both_editions(workplace: Workplace) -> None:
    visit = judged(workplace)
    workplace.cycle.stages.record(visit, "training-attended", True).result()
    workplace.cycle.stages.sign_commitment(visit, "sharing", "Principal").result()
    workplace.cycle.forms.add_row(visit, "groups", {"group": "A", "baseline": "1", "latest": "2"}).result()
    preview = workplace.cycle.editions.preview(visit)
    assert preview.before.award is not None
    assert preview.before.award.id == "awarded"
    assert preview.after.award is None
    assert workplace.visits.open(visit).edition == "1.0"
    assert workplace.cycle.editions.newer(visit) is not None


def test_signed_work_does_not_move(workplace: Workplace) -> None:
    visit = judged(workplace)
    entity = f"assessment/{visit}/report/1"
    workplace.store.write(lambda writing: writing.set(entity, "signed_at", "2026-11-22T10:00:00Z")).result()
    assert workplace.cycle.editions.newer(visit) is None
    with pytest.raises(Refused, match="signed"):
        workplace.cycle.editions.move(visit)
    assert workplace.visits.open(visit).edition == "1.0"


def test_there_is_nothing_to_move_on_the_newest(workplace: Workplace) -> None:
    visit = begin(workplace, "1.1")
    assert workplace.cycle.editions.newer(visit) is None
    with pytest.raises(WrongUse, match="already"):
        workplace.cycle.editions.move(visit)


def test_the_command_line_shows_and_moves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile, secret = tmp_path / "profile", tmp_path / "passphrase"
    with workplace_of(profile) as workplace:
        judged(workplace)
    secret.write_text(PASSPHRASE)

    def run(*words: str) -> int:
        with marks_of_tests():
            return main(["edition", *words, "--profile", str(profile), "--passphrase-file", str(secret)])

    assert run("compare", "bridge", "1.0", "1.1") == 0
    assert run("show", "Aire Valley") == 0
    assert run("move", "Aire Valley") == 1
    out = capsys.readouterr().out
    assert "{+within a term+} what [-came-] {+became+} of it." in out
    assert "To judge again: 1.2 Voice" in out
    assert "Moved to 1.1." in out
