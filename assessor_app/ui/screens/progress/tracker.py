"""The stages of the cycle, one under the other: done, open, now, ahead."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from assessor_app.domain.cycle.stages import Place, StageStanding
from assessor_app.domain.scheme.cycle import Actor
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.ui.dates import recorded_date
from assessor_app.ui.kit.cards import Pane, row
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme

Who = Callable[[Sequence[Actor]], str]
"""Says who acts, in words."""
LOOKS = {
    Place.DONE: ("circle-check", "ok"),
    Place.LEFT_OUT: ("circle-minus", "text3"),
    Place.OPEN: ("circle-alert", "warn"),
    Place.NOW: ("arrow-right", "accent"),
    Place.AHEAD: ("circle-dashed", "text3"),
}
"""Icon and ink of each place."""


class StageTracker(Pane):
    """A list to look at: what can be done about a stage stands on the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(self.tr("Stages"))
        self._scroll = ScrollingPage(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        px = theme.px
        self._scroll.column.setContentsMargins(px(14), px(14), px(14), px(14))
        self._scroll.column.setSpacing(px(10))
        self.rows: list[StageRow] = []

    def show_stages(self, scheme: Scheme, standings: Sequence[StageStanding], who: Who) -> None:
        """Show these stages in place of the ones before."""
        column = self._scroll.column
        while (item := column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        heading = scheme.terms.stages.capitalize()
        column.addWidget(PlainLabel(heading, "caption-strong", "text2"))
        self.rows = [StageRow(self._theme, each, who) for each in standings]
        for each in self.rows:
            column.addWidget(each)
        column.addStretch(1)


class StageRow(QWidget):
    """One stage: an icon, its title, and who acts or when it ended."""

    def __init__(self, theme: Theme, standing: StageStanding, who: Who) -> None:
        super().__init__()
        name, ink = LOOKS[standing.place]
        icon = QLabel()
        icon.setPixmap(theme.pixmap(name, ink, 16))
        icon.setFixedWidth(theme.px(22))
        words = QVBoxLayout()
        words.setSpacing(0)
        now = standing.place is Place.NOW
        words.addWidget(Paragraph(theme, standing.stage.title, "label" if now else "body", "text" if now else "text2"))
        detail = self._detail(standing, who)
        words.addWidget(Paragraph(theme, detail, "caption", "warn" if standing.place is Place.OPEN else "text3"))
        line = row(spacing=theme.px(4))
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.setLayout(line)
        self.setAccessibleName(f"{standing.stage.title}, {standing.place.value}, {detail}")

    def _detail(self, standing: StageStanding, who: Who) -> str:
        if standing.ended is not None:
            return self.tr("{day}, {who}").format(
                day=recorded_date(standing.ended.done_on), who=standing.ended.recorded_by
            )
        if standing.place is Place.DONE:
            return self.tr("done")
        if standing.place is Place.OPEN:
            return self.tr("not recorded")
        acts = who(standing.stage.acts)
        return self.tr("now: {who}").format(who=acts) if standing.place is Place.NOW else acts
