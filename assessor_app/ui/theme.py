"""The look of the program: one object that holds tokens, fonts, icons and text size, and says when they change."""

from pathlib import Path

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip

from assessor_app.settings import Settings
from assessor_app.ui.control_images import write_control_images
from assessor_app.ui.fonts import add_shipped_fonts, system_family, tabular
from assessor_app.ui.icons import Icons
from assessor_app.ui.stylesheet import style_sheet
from assessor_app.ui.tokens import CONTRAST, DARK, LIGHT, Tokens
from assessor_app.ui.type_scale import TYPE_SCALE, TypeRole


def palette_of(tokens: Tokens) -> QPalette:
    """Palette for Fusion from tokens."""
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.bg,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.danger,
        role.Highlight: tokens.accent_fill,
        role.HighlightedText: tokens.on_accent,
        role.PlaceholderText: tokens.text3,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Mid: tokens.line_control,
        role.Dark: tokens.line_control,
        role.Light: tokens.surface,
        role.Midlight: tokens.line,
        role.Shadow: tokens.shadow,
        role.Accent: tokens.accent,
    }
    for colour_role, colour in colours.items():
        palette.setColor(colour_role, QColor(colour))
    for colour_role in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(tokens.text3))
    return palette


class Theme(QObject):
    """What painted widgets read. `changed` says that colours, fonts or sizes are different now: repaint."""

    changed = Signal()
    focus_changed = Signal(object, object)
    """The widget that had the keyboard, and the one that has it now (None for none)."""
    text_shown = Signal(object)
    """A growing text is on show: whoever looks after spelling looks after it from now on."""

    def __init__(
        self, app: QApplication, settings: Settings, resources: Path, cache: Path, dressed: bool = True
    ) -> None:
        """app: made with `window.FUSION`; resources: folder of the shipped files; cache: writable folder for generated
        pictures. dressed: False leaves the style sheet to `dress`, once the first window is built."""
        super().__init__(app)
        self._app = app
        self._cache = cache
        self._icons = Icons(resources / "icons")
        self._hints = app.styleHints()  # kept: a temporary one is deleted under its own accessibility()
        self.settings = settings
        self.tokens = LIGHT
        self._dressed = dressed
        self._shipped_family = add_shipped_fonts(resources / "fonts")
        self._hints.colorSchemeChanged.connect(self._follow_system)
        app.focusChanged.connect(self.focus_changed.emit)
        self._wear()

    def apply(self, settings: Settings) -> None:
        """Wear these settings from now on."""
        self.settings = settings
        self._icons.clear()
        self._wear()
        self.changed.emit()

    def px(self, size: float) -> int:
        """Logical pixels at the current text size for a size given at 100 %."""
        return round(size * self.scale)

    @property
    def scale(self) -> float:
        """Text size as a factor, 0.9 to 2.0."""
        return self.settings.scale

    @property
    def control(self) -> int:
        """Height of a control in logical pixels at 100 %."""
        return 44 if self.settings.comfortable else 32

    def colour(self, token: str) -> QColor:
        """The colour of a token now."""
        return QColor(self.tokens.colour(token))

    def font(self, role: TypeRole, figures: bool = False) -> QFont:
        """The font of a role at the current text size; `figures` asks for figures of one width."""
        style = TYPE_SCALE[role]
        font = QFont(self._app.font())
        font.setPixelSize(self.px(style.size))
        font.setWeight(QFont.Weight(style.weight))
        return tabular(font) if figures else font

    def line(self, role: TypeRole) -> int:
        """Line height of a role in logical pixels at the current text size."""
        return self.px(TYPE_SCALE[role].line)

    def pixmap(self, name: str, ink: str, size: float) -> QPixmap:
        """An icon in the ink of a token; `size` in logical pixels at 100 %."""
        return self._icons.pixmap(name, self.tokens.colour(ink), self.px(size), self._app.devicePixelRatio())

    def icon(self, name: str, ink: str = "text2", size: float = 16, gap: float = 0) -> QIcon:
        """A QIcon in the ink of a token. `gap` leaves room beside it, to its left when negative."""
        colour, ratio = self.tokens.colour(ink), self._app.devicePixelRatio()
        return self._icons.icon(name, colour, self.tokens.text3, self.px(size), ratio, self.px(gap))

    def _follow_system(self) -> None:
        if self.settings.theme == "system":
            self.apply(self.settings)

    def _tokens(self) -> Tokens:
        chosen = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}.get(self.settings.theme)
        if chosen:
            return chosen
        if self._hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _wear(self) -> None:
        self.tokens = self._tokens()
        font = QFont(system_family() if self.settings.system_font else self._shipped_family or system_family())
        font.setPixelSize(self.px(TYPE_SCALE["body"].size))
        if font.family() == self._shipped_family:
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self._app.setFont(font)
        palette = palette_of(self.tokens)
        self._app.setPalette(palette)
        QToolTip.setPalette(palette)
        if self._dressed:
            self.dress()

    def dress(self) -> None:
        """Put the style sheet on: after the first window is built and before it is shown, so that each widget is
        looked at once."""
        self._dressed = True
        QDir.setSearchPaths("theme", [str(self._cache)])
        images = "theme:" + write_control_images(self.tokens, self._cache)
        self._app.setStyleSheet(style_sheet(self.tokens, self.px, images, self.control))
