"""Progress: where the assessment stands in its mark's stages, what is missing, and what is recorded on the way."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from assessor_app.domain.cycle import FormEntry
from assessor_app.domain.cycle_facts import form_rows
from assessor_app.domain.cycle_stages import StageStanding, present, stage_standings, still_missing, who_acts
from assessor_app.domain.scheme_forms import Form
from assessor_app.ui.commands import command
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.text_box import TextBox
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.ports import CyclePort
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.progress.form_card import FormCard
from assessor_app.ui.screens.progress.form_sheet import FormSheet
from assessor_app.ui.screens.progress.tracker import StageTracker
from assessor_app.ui.screens.tab import ScrollingPage, Tab
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class ProgressTab(Tab):
    """Built anew from the record each time it changes; what is being typed stays."""

    def __init__(self, theme: Theme, worker: Worker, opened: OpenAssessment, cycle: CyclePort) -> None:
        super().__init__()
        self._theme, self._worker, self._opened, self._cycle = theme, worker, opened, cycle
        self.tracker = StageTracker(theme)
        self.nav = self.tracker
        self.advice = TextBox(
            theme,
            self.tr("New advice"),
            self.tr("The verifier sees it"),
            self.tr("What you advise before the visit. It is kept apart from your judgement."),
        )
        self._page = ScrollingPage(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)
        px = theme.px
        self._page.column.setContentsMargins(px(24), px(20), px(24), px(24))
        self._page.column.setSpacing(px(14))
        self._now = Card(theme, padding=18, spacing=8)
        self._interests = Card(theme, padding=18, spacing=8)
        self._advice = Card(theme, padding=18, spacing=8)
        for card in (self._now, self._interests, self._advice):
            self._page.column.addWidget(card)
        self._forms = QVBoxLayout()
        self._forms.setSpacing(px(14))
        self._page.column.addLayout(self._forms)
        self._page.column.addStretch(1)
        self.advance_button: Button | None = None
        self.form_cards: list[FormCard] = []
        opened.changed.connect(self._stale)
        self._is_stale = True
        self.enter()

    def commands(self, owner: Screen) -> list[QAction]:
        steps = (("end-stage", self.tr("End this stage"), self.advance, ["Ctrl+Return"]),)
        return [command(owner, name, words, run, keys, "screen") for name, words, run, keys in steps]

    def enter(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self._show()

    def focus_first(self) -> None:
        (self.advance_button or self._page).setFocus()

    def unsaved_texts(self) -> list[str]:
        return [self.advice.text()] if self.advice.text().strip() else []

    def advance(self) -> None:
        """End the present stage."""
        self._do(lambda: self._cycle.stages.advance(self._opened.value.id), self.tr("The stage has ended."))

    def declare(self) -> None:
        """Declare that there is no conflict of interest."""
        assessment, stages = self._opened.value.id, self._cycle.stages
        self._do(lambda: stages.declare(assessment, False).result(), self.tr("Declared: no conflict of interest."))

    def advise(self) -> None:
        """Keep the advice that was typed."""
        words, assessment = self.advice.text(), self._opened.value.id
        self._do(
            lambda: self._cycle.stages.advise(assessment, words).result(),
            self.tr("Advice kept."),
            lambda: self.advice.show_text(""),
        )

    def edit_row(self, form: Form, entry: FormEntry | None) -> FormSheet:
        """Open a row of a form, or a new one, over the page."""
        sheet = FormSheet(self._theme, self.window(), self._opened.scheme, form, entry.values if entry else {})
        sheet.kept.connect(partial(self._keep_row, sheet, form, entry))
        sheet.open()
        return sheet

    def _keep_row(self, sheet: FormSheet, form: Form, entry: FormEntry | None, values: dict[str, str]) -> None:
        forms, assessment = self._cycle.forms, self._opened.value.id

        def keep() -> None:
            if entry is None:
                forms.add_row(assessment, form.id, {name: text for name, text in values.items() if text}).result()
                return
            forms.change_row(assessment, form.id, entry.row, values).result()

        def done(_nothing: object) -> None:
            sheet.close_sheet()
            self._changed(self.tr("Kept."))

        self._worker.run(keep, done, lambda error: sheet.refuse(told(self._worker, error)), owner=self)

    def _remove_row(self, form: Form, row_id: str) -> None:
        forms, assessment = self._cycle.forms, self._opened.value.id
        self._do(lambda: forms.remove_row(assessment, form.id, row_id).result(), self.tr("The row is taken away."))

    def _do(self, work: Callable[[], object], words: str, then: Callable[[], None] = lambda: None) -> None:
        def done(_result: object) -> None:
            then()
            self._changed(words)

        self._worker.run(work, done, lambda error: self._opened.said.emit(told(self._worker, error)), owner=self)

    def _changed(self, words: str) -> None:
        self._opened.said.emit(words)
        self._opened.saving.stored_now()
        self._opened.reload_wanted.emit()

    def _stale(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.enter()

    def _show(self) -> None:
        scheme, record = self._opened.scheme, self._opened.value
        standings = stage_standings(scheme, record, self._opened.facts())
        self.tracker.show_stages(scheme, standings)
        self._show_now(standings)
        self._show_interests()
        self._show_advice()
        _empty(self._forms)
        self.form_cards = []
        for form in scheme.forms:
            typed = record.cycle.entries_of(form.id)
            came = 0 if typed else len(form_rows(form, record))
            card = FormCard(self._theme, scheme, form, typed, came, self._opened.editable)
            card.edit_wanted.connect(partial(self.edit_row, form))
            card.remove_wanted.connect(partial(self._remove_row, form))
            self._forms.addWidget(card)
            self.form_cards.append(card)

    def _show_now(self, standings: tuple[StageStanding, ...]) -> None:
        scheme, theme, body = self._opened.scheme, self._theme, self._now.body
        _empty(body)
        now = present(standings)
        self.advance_button = None
        if now is None:
            body.addWidget(
                PlainLabel(self.tr("The cycle is complete") if standings else self.tr("No stages"), "heading")
            )
            words = self.tr("Nothing is waiting.") if standings else self.tr("This mark's edition names no stages.")
            body.addWidget(Paragraph(theme, words, "body", "text2"))
            return
        place = self.tr("{number} of {count}").format(number=standings.index(now) + 1, count=len(standings))
        acts = who_acts(scheme, now.stage.acts)
        caption = self.tr("{stage} {place}, {who} acts").format(
            stage=scheme.terms.stage.capitalize(), place=place, who=acts
        )
        body.addWidget(PlainLabel(caption, "caption", "text2"))
        body.addWidget(Paragraph(theme, now.stage.title, "title"))
        if now.stage.meaning:
            body.addWidget(Paragraph(theme, now.stage.meaning, "reading", "text2"))
        missing = still_missing(standings)
        if missing:
            body.addWidget(PlainLabel(self.tr("Still missing"), "label"))
        for words in missing:
            body.addWidget(Paragraph(theme, f"\u2022 {words}", "body"))
        self.advance_button = Button(theme, self.tr("End \u201c{stage}\u201d").format(stage=now.stage.title), "primary")
        self.advance_button.clicked.connect(self.advance)
        body.addLayout(row(self.advance_button, KeyHint("Ctrl+Return"), None, spacing=theme.px(8)))

    def _show_interests(self) -> None:
        theme, body, record = self._theme, self._interests.body, self._opened.value
        _empty(body)
        body.addWidget(PlainLabel(self.tr("Conflict of interest"), "card"))
        for each in record.cycle.interests:
            said = self.tr("a conflict: {reason}").format(reason=each.reason) if each.conflict else self.tr("none")
            words = self.tr("{name}, {day}: {said}").format(name=each.name, day=each.declared_on, said=said)
            body.addWidget(Paragraph(theme, words, "body"))
        if record.cycle.interest_of(self._opened.person) is None:
            words = self.tr("Declare that you have not worked for, been paid by or are related to anybody at {name}.")
            body.addWidget(Paragraph(theme, words.format(name=record.institution.name), "body", "text2"))
            button = Button(theme, self.tr("I have no conflict of interest"), "secondary", "shield-check")
            button.clicked.connect(self.declare)
            body.addLayout(row(button, None))

    def _show_advice(self) -> None:
        theme, body, record = self._theme, self._advice.body, self._opened.value
        self.advice.setParent(None)
        _empty(body)
        body.addWidget(PlainLabel(self.tr("Advice before the visit"), "card"))
        for each in record.cycle.advice:
            where = self._opened.scheme.strand(each.strand).title if each.strand else ""
            told_by = ", ".join(part for part in (each.given_on, each.given_by_name, where) if part)
            body.addWidget(Paragraph(theme, each.text, "reading"))
            body.addWidget(PlainLabel(told_by, "caption", "text3"))
        if record.ledger is not None or record.reports:
            if not record.cycle.advice:
                body.addWidget(Paragraph(theme, self.tr("None was given."), "body", "text3"))
            return
        body.addWidget(self.advice)
        self.advice.show()
        button = Button(theme, self.tr("Keep this advice"), "secondary", "lightbulb")
        button.clicked.connect(self.advise)
        body.addLayout(row(button, None))


def _empty(layout: QVBoxLayout) -> None:
    """Take everything out of a column, and away."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            while (part := inner.takeAt(0)) is not None:
                if (small := part.widget()) is not None:
                    small.hide()
                    small.deleteLater()
