"""For whom the pages shown are, in which language, and by whose template: what a copy of the report depends on."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.domain.assessment.report import ReportCopies
from assessor_app.domain.scheme.visit import Reader
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.theme import Theme

WHOLE = ""
"""Stands for the whole report among the readers."""
NAMES = (("cy", "Cymraeg"), ("ga", "Gaeilge"), ("gd", "Gàidhlig"))
"""Languages of the home nations that an institution's name may be in, each in itself."""


class CopyPane(QWidget):
    """reader_chosen: a reader's id, or WHOLE; language_chosen, name_chosen: BCP 47; template_wanted: a file."""

    reader_chosen = Signal(str)
    language_chosen = Signal(str)
    name_chosen = Signal(str)
    template_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.reader = _chooser(self.tr("Copy for"))
        self.language = _chooser(self.tr("Language of the report"))
        self.name = _chooser(self.tr("The name is in"))
        self.template = Button(theme, self.tr("Choose a template"), "ghost", "file-pen")
        self.template.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.template.setToolTip(self.tr("The mark's logo, colours, order of sections and fixed words, from a file."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for box in (self.reader, self.language, self.name):
            label = PlainLabel(box.accessibleName(), "caption", "text2")
            label.setBuddy(box)
            column.addWidget(label)
            column.addWidget(box)
        column.addWidget(self.template)
        for box, chosen in (
            (self.reader, self.reader_chosen),
            (self.language, self.language_chosen),
            (self.name, self.name_chosen),
        ):
            box.activated.connect(lambda place, box=box, chosen=chosen: chosen.emit(str(box.itemData(place))))
        self.template.clicked.connect(self.template_wanted)

    def show_copies(self, copies: ReportCopies, reader: Reader | None, editable: bool) -> None:
        """What can be chosen, and what is. reader: whose copy is shown, None for the whole report."""
        readers = [(each.value, reader_words(each)) for each in copies.readers]
        languages = [(each.tag, _language_words(each.name, each.reviewed)) for each in copies.languages]
        whole = [(WHOLE, self.tr("Everybody: the whole report"))]
        _fill(self.reader, [*whole, *readers], reader.value if reader else WHOLE)
        _fill(self.language, languages, copies.language)
        _fill(self.name, [("", self.tr("English")), *NAMES], copies.name)
        self.language.setEnabled(editable)
        self.name.setEnabled(editable)


def copy_words(copies: ReportCopies, reader: Reader | None) -> str:
    """What is chosen, in a sentence: the language, and whose copy is shown."""
    names = {each.tag: _language_words(each.name, each.reviewed) for each in copies.languages}
    language = names.get(copies.language, copies.language)
    if reader is None:
        words = QCoreApplication.translate("CopyPane", "The whole report, in {language}.")
        return words.format(language=language)
    words = QCoreApplication.translate("CopyPane", "Shown: the copy for \u201c{reader}\u201d, in {language}. You sign "
                                       "the whole report.")  # fmt: skip
    return words.format(reader=reader_words(reader), language=language)


def reader_words(reader: Reader) -> str:
    """For whom a copy is."""
    return {
        Reader.INSTITUTION: QCoreApplication.translate("CopyPane", "Those who were assessed"),
        Reader.PANEL: QCoreApplication.translate("CopyPane", "Panel"),
        Reader.PUBLIC: QCoreApplication.translate("CopyPane", "The public"),
        Reader.TEACHING_SCHOOL: QCoreApplication.translate("CopyPane", "Teaching School application"),
    }[reader]


def _language_words(name: str, reviewed: bool) -> str:
    if reviewed:
        return name
    return QCoreApplication.translate("CopyPane", "{language} (not reviewed)").format(language=name)


def _chooser(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(1)  # the pane is narrow; the list that opens is as wide as its words
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    box.view().setTextElideMode(Qt.TextElideMode.ElideNone)
    return box


def _fill(box: QComboBox, choices: Sequence[tuple[str, str]], wanted: str) -> None:
    held = [(box.itemData(place), box.itemText(place)) for place in range(box.count())]
    if held != list(choices):
        box.clear()
        for key, words in choices:
            box.addItem(words, key)
    box.setCurrentIndex(max(box.findData(wanted), 0))
