"""Stages that work has passed without anybody ending them, each with a way to end it now."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.cycle.stages import Place, StageStanding, who_ends
from assessor_app.domain.journal.rights import BY_RECORDER
from assessor_app.domain.people import Role
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.progress.tracker import Who
from assessor_app.ui.theme import Theme


class EarlierCard(Card):
    """`ended` carries the id of the stage that somebody wants to end."""

    ended = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=18, spacing=10)
        self.buttons: dict[str, Button] = {}

    def show_stages(self, scheme: Scheme, standings: Sequence[StageStanding], who: Who, roles: frozenset[Role]) -> None:
        """Show those that were left open; nothing when there are none. who: says who acts; roles: of the
        person, who ends only what such a person may, none where nothing can be changed."""
        clear(self.body)
        self.buttons = {}
        open_ones = [each for each in standings if each.place is Place.OPEN]
        self.setVisible(bool(open_ones))
        words = self.tr("{stages} left open").format(stages=scheme.terms.stages.capitalize())
        self.body.addWidget(PlainLabel(words, "card"))
        lines = [self._line(each, who, roles) for each in open_ones]
        words = self.tr("The work went on without these.")
        if self.buttons:
            words += " " + self.tr("End one here when it is done.")
        self.body.addWidget(Paragraph(self._theme, words, "body", "text2"))
        for line in lines:
            self.body.addWidget(line)

    def focus_first(self) -> bool:
        """Put the keyboard on the first; False when there is none to end."""
        first = next(iter(self.buttons.values()), None)
        if first is not None:
            first.setFocus()
        return first is not None

    def _line(self, standing: StageStanding, who: Who, roles: frozenset[Role]) -> QWidget:
        line, theme, stage = QWidget(), self._theme, standing.stage
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Paragraph(theme, stage.title, "label"))
        ends = who_ends(stage)
        told = self.tr("It ends when its work is done.")
        if ends:
            told = self.tr("To be ended by: {who}.").format(who=who(ends))
        column.addWidget(Paragraph(theme, " ".join((told, *standing.missing)), "caption", "text2"))
        layout = row(spacing=theme.px(8))
        layout.addLayout(column, 1)
        if any(BY_RECORDER[actor.value] & roles for actor in ends):
            end = self.buttons[stage.id] = Button(theme, self.tr("End it"), "secondary", "check")
            end.setAccessibleName(self.tr("End \u201c{stage}\u201d").format(stage=stage.title))
            end.clicked.connect(partial(self.ended.emit, stage.id))
            layout.addWidget(end)
        line.setLayout(layout)
        return line
