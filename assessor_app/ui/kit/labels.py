"""Words on screen: always plain text, so that what people type is never read as markup."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from assessor_app.ui.fonts import tabular
from assessor_app.ui.type_scale import TypeRole


class PlainLabel(QLabel):
    """A label that never interprets markup. `type_role` and `ink` are names of the type scale and the tokens."""

    def __init__(
        self,
        text: str = "",
        type_role: TypeRole = "body",
        ink: str = "text",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", type_role)
        self.setProperty("ink", ink)
        self.setText(text)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def set_ink(self, ink: str) -> None:
        """Change the ink."""
        if self.property("ink") != ink:
            self.setProperty("ink", ink)
            restyle(self)

    def with_figures(self) -> "PlainLabel":
        """Use figures of one width, so that counts do not jump."""
        self.setFont(tabular(self.font()))
        return self

    def to_be_copied(self) -> "PlainLabel":
        """Let its words be chosen and copied, by the keyboard too; it shows when it has the keyboard."""
        by_hand = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(by_hand)
        self.setProperty("copied", "true")
        return self


class KeyHint(QLabel):
    """A key as a small cap: KeyHint("Ctrl+K")."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("keyhint", "true")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_keys(keys)

    def set_keys(self, keys: str) -> None:
        """Show other keys."""
        self.setText(key_words(keys))


_ARROWS = {"Up": "\u2191", "Down": "\u2193", "Left": "\u2190", "Right": "\u2192", "Return": "Enter"}


def key_words(keys: str) -> str:
    """Keys as people read them on this system: "Ctrl K", with arrows as arrows."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
    return " ".join(_ARROWS.get(part, part) for part in native.split("+"))


def rule(vertical: bool = False, parent: QWidget | None = None) -> QFrame:
    """A decorative line of one pixel."""
    line = QFrame(parent)
    line.setProperty("rule", "true")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a property that has changed. Before its first showing a widget has not been looked at,
    and asking for its style would load all of QStyle at the start."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
