"""What first run does: make a profile, take the office's card in, restore a backup, found an office."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.database_place import DatabasePlace
from assessor_app.domain.people import Person, Role
from assessor_app.ui.kit.sheet import Question
from assessor_app.ui.screen import Notice, NoticeKind
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.first_steps import MadeProfile
    from assessor_app.ui.demo import DemoProfile
    from assessor_app.ui.screens.first_run import FirstRun, WayIn

BUNDLE = ".qmb"


class Beginning(QObject):
    """`opened` carries the secrets of a profile that was restored."""

    opened = Signal(object)

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        profile: Path,
        database: DatabasePlace | None = None,
        asking: Asking | None = None,
    ) -> None:
        """database: the office's, for a profile that keeps its record there."""
        super().__init__()
        self.theme, self.worker, self.profile, self._database = theme, worker, profile, database
        self._asking = asking or Asking()
        self._card: Path | None = None
        self._made: MadeProfile | None = None

    def create(self, name: str, organisation: str, roles: frozenset[Role], passphrase: str | None) -> Person:
        """Make the profile, and install the card that was chosen before; in a worker."""
        from assessor_app.services.profile.first_steps import MadeProfile

        self._made = MadeProfile(self.profile, name, organisation, roles, passphrase, self._card, self._database)
        return self._made.person

    def sheet(self) -> tuple[str, tuple[str, ...]]:
        """Number and groups of the recovery sheet of the profile just made."""
        return self.made.sheet

    def save_sheet(self, parent: "FirstRun") -> None:
        """Ask where, and write the page to print."""
        number, _ = self.sheet()
        name = self.tr("Recovery sheet {number}.pdf").format(number=number)
        target = self._asking.save(parent, self.tr("Save the recovery sheet"), name, "PDF (*.pdf)")
        if target is not None:
            words = self.tr("Print {file}, lock the page away, then delete the file.").format(file=target.name)
            self._run(lambda: self.made.write_sheet(target), lambda _number: parent.say_done(words), parent)

    def save_key(self, parent: "FirstRun") -> None:
        """Ask where, and write the public key for the office."""
        name = f"{self.made.person.id}.csr"
        target = self._asking.save(parent, self.tr("Save my public key"), name, self.tr("Request (*.csr)"))
        if target is not None:
            words = self.tr("{file} is ready to send to your office.").format(file=target.name)
            self._run(lambda: self.made.write_request(target), lambda _none: parent.say_done(words), parent)

    def choose_card(self, parent: "FirstRun") -> None:
        """The office's card is looked at now and installed once the key is made."""
        kinds = self.tr("From your office (*.card *.qmb)")
        file = self._asking.open(parent, self.tr("Choose what your office sent"), "", kinds)
        if file is None:
            return
        if file.suffix == BUNDLE:
            title = self.tr("A bundle opens with your key.")
            words = self.tr("Make your key here first and send it to your office. Its bundles then open under Sync.")
            parent.tell(Notice(NoticeKind.INFO, title, words))
            return
        self._run(lambda: _look(file), lambda found: self._keep_card(parent, file, *found), parent)

    def _keep_card(self, parent: "FirstRun", file: Path, office: str, fingerprint: str) -> None:
        title = self.tr("Trust {office}?").format(office=office)
        words = self.tr(
            "Compare its fingerprint with your office by phone: {fingerprint}. The card is installed when your key is "
            "made. The recovery key of the office can open this profile and its backups from then on."
        ).format(fingerprint=fingerprint)
        answers = (self.tr("Trust this office"), self.tr("Not now"))
        question = Question(self.theme, parent, title, words, answers)

        def agreed() -> None:
            self._card = file
            told = self.tr("Now say who you are; its card is installed when your key is made.")
            parent.tell(Notice(NoticeKind.INFO, self.tr("{office} is your office.").format(office=office), told))
            parent.focus_first()

        question.agreed.connect(agreed)
        question.open()

    def choose_backup(self, parent: "FirstRun") -> None:
        """A backup is brought back: by its passphrase, this computer's keyring, or the recovery sheet."""
        chosen = self._asking.folder(parent, self.tr("Choose the folder of the backup"), "", "")
        if chosen is None:
            return
        from assessor_app.ui.screens.restore_sheet import RestoreSheet

        sheet = RestoreSheet(self.theme, parent, self.worker, find_backup(chosen), self.profile)
        sheet.restored.connect(self.opened)
        sheet.open()

    def begin_office(self, parent: "FirstRun") -> None:
        """Who runs a mark is an administrator; the office is founded once the key is made."""
        parent.who.choose(Role.ADMINISTRATOR)
        parent.offer_office(lambda: self._ask_office(parent))
        title = self.tr("First you, then your office.")
        words = self.tr("Say who you are and what the office is called. It is founded at the end, in step 3.")
        parent.tell(Notice(NoticeKind.INFO, title, words))
        parent.focus_first()

    def _ask_office(self, parent: "FirstRun") -> None:
        from assessor_app.services.profile.first_steps import strength
        from assessor_app.ui.screens.settings.secret_sheet import AGAIN, NEW, Asked, SecretSheet

        name = parent.who.organisation or parent.who.name
        asked = Asked(
            self.tr("Found {office}").format(office=name),
            self.tr(
                "The root key of your office gets a passphrase of its own. It is asked for whenever somebody is "
                "certified or withdrawn. Use 4 or more words, and keep them apart from this computer."
            ),
            self.tr("Found the office"),
            (NEW, AGAIN),
            lambda typed: self.made.found_office(name, typed[NEW]),
        )
        words = self.tr("{office} is founded. `office certify` and `office card` bring others in.").format(office=name)
        sheet = SecretSheet(self.theme, parent, self.worker, asked, strength)
        sheet.done.connect(lambda _card: parent.say_done(words))
        sheet.open()

    @property
    def made(self) -> "MadeProfile":
        """The profile just made."""
        if self._made is None:
            raise RuntimeError("the profile has not been made yet")
        return self._made

    def _run(self, work: Callable[[], Any], done: Callable[[Any], object], parent: "FirstRun") -> None:
        self.worker.run(work, done, parent.fail, owner=parent)


