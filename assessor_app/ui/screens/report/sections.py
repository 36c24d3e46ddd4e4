"""The pane at the left: sections with their readiness, what to look at before signing, and versions."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.domain.assessment.assessment import SignedReport
from assessor_app.domain.assessment.report import ReportSection
from assessor_app.domain.problem import Severity
from assessor_app.domain.scheme.visit import ReportSection as PlannedSection
from assessor_app.ui.dates import short_date
from assessor_app.ui.kit.banner import Banner
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.painting import paint_current_row, paint_focus
from assessor_app.ui.kit.text_box import TextBox
from assessor_app.ui.kit.wrapped_text import paint_wrapped, wrapped_height
from assessor_app.ui.screen import Notice, NoticeKind
from assessor_app.ui.screens.report.copy_pane import CopyPane
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme
from assessor_app.ui.type_scale import TypeRole

WORDS_LEFT, WORDS_RIGHT = 33, 8
"""Room beside a row's words, in logical pixels at 100 %."""
DRAFT = 0
"""Stands for the draft among the versions."""

_MARKS = {
    None: ("circle-check", "ok", "ready"),
    Severity.NOTE: ("circle-check", "ok", "ready"),
    Severity.WARNING: ("circle-alert", "warn", "look at it"),
    Severity.ERROR: ("circle-x", "danger", "stops signing"),
}


