"""The action plan, beside the evidence it rests on: this one, and what became of the last."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.forms import Form, Purpose
from assessor_app.ui.kit.labels import PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.ports import CyclePort
from assessor_app.ui.screens.evidence.plan_item import PlanItemCard
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.progress.form_card import FormCard
from assessor_app.ui.screens.progress.form_keeping import FormKeeping
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


def plans_of(scheme: Scheme) -> tuple[Form, ...]:
    """The mark's forms for an action plan."""
    return tuple(form for form in scheme.forms if form.purpose is Purpose.ACTION_PLAN)


def uses_plan(opened: OpenAssessment) -> bool:
    """True when the mark uses an action plan, or one came over from the last cycle."""
    return bool(plans_of(opened.scheme) or opened.value.cycle.plan)


class PlanPage(QWidget):
    """Forms are shown anew when the record changes; what is typed about the last plan stays."""

    def __init__(self, theme: Theme, worker: Worker, opened: OpenAssessment, cycle: CyclePort) -> None:
        super().__init__()
        self._theme, self._worker, self._opened, self._renewals = theme, worker, opened, cycle.renewals
        self.keeping = FormKeeping(theme, worker, opened, cycle, self)
        self.keeping.kept.connect(self._changed)
        self.form_cards: list[FormCard] = []
        self.items: dict[str, PlanItemCard] = {}
        self._page = ScrollingPage(theme)
        column, px = QVBoxLayout(self), theme.px
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)
        self._page.column.setContentsMargins(px(24), px(14), px(24), px(24))
        self._page.column.setSpacing(px(14))
        self._forms, self._last = QVBoxLayout(), QVBoxLayout()
        for part in (self._forms, self._last):
            part.setSpacing(px(14))
            self._page.column.addLayout(part)
        self._page.column.addStretch(1)

    @property
    def has_plan(self) -> bool:
        """As `uses_plan`."""
        return uses_plan(self._opened)

    def refresh(self) -> None:
        """Show the snapshot as it is now."""
        clear(self._forms)
        self.form_cards = [self.keeping.card(form) for form in plans_of(self._opened.scheme)]
        for card in self.form_cards:
            self._forms.addWidget(card)
        self._show_last()

    def unsaved_texts(self) -> list[str]:
        """What was typed into a row or about the last plan and is not stored."""
        texts = [text for card in self.items.values() for text in card.unsaved_texts()]
        return [*texts, *self.keeping.unsaved_texts()]

    def hand_over(self) -> None:
        """Hand on what is being typed."""
        for card in self.items.values():
            for field in card.boxes:
                card.hand_over(field)

    def _show_last(self) -> None:
        scheme, record = self._opened.scheme, self._opened.value
        if list(self.items) != [item.id for item in record.cycle.plan]:
            self._make_items()
        levels = record.decided_levels()
        for item in record.cycle.plan:
            self.items[item.id].show_item(scheme, item, levels.get(item.strand), self._opened.editable)

    def _make_items(self) -> None:
        clear(self._last)
        self.items = {item.id: PlanItemCard(self._theme, item) for item in self._opened.value.cycle.plan}
        if self.items:
            self._last.addWidget(PlainLabel(self.tr("The last action plan"), "heading"))
            words = self.tr("What became of each item since the last visit, and how it is judged now.")
            self._last.addWidget(Paragraph(self._theme, words, "body", "text2"))
        for card in self.items.values():
            card.told.connect(self._tell)
            self._last.addWidget(card)

    def _tell(self, item: str, field: str, text: str) -> None:
        renewals, assessment = self._renewals, self._opened.value.id

        def refused(error: BaseException) -> None:
            if item in self.items:
                self.items[item].refuse(field)
            self._opened.said.emit(told(self._worker, error))

        self._worker.run(
            lambda: renewals.tell(assessment, item, field, text).result(),
            lambda _nothing: self._changed(""),
            refused,
            owner=self,
        )

    def _changed(self, words: str) -> None:
        if words:
            self._opened.said.emit(words)
        self._opened.saving.stored_now()
        self._opened.reload_wanted.emit()
