"""The looks in which every screen is pictured."""

from dataclasses import dataclass

THEMES = ("light", "dark", "contrast")
SIZES = ((1366, 768, 100), (960, 600, 100), (1366, 768, 150))
"""Width and height of the window, and the text size in per cent."""
LARGE = ((960, 600, 150), (1366, 768, 200))
"""The tightest: looked at in one theme, since themes differ in colour alone."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One look."""

    theme: str
    width: int
    height: int
    text_percent: int

    @property
    def name(self) -> str:
        """As it stands in a file's name, "dark-1366x768-150"."""
        return f"{self.theme}-{self.width}x{self.height}-{self.text_percent}"

    @staticmethod
    def named(name: str) -> "Variant":
        """The look of that name."""
        return next(variant for variant in VARIANTS if variant.name == name)


VARIANTS = (
    *(Variant(theme, *size) for size in SIZES for theme in THEMES),
    *(Variant(THEMES[0], *size) for size in LARGE),
)
