"""How my work is opened: passphrase, keyring, recovery sheet, new keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from assessor_app.ui.screens.settings.asking import Asking
from assessor_app.ui.screens.settings.rows import Action, Complaint, Fact, TitledCard
from assessor_app.ui.screens.settings.secret_sheet import AGAIN, NEW, PRESENT, Asked, SecretSheet
from assessor_app.ui.screens.settings.sheet_view import RecoverySheetView
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker

if TYPE_CHECKING:
    from assessor_app.services.profile.keys import KeyFacts, Keys


class OpeningCard(TitledCard):
    """said: words for a toast; changed: how it is opened has changed; rekey_wanted as in `KeysPage`."""

    said = Signal(str)
    changed = Signal()
    rekey_wanted = Signal(str)

    def __init__(self, theme: Theme, worker: Worker, keys: "Keys", asking: Asking, title: str) -> None:
        super().__init__(theme, title)
        self._theme, self._worker, self._keys, self._asking = theme, worker, keys, asking
        self._facts: KeyFacts | None = None
        self._view: RecoverySheetView | None = None
        self.how = Fact(theme, self.tr("Opened by"))
        self.sheet = Fact(theme, self.tr("Recovery sheet"))
        self.office = Fact(theme, self.tr("Office's recovery key"))
        self.error = Complaint(theme, worker)
        for widget in (self.how, self.sheet, self.office, self.error):
            self.card.body.addWidget(widget)
        for action in self._actions():
            self.card.body.addWidget(action)

    def _actions(self) -> tuple[Action, ...]:
        theme, tr = self._theme, self.tr
        self.passphrase = Action(theme, "", tr("Change the passphrase"), "lock", self._change_passphrase)
        self.remove = Action(theme, "", tr("Open without a passphrase"), "lock-open", self._remove)
        self.keyring = Action(theme, "", "", "key-round", self._switch_keyring)
        self.show_sheet = Action(
            theme,
            tr("The page that brings you back in when the passphrase is forgotten or this computer is lost."),
            tr("Show the recovery sheet"),
            "printer",
            self._ask_sheet,
        )
        self.rekey = Action(
            theme,
            tr("When somebody may have learnt your keys: everything here is encrypted again, and the sheet is new."),
            tr("Make new keys"),
            "shield-alert",
            self._ask_rekey,
        )
        return self.passphrase, self.remove, self.keyring, self.show_sheet, self.rekey

    def show_facts(self, facts: "KeyFacts") -> None:
        """Say how it is opened now, and offer what can be changed."""
        tr, has = self.tr, facts.has_passphrase
        self._facts = facts
        both = tr("Your passphrase, and this computer's keyring as a way back in")
        by_passphrase = both if facts.in_keyring else tr("Your passphrase")
        self.how.say(by_passphrase if has else tr("This computer's keyring, without asking"))
        self.sheet.say(tr("Number {number}").format(number=facts.sheet))
        self.office.say(
            tr("Number {number} can open this profile").format(number=facts.office_sheet) if facts.office_sheet else ""
        )
        self.passphrase.say(
            tr("It is asked for at the start, after a pause, and for signing."),
            tr("Change the passphrase") if has else tr("Set a passphrase"),
        )
        self.remove.say(
            tr("The keyring keeps your key then. Anybody signed in as you can open your work."),
            self.remove.button.text(),
        )
        self.remove.setVisible(has and facts.keyring_safe)
        self.keyring.say(
            tr("With it, a forgotten passphrase can be replaced here by anybody signed in as you."),
            tr("Take it out of the keyring") if facts.in_keyring else tr("Keep it in the keyring too"),
        )
        self.keyring.setVisible(has and facts.keyring_safe)

    def _change_passphrase(self) -> None:
        from assessor_app.services.profile.first_steps import strength  # nothing else here needs it

        has = self._has_passphrase
        title = self.tr("Change the passphrase") if has else self.tr("Set a passphrase")
        words = self.tr("Use 4 or more words. The recovery sheet stays the same.")
        fields = (PRESENT, NEW, AGAIN) if has else (NEW, AGAIN)
        asked = Asked(
            title, words, title, fields, lambda typed: self._keys.set_passphrase(typed.get(PRESENT), typed[NEW])
        )
        self._open(asked, lambda _none: self._done(self.tr("The new passphrase holds from now on.")), strength)

    def _remove(self) -> None:
        asked = Asked(
            self.tr("Open without a passphrase"),
            self.tr("This computer's keyring opens your work from now on. Signing and locking ask for nothing then."),
            self.tr("Open without a passphrase"),
            (PRESENT,),
            lambda typed: self._keys.remove_passphrase(typed[PRESENT]),
        )
        self._open(asked, lambda _none: self._done(self.tr("The keyring opens your work from now on.")))

    def _switch_keyring(self) -> None:
        if self._facts is not None and self._facts.in_keyring:
            words = self.tr("The keyring holds your key no more.")
            self._worker.run(self._keys.leave_keyring, lambda _none: self._done(words), self.error.fail, owner=self)
            return
        asked = Asked(
            self.tr("Keep the key in the keyring too"),
            self.tr("It is a way back in when you forget your passphrase."),
            self.tr("Keep it there"),
            (PRESENT,),
            lambda typed: self._keys.keep_in_keyring(typed[PRESENT]),
        )
        self._open(asked, lambda _none: self._done(self.tr("The keyring holds your key too.")))

    def _ask_sheet(self) -> None:
        asked = Asked(
            self.tr("Show the recovery sheet"),
            self.tr("Make sure that nobody looks over your shoulder."),
            self.tr("Show the sheet"),
            (PRESENT,) if self._has_passphrase else (),
            lambda typed: self._keys.confirm(typed.get(PRESENT)),
        )
        self._open(asked, lambda _none: self._show_sheet())

    def _show_sheet(self) -> None:
        keys = self._keys
        self._view = RecoverySheetView(
            self._theme, self.window(), keys.sheet_number, keys.sheet_groups, self._save_sheet, self._new_sheet
        )
        self._view.open()

    def _save_sheet(self) -> None:
        name = self.tr("Recovery sheet {number}.pdf").format(number=self._keys.sheet_number)
        target = self._asking.save(self, self.tr("Save the recovery sheet"), name, "PDF (*.pdf)")
        if target is not None:
            words = self.tr("Print {file}, lock the page away, then delete the file.").format(file=target.name)
            self._worker.run(
                lambda: self._keys.write_sheet(target),
                lambda _number: self.said.emit(words),
                self.error.fail,
                owner=self,
            )

    def _new_sheet(self) -> None:
        if self._view is not None:
            self._view.close_sheet()

        def made(number: str) -> None:
            self._show_sheet()
            self._done(self.tr("Sheet {number} holds from now on. Make a new backup too.").format(number=number))

        self._worker.run(self._keys.replace_sheet, made, self.error.fail, owner=self)

    def _ask_rekey(self) -> None:
        has = self._has_passphrase

        def confirm(typed: dict[str, str]) -> str:
            self._keys.confirm(typed.get(PRESENT))
            return typed.get(PRESENT, "")

        asked = Asked(
            self.tr("Make new keys"),
            self.tr(
                "Your work and its evidence are encrypted again; that takes a while and as much space as they have. "
                "Afterwards print the new recovery sheet and make a new backup. Your signing key stays: if it may be "
                "known too, ask your office to withdraw it."
            ),
            self.tr("Make new keys"),
            (PRESENT,) if has else (),
            confirm,
        )
        self._open(asked, self.rekey_wanted.emit)

    @property
    def _has_passphrase(self) -> bool:
        return self._keys.has_passphrase

    def _open(self, asked: Asked, done: Callable[[Any], object], strength: Callable[[str], str] | None = None) -> None:
        sheet = SecretSheet(self._theme, self.window(), self._worker, asked, strength)
        sheet.done.connect(done)
        sheet.open()

    def _done(self, words: str) -> None:
        self.error.say("")
        self.said.emit(words)
        self.changed.emit()
