"""How to get to each screen, on the program as it runs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QImage

from assessor_app.domain.scheme.edition_bridge import MovePreview
from assessor_app.ui.screens.restore_sheet import RestoreSheet
from tests.ui.cameras import FakeCameras
from tests.ui.test_edition_notice import CHANGES, GOLD, SILVER

from .clashes import make_clashes
from .second_marks import COMPARING, MARKING, SETTLED, SIGNING
from .studio import Studio

Way = Callable[[Studio], None]


def _assessment(tab: str) -> Way:
    def go(studio: Studio) -> None:
        studio.go("assessment", studio.visit)
        studio.settle()
        studio.shell.show_tab(tab)
        studio.settle()
        if studio.screen.tab != tab:  # a picture of another sub-page would show nothing wrong
            raise AssertionError(f"{studio.screen.tab} is shown in place of {tab}")

    return go


def _judged_strand(studio: Studio) -> None:
    _assessment("strands")(studio)
    studio.settle()
    studio.screen._open_strand("leadership.culture")


def _plan(studio: Studio) -> None:
    _assessment("evidence")(studio)
    page = studio.screen._pages["evidence"]
    if page.choice.current != "plan":
        page.turn()


def _read_workbook(studio: Studio) -> None:
    studio.go("load-workbook")
    studio.settle()
    studio.screen.read(studio.demo / "completed-workbook.xlsx", studio.demo / "evidence")


def _rubric(studio: Studio) -> None:
    studio.go("rubrics")
    studio.shell.show_tab("import")
    rows = "Area\tStrand\tQuestion\tBegun\tUsual\tEverywhere\nRooms\tQuiet\tIs there one?\tSometimes\tMostly\tAlways\n"
    studio.screen.take_in.paste.insertPlainText(rows)
    studio.screen.take_in._typing.timeout.emit()


def _practice(studio: Studio) -> None:
    studio.go("rubrics", f"mark:{studio.visit}:leadership.culture")


def _import(studio: Studio) -> None:
    studio.go("sync")
    studio.shell.show_tab("import")


def _exported(studio: Studio) -> Path:
    """A bundle of everything, made by the person whose window it is."""
    studio.go("home")
    desk = studio._program.desk
    assert desk is not None
    assert desk._workplace is not None
    bundle = studio._profiles / "visit.qmb"
    if not bundle.exists():
        desk._workplace.exchange.export(bundle)
    return bundle


def _look_at(studio: Studio) -> None:
    studio.go("sync", f"file:{_exported(studio)}")


def _import_many(studio: Studio) -> None:
    """Three files that came in: two bundles of the same work, and one that was damaged on its way."""
    whole = _exported(studio)
    folder = whole.with_name("arrived")
    folder.mkdir(exist_ok=True)
    for name in ("HollinBank-2026-11-22.qmb", "MarshLane-2026-11-20.qmb"):
        (folder / name).write_bytes(whole.read_bytes())
    (folder / "Northfield-2026-11-19.qmb").write_bytes(whole.read_bytes()[:-2000])
    studio.go("sync")
    studio.shell.show_tab("import")
    page = studio.screen.import_page
    page.open_places([folder])
    studio.settle()
    page.many.start()


def _log(studio: Studio) -> None:
    _exported(studio)
    studio.go("sync")
    studio.shell.show_tab("log")


def _typing(studio: Studio) -> None:
    _assessment("visit")(studio)
    studio.settle()
    box = studio.screen._pages["visit"].box.text
    box.insertPlainText(
        "Two teams share what they learned. Priya says it is the first school where anyone asked + #cult"
    )


def _camera(studio: Studio) -> None:
    _assessment("visit")(studio)
    studio.settle()
    seen, cameras = QImage(640, 480, QImage.Format.Format_RGB32), FakeCameras("Integrated camera", "USB camera")
    seen.fill("#7A8B99")
    taking = studio.screen._pages["visit"].camera
    taking.cameras = cameras
    taking.ask()
    studio.settle()
    cameras.there[0].seen.emit(seen)


def _tagging(studio: Studio) -> None:
    _assessment("visit")(studio)
    studio.settle()
    studio.screen._pages["visit"].changes.tag_all()


def _leaving(studio: Studio) -> None:
    _assessment("visit")(studio)
    studio.settle()
    studio.screen._pages["visit"].look_before_leaving()


def _timetable(studio: Studio) -> None:
    _assessment("visit")(studio)
    studio.settle()
    studio.screen._pages["visit"].timetabling.edit()


def _presenter(studio: Studio) -> None:
    """What leaders see on the second screen, in the middle of the debrief."""
    _assessment("debrief")(studio)
    studio.settle()
    page = studio.screen._pages["debrief"]
    page.present()
    for _ in range(3):
        page.presenter.step(1)


def _note_anywhere(studio: Studio) -> None:
    _assessment("report")(studio)
    studio.screen.open_note()


def _form(studio: Studio) -> None:
    """A row of the action plan, being changed."""
    _plan(studio)
    page = studio.screen._pages["evidence"].plan
    page.keeping.edit_row(page.form_cards[0].form, None)


def _newer_edition(studio: Studio) -> None:
    _assessment("strands")(studio)
    studio.settle()
    changes = replace(CHANGES, strands=(replace(CHANGES.strands[0], strand="leadership.culture"),))
    studio.screen.edition._show(MovePreview(changes, ("leadership.vision",), ("leadership.culture",), GOLD, SILVER))


def _settings(tab: str) -> Way:
    def go(studio: Studio) -> None:
        studio.go("settings")
        studio.settle()
        studio.shell.show_tab(tab)

    return go


def _recovery_sheet(studio: Studio) -> None:
    _settings("keys")(studio)
    studio.settle()
    studio.screen.pages["keys"].opening._show_sheet()


def _time_stamps(studio: Studio) -> None:
    _settings("keys")(studio)
    studio.settle()
    page = studio.screen.pages["keys"]
    page.ensureWidgetVisible(page.times)


def _change_passphrase(studio: Studio) -> None:
    _settings("keys")(studio)
    studio.settle()
    studio.screen.pages["keys"].opening._change_passphrase()


def _ready(studio: Studio) -> None:
    studio.begin_new()
    screen = studio._program.window.page
    screen.who._name.field.setText("Amara Okafor")
    screen.who.done.emit()
    screen.passphrase._first.field.setText("violet ladder marble teapot")
    screen._create()


def _restore(studio: Studio) -> None:
    studio.begin_new()
    screen = studio._program.window.page
    sheet = RestoreSheet(studio._program.theme, screen, studio._program.worker, Path("/media/stick"), Path("new"))
    sheet.open()


def _read_only(studio: Studio) -> None:
    studio.go("home")  # reads the visits again, which another picture may have hidden
    studio.settle()
    _assessment("strands")(studio)
    studio.settle()
    studio._program.desk._show_read_only()


def _settle(studio: Studio) -> None:
    studio.go("home")
    studio.settle()
    make_clashes(studio.workplace, studio.visit)
    studio.go("settle", studio.visit)
    studio.settle()
    texts = [place for place, clash in enumerate(studio.screen.session.clashes) if clash.field == "develop"]
    studio.screen._go_to(texts[0])
    studio.screen.combine()


def _palette(studio: Studio) -> None:
    studio.go("home")
    studio.settle()
    studio.shell.search.open()


def _keys(studio: Studio) -> None:
    _assessment("strands")(studio)
    studio.settle()
    studio.shell.open_key_list()


def _no_visits(studio: Studio) -> None:
    studio.go("home")
    studio.settle()
    studio.screen.show_visits(())


def _office(place: str, tab: str = "") -> Way:
    """A place that administrators have."""

    def go(studio: Studio) -> None:
        studio.be_office()
        studio.go(place)
        studio.settle()
        if tab:
            studio.shell.show_tab(tab)
            studio.settle()

    return go


def _panels(studio: Studio) -> None:
    """The case that is ready, with somebody who leaves it for a conflict of interest."""
    _office("panels")(studio)
    members = studio.screen.parts.members
    members.changed.emit((*members.members[:2], replace(members.members[2], conflict=True)))
    studio.settle()


def _panel_decides(studio: Studio) -> None:
    """The end of the page, with another award than the judgements lead to."""
    _panels(studio)
    studio.screen.parts.decision.buttons[1].setChecked(True)
    studio.settle()
    studio.screen.decide()


def _withdraw(studio: Studio) -> None:
    """Asking for a withdrawal."""
    _office("awards")(studio)
    register = studio.screen.register
    held = next(line.key for line in register.list.lines.rows if line.chip in ("In force", "Ends soon"))
    register.list.choose(held)
    studio.settle()
    register.withdraw_button.click()


def _renewals(studio: Studio) -> None:
    """Two schools to write to."""
    _office("awards", "renewals")(studio)
    studio.screen.renewals.choose_unasked()


def _appeals(studio: Studio) -> None:
    """The appeal, whose receipt should be confirmed."""
    _office("concerns")(studio)
    screen = studio.screen
    appeal = next(line.key for line in screen.view.list.lines.rows if line.title.startswith("Appeal"))
    screen.view.list.choose(appeal)


def _appeal_comes_in(studio: Studio) -> None:
    _office("concerns")(studio)
    studio.screen.receive()


def _issue(studio: Studio) -> None:
    _office("awards")(studio)
    studio.screen.register.press_primary()


def _second(profile: str, tab: str = "") -> Way:
    """The verifier's own screens, on a profile of theirs."""

    def go(studio: Studio) -> None:
        studio.be(profile)
        studio.go("verify")
        studio.settle()
        (item,) = [each for each in studio.screen.list.queue.rows if not isinstance(each, str)]
        studio.go("verify", item.assessment)
        studio.settle()
        if tab:
            studio.shell.show_tab(tab)

    return go


