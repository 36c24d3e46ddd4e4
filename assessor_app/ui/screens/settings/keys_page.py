"""Keys and trust: my key, the office that vouches for it, how my work is opened, and new keys."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from assessor_app.domain.journal.clock import local
from assessor_app.domain.words.counting import counted
from assessor_app.domain.words.phrases import day_words
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.sheet import Question
from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.screens.settings.opening_card import OpeningCard
from assessor_app.ui.screens.settings.rows import Action, Complaint, Fact, SettingsPage
from assessor_app.ui.screens.settings.time_card import TimeCard
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.domain.exchange.card import OfficeCard
    from assessor_app.domain.people import Person
    from assessor_app.services.profile.keys import KeyFacts
    from assessor_app.services.profile.workplace import Workplace

SHOWN = 12
"""Names of the roster that are listed; an office may have thousands."""


class KeysPage(SettingsPage):
    """said: words for a toast; rekey_wanted: the passphrase to ask for from then on, "" for none; locks_changed: the
    profile has a passphrase now, or has none any more."""

    said = Signal(str)
    rekey_wanted = Signal(str)
    locks_changed = Signal()

    def __init__(self, theme: Theme, worker: Worker, workplace: "Workplace", asking: Asking) -> None:
        super().__init__(theme)
        self._worker, self._workplace, self._asking = worker, workplace, asking
        self.cautions = Complaint(theme, worker)
        self.column.addWidget(self.cautions)
        self._build_own(self.section(self.tr("Your key")))
        self._build_office(self.section(self.tr("Your office")))
        self.opening = OpeningCard(theme, worker, workplace.keys, asking, self.tr("Opening your work"))
        self.column.addWidget(self.opening)
        self.opening.said.connect(self.said)
        self.opening.changed.connect(self._on_opening_changed)
        self.opening.rekey_wanted.connect(self.rekey_wanted)
        self.times = TimeCard(theme, worker, workplace.keys, asking, self.tr("Time stamps"))
        self.times.said.connect(self.said)
        self.column.addSpacing(theme.px(10))
        self.column.addWidget(self.times)
        self.column.addStretch(1)

    def _build_own(self, card: Card) -> None:
        theme, tr = self.theme, self.tr
        self.name, self.roles = Fact(theme, tr("Name")), Fact(theme, tr("Roles"))
        self.own, self.certificate = Fact(theme, tr("Key")), Fact(theme, tr("Certificate"))
        self.until = Fact(theme, tr("Valid until"))
        self.request = Action(
            theme,
            tr("Your office needs it to certify your key. Read them the eight characters of your key by phone."),
            tr("Save my public key"),
            "key-round",
            self._save_request,
        )
        self.renew = Action(
            theme,
            tr("Until an office certifies your key, you renew your own certificate: 90 days from today."),
            tr("Renew for 90 days"),
            "refresh-cw",
            self._renew,
        )
        for widget in (self.name, self.roles, self.own, self.certificate, self.until, self.request, self.renew):
            card.body.addWidget(widget)

    def _build_office(self, card: Card) -> None:
        theme, tr = self.theme, self.tr
        self.office, self.fingerprint = Fact(theme, tr("Office")), Fact(theme, tr("Fingerprint"))
        self.card, self.people = Fact(theme, tr("Card")), Fact(theme, tr("People on the card"))
        self.known = Fact(theme, tr("Withdrawn keys as of"))
        self.install_card = Action(
            theme,
            tr("The file of your office that ends in .card. A newer one takes the place of an older one."),
            tr("Install an office card"),
            "badge-check",
            self._choose_card,
        )
        self.install_certificate = Action(
            theme,
            tr("The file that your office sent back for your public key; it ends in .crt."),
            tr("Install my certificate"),
            "file-check",
            self._choose_certificate,
        )
        for widget in (self.office, self.fingerprint, self.card, self.people, self.known):
            card.body.addWidget(widget)
        card.body.addWidget(self.install_card)
        card.body.addWidget(self.install_certificate)

    def focus_first(self) -> None:
        """The file for the office comes first."""
        self.request.button.setFocus()

    def refresh(self) -> None:
        """Read again how it stands."""
        self._worker.run(self._workplace.keys.facts, self._show, self.cautions.fail, owner=self)
        self.times.refresh()

    def _show(self, facts: "KeyFacts") -> None:
        self._show_own(facts.standing.person)
        self._show_office(facts)
        self.opening.show_facts(facts)
        words = "\n".join(caution.sentence for caution in facts.standing.cautions)
        self.cautions.say(words)

    def _show_own(self, person: "Person") -> None:
        self.name.say(", ".join(filter(None, (person.name, person.organisation))))
        self.roles.say(", ".join(sorted(role.value for role in person.roles)).capitalize())
        self.own.say(person.key_fingerprint)
        self.certificate.say(
            self.tr("Issued by {office}").format(office=person.certified_by)
            if person.certified_by
            else self.tr("Your own, not yet from an office")
        )
        self.until.say(day_words(local(person.certified_until).date()))
        self.renew.setVisible(not person.certified_by)

    def _show_office(self, facts: "KeyFacts") -> None:
        card, known = facts.standing.card, facts.standing.known_as_of
        self.office.say(card.office if card else self.tr("None yet"))
        self.fingerprint.say(facts.fingerprint)
        words = self.tr("Version {version}, until {day}")
        self.card.say(words.format(version=card.version, day=day_words(card.expires.date())) if card else "")
        self.people.say(_people(card) if card else "")
        self.known.say(day_words(local(known).date()) if known else "")
        self.install_certificate.setVisible(card is not None)

    def _save_request(self) -> None:
        person = self._workplace.person
        target = self._asking.save(self, self.tr("Save my public key"), f"{person.id}.csr", self.tr("Request (*.csr)"))
        if target is not None:
            words = self.tr("{file} is ready to send. Read your office your key by phone: {key}.")
            told_words = words.format(file=target.name, key=person.key_fingerprint)
            self._run(lambda: self._workplace.key.request(target), lambda _none: self.said.emit(told_words))

    def _renew(self) -> None:
        self._run(
            self._workplace.keys.renew_certificate, lambda _person: self._changed(self.tr("Renewed for 90 days."))
        )

    def _choose_card(self) -> None:
        file = self._asking.open(self, self.tr("Choose an office card"), "", self.tr("Office card (*.card)"))
        if file is not None:
            keys = self._workplace.keys
            self._run(lambda: keys.look_at_card(file), lambda found: self._ask_trust(file, *found))

    def _ask_trust(self, file: Path, card: "OfficeCard", fingerprint: str) -> None:
        title = self.tr("Trust {office}?").format(office=card.office)
        words = self.tr(
            "Card version {version}, fingerprint {fingerprint}. Compare the fingerprint with your office by phone when "
            "it is the first one. Its recovery key can open this profile and its backups from then on."
        ).format(version=card.version, fingerprint=fingerprint)
        question = Question(self.theme, self.window(), title, words, (self.tr("Trust this office"), self.tr("Not now")))
        question.agreed.connect(lambda: self._install_card(file))
        question.open()

    def _install_card(self, file: Path) -> None:
        words = self.tr("{office} is your office. Its card has version {version}.")
        self._run(
            lambda: self._workplace.keys.install_card(file),
            lambda card: self._changed(words.format(office=card.office, version=card.version)),
        )

    def _choose_certificate(self) -> None:
        file = self._asking.open(self, self.tr("Choose my certificate"), "", self.tr("Certificate (*.crt *.pem)"))
        if file is not None:
            words = self.tr("Certified by {office}. It holds for all you sign from now on.")
            self._run(
                lambda: self._workplace.keys.install_certificate(file),
                lambda person: self._changed(words.format(office=person.certified_by)),
            )

    def _on_opening_changed(self) -> None:
        self.locks_changed.emit()
        self.refresh()

    def _changed(self, words: str) -> None:
        self.said.emit(words)
        self.refresh()

    def _run(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self._worker.run(work, done, self.cautions.fail, owner=self)


def _people(card: "OfficeCard") -> str:
    names = list(dict.fromkeys(entry.name for entry in card.roster))
    more = len(names) - SHOWN
    shown = ", ".join(names[:SHOWN])
    return f"{shown} and {counted(more, 'other')}" if more > 0 else shown
