"""Blind means blind: nothing of the assessor's judgement is anywhere in the verifier's window before the seal."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from assessor_app.domain.assessment.assessment import NoteKind
from assessor_app.domain.journal.clash import Decision
from assessor_app.domain.journal.clock import reading_of
from assessor_app.domain.journal.operation import Operation
from assessor_app.errors import Refused
from assessor_app.services.profile.workplace import Workplace
from assessor_app.ui.palette import Palette
from assessor_app.ui.screens.assessment import AssessmentScreen
from assessor_app.ui.screens.visit.day_clock import DayClock
from tests.models.test_exchange import crafted
from tests.offices import DAY, copy_of_office, opened, options
from tests.shots.studio import Studio
from tests.shots.variants import VARIANTS
from tests.ui.everything_shown import everything_in

MARKERS = ("Qxreason7", "Qxstrength7", "Qxdevelop7", "Qxsummary7", "Qxnote7", "Qxreply7", "Qxprivate7", "Qxsaw7")
OWN = "Qxown9 what the verifier wrote"
MOMENT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NOON = datetime(DAY.year, DAY.month, DAY.day, 12).astimezone()
"""Of the visit, at every look: what it says of the minutes left may not differ between two walks."""
PLACES = ("home", "visits", "verify", "rubrics", "sync", "settings")


def judge(folder: Path, level: str) -> str:
    """The lead judges everything at one level, with words that nothing else has, and makes the verifier's package."""
    with opened(folder, "lead") as lead:
        (visit,) = [row.id for row in lead.visits.list()]
        for strand in [each.strand for each in lead.visits.open(visit).strands]:
            lead.judging.record(visit, strand, level, ()).result()
            for field, words in zip(
                ("reason", "strengths", "develop", "saw", "working_notes"),
                ("Qxreason7", "Qxstrength7", "Qxdevelop7", "Qxsaw7", "Qxprivate7"),
                strict=True,
            ):
                lead.judging.write(visit, strand, field, f"{words} here", (), None).result()
            lead.judging.flag(visit, strand, True, ()).result()
        lead.visits.add_note(visit, "Qxnote7 at lunch", NoteKind.STRENGTH, "leadership.vision").result()
        lead.reporting.summarise(visit, "Qxsummary7").result()
        lead.debriefs.prepare(visit, "leaders")
        lead.debriefs.reply(visit, "leaders", "Qxreply7", (), None).result()
        verifier = next(each.id for each in lead.exchange.recipients() if each.verifier)
        lead.exchange.export(folder / "package.qmb", assessments=(visit,), verifier=verifier)
    with opened(folder, "verifier") as there:
        there.exchange.take_in(folder / "package.qmb")
        there.second.declare(visit)
        there.judging.record(visit, "leadership.vision", "developing", ()).result()
        there.judging.write(visit, "leadership.vision", "reason", OWN, (), None).result()
    return visit


@contextmanager
def window_of(qapp: QApplication, folder: Path, who: str) -> Iterator[Studio]:
    options(folder, who)
    studio = Studio(qapp, folder, folder / "shown", VARIANTS[0])
    QGuiApplication.clipboard().clear()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(DayClock, "_local", lambda _self: NOON)
            studio.be(who)
            yield studio
    finally:
        studio.close()


Found = dict[str, tuple[str, ...]]


def walked(studio: Studio, visit: str) -> Found:
    """Every place and every sub-page of it, and what each holds. The screens of the visit are opened too, by the way
    that the window does not offer to a verifier."""
    found: Found = {}
    for place in PLACES:
        studio.go(place)
        look(studio, found, place)
        for tab, _ in studio.screen.tabs:
            studio.shell.show_tab(tab)
            look(studio, found, f"{place}/{tab}")
    screen = AssessmentScreen(studio.shell._theme, studio._program.worker, studio.workplace, visit)
    studio.shell.navigator.register("visit-itself", lambda _argument: screen)
    for place in ("verify", "assessment", "visit-itself"):
        studio.go(place, visit)
        studio.settle()
        look_at_tabs(studio, found, place)
    look_for(studio, found, ("Qx", "vision", ""))
    return found


def look(studio: Studio, found: Found, name: str) -> None:
    studio.settle()
    found[name] = everything_in(studio._program.window)


def look_at_tabs(studio: Studio, found: Found, place: str) -> None:
    until_read(studio)
    tabs = list(studio.screen._pages._makers)
    built = [studio.screen._pages[tab] for tab in tabs]  # all at once, so that every look sees all of them
    studio.settle()
    assert len(built) == len(tabs)
    for tab in tabs:
        studio.screen.go_to_tab(tab)
        if tab == "strands":
            studio.screen._open_strand("leadership.vision")
        look(studio, found, f"{place}/visit/{tab}")


def until_read(studio: Studio) -> None:
    for _ in range(40):
        studio.settle()
        if studio.screen.opened is not None:
            return
    raise TimeoutError("the record is not read")


def look_for(studio: Studio, found: Found, words: tuple[str, ...]) -> None:
    for typed in words:
        studio.shell.search.open()
        (palette,) = [each for each in studio.shell.window().findChildren(Palette) if each.isVisible()]
        palette.field.setText(typed)
        look(studio, found, f"search/{typed}")
        palette.close_sheet()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An office whose lead judged everything at the highest level, and whose verifier has the package."""
    folder = copy_of_office(tmp_path_factory.mktemp("blind") / "office")
    return folder, judge(folder, "embedded")


@pytest.fixture(scope="module")
def found(qapp: QApplication, made: tuple[Path, str]) -> Found:
    """What that verifier's window holds."""
    with window_of(qapp, made[0], "verifier") as studio:
        return walked(studio, made[1])


