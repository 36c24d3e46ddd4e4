"""The page of one case: what the panel sees, who is there, what is noted, and what is decided."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from assessor_app.domain.award.panel import OpenStrand, PanelCase
from assessor_app.domain.cycle.cycle import DECLINED, DEFERRED
from assessor_app.domain.words.phrases import capital, day_words, short_day_words
from assessor_app.ui.enumerating import in_words
from assessor_app.ui.kit.buttons import Button
from assessor_app.ui.kit.cards import Card, row
from assessor_app.ui.kit.labels import PlainLabel, rule
from assessor_app.ui.kit.painted import AWARD_INKS, Medal
from assessor_app.ui.kit.text_box import TextBox
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.screens.office.parts import FactRows, empty_out, heading
from assessor_app.ui.screens.panels.decision import DecisionCard
from assessor_app.ui.screens.panels.members import Members
from assessor_app.ui.screens.panels.words import recommended_words, standing_words
from assessor_app.ui.screens.tab import ScrollingPage
from assessor_app.ui.theme import Theme


class CasePage:
    """Puts the parts of a case on a page. The boxes stay; what only tells is made anew for every case.

    go: goes to a place with an argument.
    """

    def __init__(self, theme: Theme, page: ScrollingPage, go: Callable[[str, str], object]) -> None:
        self._theme, self._page, self._go = theme, page, go
        self.members, self.decision = Members(theme), DecisionCard(theme)
        self.notes = TextBox(
            theme,
            page.tr("Notes of the discussion"),
            page.tr("Stays in the office"),
            page.tr("What was asked, and what was answered."),
            lines=(3, 12),
        )
        self._shown = ""

    def show(self, case: PanelCase, notes: str, reason: str, hide_notes: bool) -> None:
        """Show a case. notes: what stands in the box; hide_notes: others look at the screen too."""
        column = self._page.column
        for box in (self.members, self.decision, self.notes):
            column.removeWidget(box)
            box.setParent(self._page.page)
        empty_out(column)
        for widget in self._told(case):
            column.addWidget(widget)
        fixed = case.line.final
        self.members.show_members(case.members, case.barred, fixed)
        self.notes.show_text(notes)
        for box, wanted in ((self.members, True), (self.notes, not hide_notes), (self.decision, not fixed)):
            column.addWidget(box)
            box.setVisible(wanted)
        if self._shown != case.line.assessment or fixed:
            self.decision.show_choices(case.choices, reason)
        self._shown = case.line.assessment
        column.addStretch(1)

    def _told(self, case: PanelCase) -> list[QWidget]:
        line, theme, tr = case.line, self._theme, self._page.tr
        award = "" if line.to_judge else line.recommended.casefold()
        medal = Medal(theme, award if award in AWARD_INKS else "", 44)
        medal.setAccessibleName(line.recommended if line.recommended and not line.to_judge else recommended_words(line))
        under = tr("Led by {name}").format(name=case.lead_name) if case.lead_name else ""
        told: list[QWidget] = [heading(theme, f"{line.mark} \u00b7 {case.reference}", line.institution, under, medal)]
        told += [self._decided(case)] if line.decided else []
        told += [self._missing(line.missing)] if line.missing else []
        told.append(FactRows(theme, tr("What the panel sees"), self._facts(case)))
        told.append(self._read(case))
        told += [self._open(case.open)] if case.open else []
        return told

    def _facts(self, case: PanelCase) -> list[tuple[str, str]]:
        line, tr = case.line, self._page.tr
        report = tr("Version {number}, signed").format(number=case.report) if case.report else tr("Not signed yet")
        return [
            (tr("Recommendation"), standing_words(line, case.gap)),
            (tr("Second mark"), case.second),
            (tr("Report"), report),
            (tr("Panel"), day_words(line.panel_on) if line.panel_on else ""),
        ]

    def _read(self, case: PanelCase) -> QWidget:
        box, tr = QWidget(), self._page.tr
        report = Button(self._theme, tr("Read the report"), "secondary", "file-text")
        report.clicked.connect(lambda: self._go("assessment/report", case.line.assessment))
        marks = Button(self._theme, tr("Look at both marks"), "secondary", "scale")
        marks.clicked.connect(lambda: self._go("verify", case.line.assessment))
        marks.setVisible(bool(case.verifier_name))
        box.setLayout(row(report, marks, None))
        return box

    def _missing(self, missing: tuple[str, ...]) -> QWidget:
        card = Card(self._theme, padding=14, spacing=4)
        card.body.addWidget(PlainLabel(self._page.tr("Not ready for the panel yet"), "label", "warn"))
        for sentence in missing:
            card.body.addWidget(Paragraph(self._theme, sentence, "body"))
        return card

    def _decided(self, case: PanelCase) -> QWidget:
        card, tr = Card(self._theme, padding=14, spacing=6), self._page.tr
        for decision in reversed(case.decisions):
            words = {choice.id: choice.words for choice in case.choices}.get(decision.outcome, decision.outcome)
            day = short_day_words(date.fromisoformat(decision.decided_on))
            said = tr("{what}, decided on {day} by {members}.").format(
                what=words, day=day, members=in_words(decision.members)
            )
            if decision.conflicts:
                said += " " + tr("Left for a conflict of interest: {names}.").format(names=in_words(decision.conflicts))
            if decision.reason:
                said += " " + decision.reason
            card.body.addWidget(Paragraph(self._theme, said, "reading"))
        if case.line.final and case.decisions[-1].outcome not in (DEFERRED, DECLINED):
            go = Button(self._theme, tr("Go to the award"), "secondary", "award")
            go.clicked.connect(lambda: self._go("awards", case.line.assessment))
            card.body.addLayout(row(go, None))
        return card

    def _open(self, strands: tuple[OpenStrand, ...]) -> QWidget:
        card, tr = Card(self._theme, padding=16, spacing=6), self._page.tr
        words = (
            tr("1 disagreement is left to the panel")
            if len(strands) == 1
            else tr("{count} disagreements are left to the panel").format(count=len(strands))
        )
        card.body.addWidget(PlainLabel(words, "label", wrap=True))
        for place, each in enumerate(strands):
            if place:
                card.body.addWidget(rule())
            card.body.addWidget(Paragraph(self._theme, each.title, "label"))
            for who, level, reason in (
                (tr("Assessor"), each.assessor, each.assessor_reason),
                (tr("Second mark"), each.verifier, each.verifier_reason),
            ):
                card.body.addWidget(
                    Paragraph(self._theme, f"{who}: {level}. {capital(reason)}".strip(), "body", "text2")
                )
        return card
