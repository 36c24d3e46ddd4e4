"""The questions that a rubric file leaves open, each as the control that fits it."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from assessor_app.domain.scheme.rubric_exchange import Question
from assessor_app.ui.kit.cards import LabelledField
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.theme import Theme

COLUMNS = 2

Control = QComboBox | QListWidget | QLineEdit


class QuestionForm(QWidget):
    """`answered` when somebody has changed an answer. Controls stay while the questions are the same."""

    answered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[str, ...] = ()
        self.controls: dict[str, Control] = {}
        self._given: dict[str, tuple[str, ...]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(10))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def begin(self) -> None:
        """Another file: nothing is answered."""
        self._given.clear()
        self._shown = ()
        self.controls.clear()
        clear(self._grid)

    def show_questions(self, questions: tuple[Question, ...]) -> None:
        """Show these."""
        if tuple(question.code for question in questions) == self._shown:
            for question in questions:
                if question.code not in self._given:
                    _suggest(self.controls[question.code], question.suggested)
            return
        self._shown = tuple(question.code for question in questions)
        self.controls.clear()
        clear(self._grid)
        for number, question in enumerate(questions):
            control = self._control(question)
            self.controls[question.code] = control
            field = LabelledField(self._theme, question.words, control, self._hint(question))
            row, column = divmod(number, COLUMNS)
            self._grid.addWidget(field, row, column, Qt.AlignmentFlag.AlignTop)

    def answers(self) -> dict[str, tuple[str, ...]]:
        """What was changed by hand; the rest takes its suggestion."""
        return {code: values for code, values in self._given.items() if values}

    def _hint(self, question: Question) -> str:
        if question.choices or not question.several:
            return ""
        return self.tr("One after the other with commas, for example: Not yet, Partly, Fully")

    def _control(self, question: Question) -> Control:
        given = self._given.get(question.code, question.suggested)
        if not question.choices:
            line = QLineEdit(", ".join(given))
            line.editingFinished.connect(lambda: self._typed(question, line))
            return line
        if question.several:
            return self._list(question, given)
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)  # the list shows its words in full, however narrow the page is
        for choice in question.choices:
            box.addItem(choice.words, choice.value)
        box.setCurrentIndex(next((n for n, each in enumerate(question.choices) if each.value in given), -1))
        box.activated.connect(lambda: self._give(question.code, (str(box.currentData()),)))
        return box

    def _list(self, question: Question, given: tuple[str, ...]) -> QListWidget:
        listed = QListWidget()
        for choice in question.choices:
            item = QListWidgetItem(choice.words)
            item.setData(Qt.ItemDataRole.UserRole, choice.value)
            item.setCheckState(Qt.CheckState.Checked if choice.value in given else Qt.CheckState.Unchecked)
            listed.addItem(item)
        rows = min(listed.count(), 6)
        listed.setFixedHeight(self._theme.px(28 * rows + 12))
        listed.itemChanged.connect(lambda _item: self._give(question.code, _checked(listed)))
        return listed

    def _typed(self, question: Question, line: QLineEdit) -> None:
        parts = line.text().split(",") if question.several else [line.text()]
        values = tuple(part.strip() for part in parts if part.strip())
        if values != self._given.get(question.code, question.suggested):
            self._give(question.code, values)

    def _give(self, code: str, values: tuple[str, ...]) -> None:
        self._given[code] = values
        self.answered.emit()


def _suggest(control: Control, values: tuple[str, ...]) -> None:
    """Another answer has changed what is suggested here; the control stays, so that the focus does."""
    with QSignalBlocker(control):
        if isinstance(control, QComboBox):
            control.setCurrentIndex(control.findData(values[0]) if values else -1)
        elif isinstance(control, QListWidget):
            for item in (control.item(place) for place in range(control.count())):
                on = str(item.data(Qt.ItemDataRole.UserRole)) in values
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def _checked(listed: QListWidget) -> tuple[str, ...]:
    items = [listed.item(place) for place in range(listed.count())]
    return tuple(
        str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
    )