def test_no_word_of_the_assessor_is_anywhere_in_the_window(made: tuple[Path, str], found: Found) -> None:
    assert len(found) > 20
    assert any(OWN in words for words in found["verify/visit/strands"])  # the looking finds what is there
    for place, words in found.items():
        leaks = [each for each in words if any(marker in each for marker in MARKERS)]
        assert leaks == [], place


def test_the_window_is_the_same_whatever_the_assessor_judged(
    qapp: QApplication, made: tuple[Path, str], found: Found, tmp_path: Path
) -> None:
    """The strongest form of it: levels, outlook and counts of the assessor cannot be told from the window, since
    another judgement leaves every word of it as it was. A row says its strand and its level in one, so a level that
    leaked would be another word. (Which look finds a page read already is a matter of time, so all of them count.)"""
    low = copy_of_office(tmp_path / "office")
    assert judge(low, "developing") == made[1]
    with window_of(qapp, low, "verifier") as studio:
        other = walked(studio, made[1])
    assert other.keys() == found.keys()
    assert every_word(other) - every_word(found) == set()
    assert every_word(found) - every_word(other) == set()


def every_word(found: Found) -> set[str]:
    return {plain(each) for words in found.values() for each in words}


def plain(words: str) -> str:
    """Without what differs between any two runs: times of day, sizes, paths, keys and hashes."""
    words = re.sub(r"datetime\.datetime\([^)]*\)|\d{1,2}:\d{2}(:\d{2})?", "TIME", words)
    words = re.sub(r"0x[0-9a-f]+|[0-9a-f]{12,}|[0-9A-F]{4}( [0-9A-F]{4})+", "HASH", words)
    words = re.sub(r"/\S+", "PATH", words)
    return re.sub(r"\d+(\.\d+)? (kB|MB|bytes)", "SIZE", words)


def test_an_assessor_who_still_marks_settles_nothing_of_the_second_judge(qapp: QApplication, tmp_path: Path) -> None:
    """The verifier set a reason and an agreed level differently on two computers; neither is shown to the assessor
    before all of the sample is judged."""
    folder = copy_of_office(tmp_path / "office")
    visit = (folder / "assessment.txt").read_text()
    second_seals(folder, visit)
    with opened(folder, "lead") as lead:
        lead.exchange.take_in(folder / "sealed.qmb")
        verifier = next(each.id for each in lead.exchange.recipients() if each.verifier)
        disagree_with_oneself(lead, visit, verifier)
        assert lead.visits.open(visit).conflicts == 2
        assert lead.settling.clashes(visit) == ()
        hidden = Decision(f"assessment/{visit}/agreed/leadership.vision", "level", "embedded", ())
        with pytest.raises(Refused, match="marked twice"):
            lead.settling.settle(visit, [hidden]).result()
    with window_of(qapp, folder, "lead") as studio:
        studio.go("settle", visit)
        studio.settle()
        words = everything_in(studio._program.window)
        for strand in lead_left(studio, visit):
            studio.workplace.judging.record(visit, strand, "embedded", ()).result()
        studio.screen.refresh()
        studio.settle()
        studio.screen._step(1)
        shown = everything_in(studio._program.window)
    assert any("Nothing for you to settle yet" in each for each in words)
    assert [each for each in words if "Qy" in each] == []
    assert any("Qyone7" in each for each in shown)  # the same looking finds it once both have marked


def second_seals(folder: Path, visit: str) -> None:
    """The verifier gets the package, marks all of it and sends the sealed marks back."""
    with opened(folder, "lead") as lead:
        verifier = next(each.id for each in lead.exchange.recipients() if each.verifier)
        lead.exchange.export(folder / "package.qmb", assessments=(visit,), verifier=verifier)
        person = lead.person.id
    with opened(folder, "verifier") as there:
        there.exchange.take_in(folder / "package.qmb")
        there.second.declare(visit)
        for strand in there.second.still_to_mark(visit):
            there.judging.record(visit, strand, "developing", ()).result()
        there.second.seal(visit)
        there.exchange.export(folder / "sealed.qmb", assessments=(visit,), people=(person,), everything=True)


def disagree_with_oneself(lead: Workplace, visit: str, verifier: str) -> None:
    """What the verifier wrote on two other computers, each without seeing the other's."""
    lane, base = f"judgement/{visit}", f"assessment/{visit}"
    places = (
        (f"{base}/strand/leadership.vision/judgement/{verifier}", "saw", ("Qyone7", "Qytwo7")),
        (f"{base}/agreed/leadership.vision", "level", ("enhancing", "embedded")),
    )
    for at, device in enumerate(("e" * 16, "f" * 16)):
        prev = ""
        for seq, (entity, field, values) in enumerate(places, start=1):
            operation = Operation(device, lane, seq, verifier, reading_of(MOMENT) + seq, entity, field, values[at], ())
            segment = crafted(operation, prev)
            lead.store.write(lambda writing, segment=segment: writing.take_in([segment])).result()  # type: ignore[misc]
            prev = segment.sha256


def lead_left(studio: Studio, visit: str) -> list[str]:
    record = studio.workplace.visits.open(visit)
    given = record.levels_of(studio.workplace.person.id)
    return [each.id for each in studio.workplace.visits.scheme_of(record).graded if given.get(each.id) is None]


def test_the_lead_sees_their_own_words_by_the_same_looking(qapp: QApplication, made: tuple[Path, str]) -> None:
    folder, visit = made
    with window_of(qapp, folder, "lead") as studio:
        studio.go("assessment", visit)
        studio.settle()
        words = everything_in(studio._program.window)
    for marker in ("Qxreason7", "Qxstrength7", "Qxnote7", "Qxprivate7"):
        assert any(marker in each for each in words), marker
