"""An item of the last action plan: what was planned, what became of it, and the judgement now."""

from PySide6.QtCore import Signal

from assessor_app.domain.cycle.cycle import PlanItem
from assessor_app.domain.scheme.edition import NOT_ENOUGH, Scheme
from assessor_app.ui.dates import recorded_date
from assessor_app.ui.kit.cards import Card
from assessor_app.ui.kit.text_box import TextBox
from assessor_app.ui.kit.wrapped_text import Paragraph
from assessor_app.ui.theme import Theme


class PlanItemCard(Card):
    """`told` carries the item's id, "half_way" or "impact", and the words, when their box is left."""

    told = Signal(str, str, str)

    def __init__(self, theme: Theme, item: PlanItem) -> None:
        super().__init__(theme, padding=18, spacing=8)
        self._item = item
        self._sent: dict[str, str] = {}
        self._head = Paragraph(theme, "", "card")
        self._planned = Paragraph(theme, "", "body", "text2")
        self._now = Paragraph(theme, "", "label")
        self.boxes = {
            "half_way": TextBox(theme, self.tr("Half-way note"), self.tr("Goes in the report")),
            "impact": TextBox(theme, self.tr("Evidence of impact"), self.tr("Goes in the report")),
        }
        for widget in (self._head, self._planned, self._now, *self.boxes.values()):
            self.body.addWidget(widget)
        for field, box in self.boxes.items():
            box.left.connect(lambda field=field: self.hand_over(field))

    def show_item(self, scheme: Scheme, item: PlanItem, level: str | None, editable: bool) -> None:
        """Show the item as it is now; words that differ from what was stored before are still being typed."""
        typed = {field: box.text() for field, box in self.boxes.items() if box.text() != getattr(self._item, field)}
        self._item = item
        self._sent = {field: text for field, text in self._sent.items() if text != getattr(item, field)}
        self._head.set_words(f"{item.code} {item.text}".strip())
        parts = (item.lead, recorded_date(item.due), item.success)
        self._planned.set_words(" \u00b7 ".join(part for part in parts if part))
        self._now.set_words(self._judged(scheme, level))
        for field, box in self.boxes.items():
            box.show_text(typed.get(field, getattr(item, field)))
            box.set_locked(not editable)

    def unsaved_texts(self) -> list[str]:
        """What was typed and is not stored."""
        return [box.text() for field, box in self.boxes.items() if box.text().strip() != getattr(self._item, field)]

    def hand_over(self, field: str) -> None:
        """Hand a text on when it is another than the stored one, and not on its way already."""
        text = self.boxes[field].text().strip()
        if text not in (getattr(self._item, field), self._sent.get(field)):
            self._sent[field] = text
            self.told.emit(self._item.id, field, text)

    def refuse(self, field: str) -> None:
        """What was handed on was refused: what stands in the box may be handed on again."""
        self._sent.pop(field, None)

    def _judged(self, scheme: Scheme, level: str | None) -> str:
        names = {each.id: each.name for each in scheme.all_levels} | {NOT_ENOUGH: self.tr("not enough evidence yet")}
        known = {strand.id: f"{strand.number} {strand.title}" for strand in scheme.strands}
        where = known.get(self._item.strand, "")
        if not where:
            return ""
        judged = names.get(level or "", self.tr("not judged yet"))
        return self.tr("Now, {strand}: {level}").format(strand=where, level=judged)