class PlaceRow(QAbstractButton):
    """A row that leads somewhere: an icon, words, and whether it is where the person is."""

    def __init__(self, theme: Theme, words: str, icon: str, ink: str, spoken: str) -> None:
        super().__init__()
        self._theme, self._words, self._icon, self._ink = theme, words, icon, ink
        self.setCheckable(True)
        self.setAccessibleName(spoken)
        self.setToolTip(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def nextCheckState(self) -> None:
        """Stay as it is: the screen says where the person is."""

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._height("body", width) + self._theme.px(8)
        return round(max(height, self._theme.px(28)))

    def _height(self, role: TypeRole, width: int) -> float:
        room = width - self._theme.px(WORDS_LEFT + WORDS_RIGHT)
        return wrapped_height(self._words, self._theme.font(role), room, self._theme.line(role))

    def sizeHint(self) -> QSize:
        width = self._theme.px(200)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(100), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, box = self._theme, QPainter(self), QRectF(self.rect()).adjusted(0, 1, 0, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            paint_current_row(painter, box, theme)
        painter.drawPixmap(QPointF(box.left() + theme.px(10), box.top() + theme.px(6)),
                           theme.pixmap(self._icon, self._ink, 15))  # fmt: skip
        painter.setPen(theme.colour("text"))
        words = box.adjusted(theme.px(WORDS_LEFT), theme.px(4), -theme.px(WORDS_RIGHT), 0)
        fits = self._height("label", self.width()) <= self._height("body", self.width())  # rows keep their height
        font = theme.font("label" if self.isChecked() and fits else "body")
        paint_wrapped(painter, words, self._words, font, theme.line("body"))
        if self.hasFocus():
            paint_focus(painter, box, theme, theme.px(8))
        painter.end()


class ReportNav(ScrollingPage):
    """section_chosen: page number; strand_wanted: a strand to finish; version_chosen: a signed version, or DRAFT."""

    section_chosen = Signal(int)
    strand_wanted = Signal(str)
    version_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self.rows: list[PlaceRow] = []
        self._sections: tuple[ReportSection, ...] = ()
        self._ready = PlainLabel("", "caption", "text2").with_figures()
        self.summary = TextBox(
            theme,
            self.tr("Summary text"),
            "",
            self.tr("A few sentences."),
            (3, 8),
        )
        self.copy = CopyPane(theme)
        self.written: dict[str, TextBox] = {}
        self._written = QVBoxLayout()
        self._written.setSpacing(theme.px(10))
        self._list, self._before, self._versions = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Sections"), "caption-strong", "text2"), 1)
        head.addWidget(self._ready)
        for layout in (self._list, self._versions):
            layout.setSpacing(0)
        self._before.setSpacing(theme.px(6))
        px = theme.px
        self.column.setContentsMargins(px(10), px(14), px(10), px(14))
        self.column.setSpacing(px(10))
        self.column.addLayout(head)
        self.column.addWidget(self.summary)
        self.column.addLayout(self._written)
        self.column.addLayout(self._list)
        self.column.addLayout(self._before)
        self.column.addLayout(self._versions)
        self.column.addWidget(self.copy)
        self.column.addStretch(1)

    def plan_written(self, sections: Sequence[PlannedSection]) -> None:
        """The sections that people write themselves: a box each, told apart by their id."""
        for section in sections:
            box = self.written[section.id] = TextBox(self._theme, section.title, "", section.guidance, (2, 8))
            box.box.setToolTip(section.guidance)  # the hint shows only as much as has room
            box.box.setAccessibleDescription(section.guidance)
            self._written.addWidget(box)

    def show_sections(self, sections: Sequence[ReportSection], locked: bool) -> None:
        """Show the sections and, while it can be changed, what is missing."""
        self._sections = tuple(sections)
        clear(self._list)
        clear(self._before)
        ready = sum(1 for section in sections if section.severity in (None, Severity.NOTE))
        words = self.tr("{done} of {all} ready").format(done=ready, all=len(sections))
        self._ready.setText("" if locked else words)
        self.rows = []
        for section in sections:
            icon, ink, words = _MARKS[section.severity]
            row = PlaceRow(self._theme, section.title, icon, ink, f"{section.title}, {words}")
            row.clicked.connect(lambda _c=False, page=section.page: self.section_chosen.emit(page))
            self.rows.append(row)
            self._list.addWidget(row)
        told = [section for section in sections if section.message and not locked]
        if told:
            self._before.addWidget(PlainLabel(self.tr("Before you sign"), "caption-strong", "text2"))
        for section in told:
            self._before.addWidget(self._banner(section))

    def show_page(self, page: int) -> None:
        """Mark the section that a page belongs to."""
        current = max((place for place, each in enumerate(self._sections) if each.page <= page), default=-1)
        for place, row in enumerate(self.rows):
            row.setChecked(place == current)

    def show_versions(self, reports: Sequence[SignedReport], locked: bool, shown: int) -> None:
        """Show the signed versions, and the draft while there is one."""
        clear(self._versions)
        if not reports:
            return
        self._versions.addWidget(PlainLabel(self.tr("Versions"), "caption-strong", "text2"))
        rows = [(DRAFT, self.tr("Draft {version}").format(version=len(reports) + 1), "file-pen", "text2")]
        for report in reports:
            day = short_date(datetime.fromisoformat(report.signed_at).astimezone().date())
            words = self.tr("Version {version}, signed {day}").format(version=report.version, day=day)
            if report is not reports[-1]:
                words = self.tr("{version}, replaced").format(version=words)
            rows.append((report.version, words, "lock", "text2"))
        for version, words, icon, ink in rows[1:] if locked else rows:
            row = PlaceRow(self._theme, words, icon, ink, words)
            row.setChecked(version == shown)
            row.clicked.connect(lambda _c=False, wanted=version: self.version_chosen.emit(wanted))
            self._versions.addWidget(row)

    def _banner(self, section: ReportSection) -> QWidget:
        kind = NoticeKind.DANGER if section.severity is Severity.ERROR else NoticeKind.CONFLICT
        go = (lambda: self.strand_wanted.emit(section.strands[0])) if section.strands else None
        column = QWidget()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self._theme.px(2))
        lines.addWidget(Banner(self._theme, Notice(kind, section.message, "", icon="circle-alert")))
        if go is not None:
            button = Button(
                self._theme, self.tr("Go to them") if len(section.strands) > 1 else self.tr("Go to it"), "link"
            )
            button.setAccessibleName(f"{button.text()}: {section.message}")
            button.clicked.connect(go)
            lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return column
