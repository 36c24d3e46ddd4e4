"""Who heard the debrief."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import DebriefListener
from assessor_app.ui.dates import short_time
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.painted import Avatar, Icon
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme


class ListenerRow(QWidget):
    """One person: name, role, and whether they heard it. `heard` carries the new answer."""

    heard = Signal(bool)

    def __init__(self, theme: Theme, listener: DebriefListener, editable: bool) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Paragraph(theme, listener.name, "medium"))
        if listener.role:
            words.addWidget(Paragraph(theme, listener.role, "caption", "text2"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(7))
        line.addWidget(Avatar(theme, listener.name))
        line.addLayout(words, 1)
        if listener.heard_at:
            time = short_time(datetime.fromisoformat(listener.heard_at))
            heard = Button(theme, self.tr("Heard {time}").format(time=time), "link", "check")
            heard.setAccessibleName(
                self.tr("{name} heard it at {time}. Take it back").format(name=listener.name, time=time)
            )
            heard.setToolTip(self.tr("Take it back"))
            heard.clicked.connect(lambda: self.heard.emit(False))
            line.addWidget(heard if editable else _told(theme, time))
        elif editable:
            mark = Button(theme, self.tr("Mark heard"))
            mark.setAccessibleName(self.tr("Mark that {name} heard it").format(name=listener.name))
            mark.clicked.connect(lambda: self.heard.emit(True))
            line.addWidget(mark)


def _told(theme: Theme, time: str) -> QWidget:
    told = QWidget()
    line = QHBoxLayout(told)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(Icon(theme, "circle-check", "ok", 14))
    line.addWidget(PlainLabel(f"Heard {time}", "label", "ok"))
    return told


class Listeners(QWidget):
    """The people in the room, and a line to add one. added: name and role; heard: id and answer."""

    added = Signal(str, str)
    heard = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self.rows: list[ListenerRow] = []
        self.name, self.role = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name of somebody who hears it"))
        self.role.setPlaceholderText(self.tr("Role"))
        self.role.setAccessibleName(self.tr("Their role"))
        self.add = Button(theme, self.tr("Add person"), "link", "plus")
        for field in (self.name, self.role):
            field.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self._form = QWidget()
        fields = QHBoxLayout()
        fields.setSpacing(theme.px(6))
        fields.addWidget(self.name, 1)
        fields.addWidget(self.role, 1)
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.px(2))
        form.addLayout(fields)
        form.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(10))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(PlainLabel(self.tr("Who heard it"), "label"))
        column.addLayout(self._list)
        column.addWidget(self._form)

    def show_listeners(self, listeners: Sequence[DebriefListener], editable: bool) -> None:
        """Show these people."""
        self._form.setVisible(editable)
        if (tuple(listeners), editable) == self._shown:
            return
        self._shown = (tuple(listeners), editable)
        clear(self._list)
        self.rows = []
        for listener in listeners:
            row = ListenerRow(self._theme, listener, editable)
            row.heard.connect(lambda heard, who=listener.id: self.heard.emit(who, heard))
            self.rows.append(row)
            self._list.addWidget(row)
        buttons = [button for row in self.rows for button in row.findChildren(Button)]
        for before, after in pairwise([*buttons, self.name]):  # Tab would come to them last
            QWidget.setTabOrder(before, after)

    def _add(self) -> None:
        if self.name.text().strip():
            self.added.emit(self.name.text().strip(), self.role.text().strip())
            self.name.clear()
            self.role.clear()
            self.name.setFocus()
