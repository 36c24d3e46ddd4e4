"""Progress: where the assessment stands in its mark's stages, what is missing, and what is recorded on the way."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout

from assessor_app.domain.award.facts import FactValue
from assessor_app.domain.cycle.asked_facts import asked_facts
from assessor_app.domain.cycle.stages import StageStanding, present, stage_standings, still_missing, who_acts
from assessor_app.domain.people import Role
from assessor_app.domain.scheme.cycle import Actor
from assessor_app.domain.scheme.forms import Purpose
from assessor_app.ui.commands import command
from assessor_app.ui.dates import recorded_date
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import KeyHint, PlainLabel
from assessor_app.ui.kit.layouts import clear
from assessor_app.ui.kit.text_box import TextBox
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.ports import CyclePort
from assessor_app.ui.screen import Screen
from assessor_app.ui.screens.open_assessment import OpenAssessment
from assessor_app.ui.screens.pane_strip import FoldedStrip
from assessor_app.ui.screens.progress.commitments_card import CommitmentsCard
from assessor_app.ui.screens.progress.earlier_card import EarlierCard
from assessor_app.ui.screens.progress.facts_card import FactsCard
from assessor_app.ui.screens.progress.form_card import FormCard
from assessor_app.ui.screens.progress.form_keeping import FormKeeping
from assessor_app.ui.screens.progress.interests_card import InterestsCard
from assessor_app.ui.screens.progress.tracker import StageTracker
from assessor_app.ui.screens.tab import ScrollingPage, Tab
from assessor_app.ui.screens.telling import told
from assessor_app.ui.theme import Theme
from assessor_app.ui.worker import Worker


class ProgressTab(Tab):
    """Built anew from the record each time it changes; what is being typed stays."""

    def __init__(
        self, theme: Theme, worker: Worker, opened: OpenAssessment, cycle: CyclePort, roles: frozenset[Role]
    ) -> None:
        """roles: of the person, who records only what such a person may."""
        super().__init__()
        self._roles = roles
        self._theme, self._worker, self._opened, self._cycle = theme, worker, opened, cycle
        self.tracker = StageTracker(theme)
        self.nav, self.context_strip = self.tracker, FoldedStrip(theme, self.tr("Stages"), "")
        self.advice = TextBox(
            theme,
            self.tr("New advice"),
            self.tr("The verifier sees it"),
            self.tr("What you advise before the visit. It is kept apart from your judgement."),
        )
        self._put_together()
        self.advance_button: Button | None = None
        self.form_cards: list[FormCard] = []
        self.keeping = FormKeeping(theme, worker, opened, cycle, self)
        self.keeping.kept.connect(self._changed)
        opened.changed.connect(self._stale)
        self._is_stale = True
        self.enter()

    def _put_together(self) -> None:
        theme = self._theme
        self._page = ScrollingPage(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)
        px = theme.px
        self._page.column.setContentsMargins(px(24), px(20), px(24), px(24))
        self._page.column.setSpacing(px(14))
        self._now = Card(theme, padding=18, spacing=8)
        self.interests = InterestsCard(theme)
        self.interests.declared.connect(self.declare)
        self.facts = FactsCard(theme)
        self.facts.recorded.connect(self.record)
        self.commitments = CommitmentsCard(theme)
        self.commitments.signed.connect(self.sign)
        self._advice = Card(theme, padding=18, spacing=8)
        self.earlier = EarlierCard(theme)
        self.earlier.ended.connect(self.advance)
        for card in (self._now, self.earlier, self.interests, self.facts, self.commitments, self._advice):
            self._page.column.addWidget(card)
        self._forms = QVBoxLayout()
        self._forms.setSpacing(px(14))
        self._page.column.addLayout(self._forms)
        self._page.column.addStretch(1)

    def commands(self, owner: Screen) -> list[QAction]:
        steps = (
            ("end-stage", self.tr("End this stage"), self.advance, ["Ctrl+Return"]),
            ("end-earlier-stage", self.tr("Go to the stages that were left open"), self._go_to_earlier, ["Ctrl+E"]),
        )
        return [command(owner, name, words, run, keys, "screen") for name, words, run, keys in steps]

    def enter(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self._show()

    def focus_first(self) -> None:
        (self.advance_button or self._page).setFocus()

    def unsaved_texts(self) -> list[str]:
        typed = (self.advice.text(), self.interests.reason.text(), *self.facts.typed().values())
        return [*(text for text in typed if text.strip()), *self.keeping.unsaved_texts()]

    def advance(self, stage: str = "") -> None:
        """End the present stage, or an earlier one of this id that was left open."""
        assessment, stages = self._opened.value.id, self._cycle.stages
        self._do(lambda: stages.advance(assessment, stage=stage), self.tr("The stage has ended."))

    def _go_to_earlier(self) -> None:
        if not self.earlier.focus_first():
            self._opened.said.emit(self.tr("No earlier stage was left open."))

    def declare(self, conflict: bool, reason: str) -> None:
        """Declare whether there is a conflict of interest, and which."""
        assessment, stages = self._opened.value.id, self._cycle.stages
        words = (
            self.tr("Declared: a conflict of interest.") if conflict else self.tr("Declared: no conflict of interest.")
        )
        self._do(lambda: stages.declare(assessment, conflict, reason).result(), words)

    def record(self, fact: str, value: FactValue | None) -> None:
        """Record a fact of the cycle; None takes it back."""
        assessment, stages = self._opened.value.id, self._cycle.stages
        words = self.tr("Taken back.") if value is None else self.tr("Recorded.")
        self._do(
            lambda: stages.record(assessment, fact, value).result(),
            words,
            partial(self.facts.accept, fact),
            partial(self.facts.refuse, fact),
        )

    def sign(self, commitment: str, name: str) -> None:
        """Record that a commitment is signed."""
        assessment, stages = self._opened.value.id, self._cycle.stages
        self._do(lambda: stages.sign_commitment(assessment, commitment, name).result(), self.tr("Kept: it is signed."))

    def advise(self) -> None:
        """Keep the advice that was typed."""
        words, assessment = self.advice.text(), self._opened.value.id
        self._do(
            lambda: self._cycle.stages.advise(assessment, words).result(),
            self.tr("Advice kept."),
            lambda: self.advice.show_text(""),
        )

    def _do(
        self,
        work: Callable[[], object],
        words: str,
        then: Callable[[], None] = lambda: None,
        failed: Callable[[str], None] = lambda _sentence: None,
    ) -> None:
        def done(_result: object) -> None:
            then()
            self._changed(words)

        def refused(error: BaseException) -> None:
            sentence = told(self._worker, error)
            self._opened.said.emit(sentence)
            failed(sentence)

        self._worker.run(work, done, refused, owner=self)

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
        self.tracker.show_stages(scheme, standings, self._who)
        self._show_now(standings)
        self.earlier.show_stages(scheme, standings, self._who, self._roles if self._opened.editable else frozenset())
        self.interests.show_interests(record, self._opened.person)
        self.facts.show_facts(asked_facts(scheme, record), self._who, self._roles, self._opened.editable)
        self.commitments.show_commitments(scheme, record.cycle, self._opened.editable)
        self._show_advice()
        clear(self._forms)
        self.form_cards = []
        for form in scheme.forms:
            if form.purpose is not Purpose.ACTION_PLAN:  # that has a place beside the evidence
                card = self.keeping.card(form)
                self._forms.addWidget(card)
                self.form_cards.append(card)

    def _who(self, acts: Sequence[Actor]) -> str:
        """Who acts, by name where somebody of this visit does: a mark may call its assessor a verifier."""
        record, person = self._opened.value, self._opened.person
        lead = self.tr("you") if person == record.lead else record.lead_name
        verifier = self.tr("you") if person == record.verifier else record.verifier_name
        return who_acts(self._opened.scheme, acts, lead, verifier)

    def _show_now(self, standings: tuple[StageStanding, ...]) -> None:
        scheme, theme, body = self._opened.scheme, self._theme, self._now.body
        clear(body)
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
        acts = self._who(now.stage.acts)
        words = (
            self.tr("{stage} {place}, {who} acts")
            if len(now.stage.acts) == 1
            else self.tr("{stage} {place}, {who} act")
        )
        caption = words.format(stage=scheme.terms.stage.capitalize(), place=place, who=acts)
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
        self.advance_button.clicked.connect(lambda: self.advance())
        body.addLayout(row(self.advance_button, KeyHint("Ctrl+Return"), None, spacing=theme.px(8)))

    def _show_advice(self) -> None:
        theme, body, record = self._theme, self._advice.body, self._opened.value
        self.advice.setParent(None)
        clear(body)
        body.addWidget(PlainLabel(self.tr("Advice before the visit"), "card"))
        for each in record.cycle.advice:
            where = self._opened.scheme.strand(each.strand).title if each.strand else ""
            told_by = ", ".join(part for part in (recorded_date(each.given_on), each.given_by_name, where) if part)
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