def find_backup(chosen: Path) -> Path:
    """The backup in a folder that was chosen: the folder itself, or the only one of ours inside it."""
    inside = [folder for folder in sorted(chosen.glob("*")) if (folder / "backup.json").is_file()]
    return inside[0] if len(inside) == 1 and not (chosen / "identity").is_dir() else chosen


def _look(file: Path) -> tuple[str, str]:
    from assessor_app.services.profile.first_steps import look_at_card

    card, fingerprint = look_at_card(None, file)
    return card.office, fingerprint


def first_run(
    begin: Beginning, application: str, strength: Callable[[str], str], open_demo: "Callable[[DemoProfile], None]"
) -> "FirstRun":
    """The screen of the first start. strength: says how good a passphrase is, and loads nothing heavy for it;
    open_demo: shows a demo that was built."""
    from assessor_app.services.profile.identities import keyring_is_safe
    from assessor_app.ui.screens.first_run import Enrolment, FirstRun

    ways = (_demo_way(begin, open_demo), *other_ways(begin))
    page = begin.sheet, begin.save_sheet
    enrolment = Enrolment(begin.create, strength, keyring_is_safe(), begin.save_key, *page, ways)
    return FirstRun(begin.theme, begin.worker, enrolment, application)


def _demo_way(begin: Beginning, open_demo: "Callable[[DemoProfile], None]") -> "WayIn":
    from assessor_app.ui.demo import open_demo as build_demo
    from assessor_app.ui.screens.first_run import WayIn

    tr = begin.tr
    return WayIn(
        "play",
        tr("See a demo visit"),
        tr("A made-up school with a full assessment. Try every screen, then throw it away."),
        tr("Open demo visit"),
        tr("Building the demo"),
        lambda: build_demo(begin.profile),
        open_demo,
    )


def other_ways(begin: Beginning) -> "tuple[WayIn, ...]":
    """The ways to start beside the demo."""
    from assessor_app.ui.screens.first_run import WayIn

    tr = begin.tr
    card = WayIn(
        "folder-input",
        tr("My office sent me a file"),
        tr("Its card says whom to trust. Your visits come in its bundles."),
        tr("Choose the file"),
        press=begin.choose_card,
    )
    backup = WayIn(
        "rotate-ccw",
        tr("I have worked here before"),
        tr("Bring a backup back, with your passphrase or the recovery sheet."),
        tr("Restore"),
        press=begin.choose_backup,
    )
    office = WayIn(
        "layers",
        tr("I run a quality mark"),
        tr("Found an office that certifies assessors and takes their visits in."),
        tr("Set up an office"),
        press=begin.begin_office,
    )
    return card, backup, office