def _queue(studio: Studio) -> None:
    studio.be(MARKING)
    studio.go("verify")


def _agreement(studio: Studio) -> None:
    studio.be(COMPARING)
    studio.go("verify")
    studio.settle()
    studio.workplace.agreement.figures()  # loads what computes them, which may take longer than a screen is waited for
    studio.shell.show_tab("agreement")


def _gate(studio: Studio) -> None:
    _second(MARKING)(studio)
    studio.settle()
    mark = studio.screen._pages["strands"]
    record = mark._whole.record
    mark._whole.record = replace(record, cycle=replace(record.cycle, interests=()))
    mark.refresh()


def _seal(studio: Studio) -> None:
    _second(MARKING)(studio)
    studio.settle()
    mark = studio.screen._pages["strands"]
    for strand in studio.screen.opened.scheme.graded:
        studio.screen.opened.judge(strand.id, studio.screen.opened.judgement(strand.id).level or "enhancing")
    studio.settle()
    mark.ask_seal()


def _difference(studio: Studio) -> None:
    _second(COMPARING, "compare")(studio)
    studio.settle()
    compare = studio.screen._pages["compare"]
    compare.list.filter.choose("all")
    compare.go_to("high-quality.strategy-and-policy")
    compare.choose("enhancing")
    compare.page.settled.box.insertPlainText(SETTLED)


