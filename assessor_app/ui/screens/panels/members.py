"""Who sits at a case: there or not, and who leaves it for a conflict of interest."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from assessor_app.domain.award.panel import PanelMember
from assessor_app.ui.kit.buttons import Button, IconButton
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.office.parts import empty_out
from assessor_app.ui.screens.panels.words import quorum_words
from assessor_app.ui.theme import Theme


class Members(Card):
    """changed: the members as they are to be now."""

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=16, spacing=8)
        self._theme = theme
        self.members: tuple[PanelMember, ...] = ()
        self._barred: dict[str, str] = {}
        self._shown: tuple[list[str], bool] = ([], False)
        self._ticks: list[tuple[QCheckBox, QCheckBox]] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(6))
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name of a member"))
        self.name.setAccessibleName(self.tr("Name of a member"))
        self.add = Button(theme, self.tr("Add member"), "secondary", "plus")
        self.error = PlainLabel("", "caption-medium", "danger", wrap=True)
        self.quorum = Paragraph(theme, "", "body", "text2")
        self.name.returnPressed.connect(self._add)
        self.name.textEdited.connect(lambda: self.error.hide())
        self.add.clicked.connect(self._add)
        self._adding = QWidget()
        line = row(spacing=theme.px(8))
        line.addWidget(self.name, 1)
        line.addWidget(self.add)
        self._adding.setLayout(line)
        self.body.addWidget(PlainLabel(self.tr("Members"), "label"))
        self.body.addLayout(self._rows)
        for widget in (self._adding, self.error, self.quorum):
            self.body.addWidget(widget)
        self.error.hide()

    def show_members(self, members: tuple[PanelMember, ...], barred: dict[str, str], fixed: bool) -> None:
        """Show these. barred: names in lower case of who has taken part, and how; fixed: the case is decided."""
        names = ([each.name for each in members], fixed)
        self.members, self._barred = members, barred
        if names != self._shown:  # what has the keyboard stays, as long as the same people are there
            self._shown, self._ticks = names, []
            empty_out(self._rows)
            for place, member in enumerate(members):
                self._rows.addWidget(self._row(place, member, fixed))
        for member, (here, conflict) in zip(members, self._ticks, strict=True):
            with QSignalBlocker(here), QSignalBlocker(conflict):
                here.setChecked(member.here)
                conflict.setChecked(member.conflict)
        self._adding.setVisible(not fixed)
        self.quorum.set_words(quorum_words(members))

    def _row(self, place: int, member: PanelMember, fixed: bool) -> QWidget:
        box = QWidget()
        here, conflict = QCheckBox(self.tr("Here")), QCheckBox(self.tr("Conflict of interest"))
        self._ticks.append((here, conflict))
        here.setAccessibleName(self.tr("{name} is here").format(name=member.name))
        conflict.setAccessibleName(self.tr("{name} has a conflict of interest").format(name=member.name))
        here.toggled.connect(lambda on: self._change(place, replace(self.members[place], here=on)))
        conflict.toggled.connect(lambda on: self._change(place, replace(self.members[place], conflict=on)))
        gone = IconButton(self._theme, "x", self.tr("Take {name} off the panel").format(name=member.name))
        gone.clicked.connect(partial(self._remove, place))
        name = Paragraph(self._theme, member.name, "body")
        line = row(spacing=self._theme.px(10))
        line.addWidget(name, 1, Qt.AlignmentFlag.AlignVCenter)
        for widget in (here, conflict, gone):
            widget.setEnabled(not fixed)
            line.addWidget(widget)
        gone.setVisible(not fixed)
        box.setLayout(line)
        return box

    def say(self, sentence: str) -> None:
        """Say why somebody cannot be a member."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _add(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.say(self.tr("Type the name of a member."))
            self.name.setFocus()
            return
        why = self._barred.get(name.casefold())
        if why:
            self.say(self.tr("{name} {why} here, so they cannot decide on it.").format(name=name, why=why))
            return
        if name.casefold() in {each.name.casefold() for each in self.members}:
            self.say(self.tr("{name} is on this panel already.").format(name=name))
            return
        self.name.clear()
        self._give((*self.members, PanelMember(name)))

    def _change(self, place: int, member: PanelMember) -> None:
        self._give((*self.members[:place], member, *self.members[place + 1 :]))

    def _give(self, members: tuple[PanelMember, ...]) -> None:
        self.members = members  # a second change must not take the first back while that is being stored
        self.changed.emit(members)

    def _remove(self, place: int, _checked: bool = False) -> None:
        self._give((*self.members[:place], *self.members[place + 1 :]))
        self.name.setFocus()
