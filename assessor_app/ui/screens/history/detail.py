"""One change in full, beside the list: whole texts, the changed words marked, and the way back to it."""

from PySide6.QtCore import Signal

from assessor_app.domain.journal.clock import local
from assessor_app.domain.journal.history_entries import HistoryEntry
from assessor_app.domain.journal.merging import DELETED
from assessor_app.domain.words.wording import Run, changed_runs
from assessor_app.ui.dates import long_date, short_time
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.marked_text import MarkedText
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme


class HistoryDetail(ScrollingPage):
    """`restore_wanted` when the person wants this value again."""

    restore_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        px = theme.px
        self.title = Paragraph(theme, "", "card")
        self.who = Paragraph(theme, "", "caption", "text2")
        self.before_label = PlainLabel(self.tr("From"), "label")
        self.before = MarkedText(theme, "theirs")
        self.after_label = PlainLabel(self.tr("To"), "label")
        self.after = MarkedText(theme, "mine")
        self.restore = Button(theme, self.tr("Use this again"), icon="undo-2")
        self.restore.clicked.connect(self.restore_wanted)
        self.told = Paragraph(theme, "", "caption", "text2")
        self.column.setContentsMargins(px(14), px(14), px(14), px(14))
        self.column.setSpacing(px(8))
        for widget in (self.title, self.who, self.before_label, self.before, self.after_label, self.after):
            self.column.addWidget(widget)
        self.column.addSpacing(px(6))
        self.column.addWidget(self.restore)
        self.column.addWidget(self.told)
        self.column.addStretch(1)
        self.show_entry(None, editable=False)

    def show_entry(self, entry: HistoryEntry | None, editable: bool) -> None:
        """Show a change whole; nothing when none is chosen."""
        for widget in (self.before_label, self.before):
            widget.setVisible(entry is not None and bool(entry.before))
        for field in (self.after_label, self.after):
            field.setVisible(entry is not None and bool(entry.after))
        self.restore.setVisible(entry is not None and editable and bool(entry.entity) and not entry.current)
        if entry is None:
            self.title.set_words(self.tr("Choose a change to see it whole."))
            self.who.set_words("")
            self.told.set_words("")
            return
        at = local(entry.at)
        self.title.set_words(entry.title)
        self.who.set_words(f"{entry.who}, {long_date(at.date())} {short_time(at)}")
        self.before.show_runs(changed_runs(entry.after, entry.before) if entry.after else [Run(entry.before, False)])
        self.after.show_runs(changed_runs(entry.before, entry.after) if entry.before else [Run(entry.after, False)])
        deleted = entry.field.endswith(f"/{DELETED}")
        self.restore.setText(self.tr("Bring it back") if deleted else self.tr("Use this again"))
        self.told.set_words(self._remarks(entry))

    def _remarks(self, entry: HistoryEntry) -> str:
        words = []
        if entry.clock_ahead:
            words.append(self.tr("The clock of the computer that made this is more than a day ahead."))
        if entry.settled:
            words.append(self.tr("This settled a clash: its author had every version on screen."))
        if entry.current and entry.entity:
            words.append(self.tr("This is how it stands now."))
        return " ".join(words)