SCREENS: dict[str, Way] = {
    "first-run": Studio.begin_new,
    "first-run-ready": _ready,
    "first-run-restore": _restore,
    "lock": Studio.begin_locked,
    "home": lambda studio: studio.go("home"),
    "visits": lambda studio: studio.go("visits"),
    "strands": _assessment("strands"),
    "strands-judged": _judged_strand,
    "visit": _assessment("visit"),
    "visit-typing": _typing,
    "visit-tagging": _tagging,
    "visit-camera": _camera,
    "visit-timetable": _timetable,
    "visit-leaving": _leaving,
    "evidence": _assessment("evidence"),
    "evidence-plan": _plan,
    "debrief": _assessment("debrief"),
    "debrief-presenter": _presenter,
    "report": _assessment("report"),
    "note-anywhere": _note_anywhere,
    "evidence-plan-row": _form,
    "newer-edition": _newer_edition,
    "progress": _assessment("progress"),
    "history": _assessment("history"),
    "load-workbook": lambda studio: studio.go("load-workbook"),
    "load-workbook-read": _read_workbook,
    "bundle-create": lambda studio: studio.go("sync", studio.visit),
    "bundle-import": _import,
    "bundle-look": _look_at,
    "bundle-many": _import_many,
    "bundle-log": _log,
    "rubrics": lambda studio: studio.go("rubrics"),
    "rubrics-import": _rubric,
    "rubrics-practice": _practice,
    "settings": _settings("keys"),
    "settings-time-stamps": _time_stamps,
    "settings-backups": _settings("backups"),
    "settings-computer": _settings("computer"),
    "recovery-sheet": _recovery_sheet,
    "change-passphrase": _change_passphrase,
    "search": _palette,
    "keys": _keys,
    "settle": _settle,
    "home-empty": _no_visits,
    "read-only": _read_only,
    "panels": _panels,
    "panels-decision": _panel_decides,
    "awards": _office("awards"),
    "appeals": _appeals,
    "appeals-new": _appeal_comes_in,
    "awards-issue": _issue,
    "awards-withdraw": _withdraw,
    "renewals": _renewals,
    "verify-queue": _queue,
    "verify-agreement": _agreement,
    "verify-declare": _gate,
    "verify-mark": _second(MARKING, "strands"),
    "verify-seal": _seal,
    "verify-compare": _second(COMPARING, "compare"),
    "verify-difference": _difference,
    "verify-sign": _second(SIGNING, "sign"),
}
"""In the order in which one run of the program can show them."""
