"""Design tokens: the only place that holds a colour. Palette, style sheet and painted widgets read from here."""

from typing import NamedTuple


class Tokens(NamedTuple):
    """One theme. A name ending in `_soft` is the fill behind the ink of the same name; `on_x` is ink on `x`."""

    name: str
    dark: bool
    focus_width: int

    bg: str
    surface: str
    sunken: str
    raised: str
    hover: str
    selected: str
    chip: str

    line: str
    line_control: str

    text: str
    text2: str
    text3: str

    accent: str
    accent_fill: str
    accent_fill_hover: str
    on_accent: str
    accent_soft: str
    focus: str

    level: str
    level_track: str
    heat0: str
    heat1: str
    heat2: str
    heat3: str
    on_heat0: str
    on_heat1: str
    on_heat2: str
    on_heat3: str

    bronze: str
    bronze_soft: str
    silver: str
    silver_soft: str
    gold: str
    gold_soft: str

    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    danger_fill: str
    ok: str
    ok_soft: str

    mine: str
    mine_soft: str
    theirs: str
    theirs_soft: str

    shadow: str

    def colour(self, token: str) -> str:
        """The colour of a token named at run time ("#RRGGBB")."""
        value = getattr(self, token)
        if not isinstance(value, str):
            raise TypeError(f"{token} is not a colour")
        return value


LIGHT = Tokens(
    name="light",
    dark=False,
    focus_width=2,
    bg="#F5F5F3",
    surface="#FFFFFF",
    sunken="#EEEEEB",
    raised="#FFFFFF",
    hover="#F0F0ED",
    selected="#E9EBFA",
    chip="#E8E8E4",
    line="#E1E0DB",
    line_control="#8E8D88",
    text="#1B1C1F",
    text2="#4E5157",
    text3="#65686F",
    accent="#3B4CC0",
    accent_fill="#3B4CC0",
    accent_fill_hover="#3240A8",
    on_accent="#FFFFFF",
    accent_soft="#E9EBFA",
    focus="#3B4CC0",
    level="#0E6B62",
    level_track="#CFD6D4",
    heat0="#FFFFFF",
    heat1="#D3ECE7",
    heat2="#74BBAF",
    heat3="#0E6B62",
    on_heat0="#65686F",
    on_heat1="#123F3A",
    on_heat2="#06302B",
    on_heat3="#FFFFFF",
    bronze="#8A4814",
    bronze_soft="#F8E9DC",
    silver="#48515E",
    silver_soft="#E6EAEF",
    gold="#735400",
    gold_soft="#FBEFC8",
    warn="#854600",
    warn_soft="#FFF1D9",
    danger="#B3261E",
    danger_soft="#FCE9E7",
    danger_fill="#B3261E",
    ok="#17663A",
    ok_soft="#E2F3E8",
    mine="#3B4CC0",
    mine_soft="#E9EBFA",
    theirs="#8A3A86",
    theirs_soft="#F7E8F6",
    shadow="#1B1C1F",
)

DARK = Tokens(
    name="dark",
    dark=True,
    focus_width=2,
    bg="#131519",
    surface="#1B1E24",
    sunken="#0F1114",
    raised="#23272F",
    hover="#242830",
    selected="#2A3052",
    chip="#2A2F39",
    line="#2E333C",
    line_control="#737B88",
    text="#ECEDF0",
    text2="#B9BEC8",
    text3="#989FAB",
    accent="#A3AFFF",
    accent_fill="#5464DD",
    accent_fill_hover="#4453C8",
    on_accent="#FFFFFF",
    accent_soft="#2A3052",
    focus="#A3AFFF",
    level="#5FCBBB",
    level_track="#3D454D",
    heat0="#1B1E24",
    heat1="#1C433F",
    heat2="#2A776D",
    heat3="#86DED0",
    on_heat0="#989FAB",
    on_heat1="#CDEFE9",
    on_heat2="#FFFFFF",
    on_heat3="#06302B",
    bronze="#EBAC7C",
    bronze_soft="#3A2718",
    silver="#CDD5DF",
    silver_soft="#2F353E",
    gold="#F2CC50",
    gold_soft="#3A300F",
    warn="#F4BE6A",
    warn_soft="#3A2C12",
    danger="#FF9C92",
    danger_soft="#45201E",
    danger_fill="#C2362C",
    ok="#7ED6A0",
    ok_soft="#173524",
    mine="#A3AFFF",
    mine_soft="#2A3052",
    theirs="#E7A5E2",
    theirs_soft="#3C2440",
    shadow="#000000",
)

CONTRAST = Tokens(
    name="contrast",
    dark=True,
    focus_width=3,
    bg="#000000",
    surface="#000000",
    sunken="#000000",
    raised="#0A0A0A",
    hover="#1C1C1C",
    selected="#10305C",
    chip="#1F1F1F",
    line="#8C8C8C",
    line_control="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#D6D6D6",
    accent="#FFD60A",
    accent_fill="#FFD60A",
    accent_fill_hover="#FFE566",
    on_accent="#000000",
    accent_soft="#10305C",
    focus="#FFD60A",
    level="#5FF0DC",
    level_track="#4D4D4D",
    heat0="#000000",
    heat1="#123F3A",
    heat2="#2A776D",
    heat3="#86DED0",
    on_heat0="#D6D6D6",
    on_heat1="#CDEFE9",
    on_heat2="#FFFFFF",
    on_heat3="#06302B",
    bronze="#FFC79A",
    bronze_soft="#2A1808",
    silver="#E3E9F0",
    silver_soft="#22272E",
    gold="#FFE27A",
    gold_soft="#2B2206",
    warn="#FFC46B",
    warn_soft="#2B1D00",
    danger="#FFB3AB",
    danger_soft="#3A0F0C",
    danger_fill="#FFB3AB",
    ok="#8BF0B0",
    ok_soft="#0A2A17",
    mine="#FFD60A",
    mine_soft="#10305C",
    theirs="#F2B8EE",
    theirs_soft="#36183A",
    shadow="#000000",
)

TEXT_PAIRS = (
    *(("text", ground) for ground in ("surface", "bg", "sunken", "raised", "selected", "hover", "chip")),
    *(("text2", ground) for ground in ("surface", "bg", "sunken", "raised", "selected", "chip")),
    *(("text3", ground) for ground in ("surface", "bg", "sunken", "raised", "selected", "hover")),
    *(("accent", ground) for ground in ("surface", "bg", "sunken", "raised", "accent_soft")),
    *(("on_accent", ground) for ground in ("accent_fill", "accent_fill_hover", "danger_fill")),
    *(("level", ground) for ground in ("surface", "selected")),
    *((f"on_heat{step}", f"heat{step}") for step in range(4)),
    *((award, ground) for award in ("bronze", "silver", "gold") for ground in (f"{award}_soft", "surface")),
    *((status, ground) for status in ("warn", "danger", "ok") for ground in (f"{status}_soft", "surface")),
    *(("text", ground) for ground in ("warn_soft", "danger_soft", "ok_soft", "mine_soft", "theirs_soft")),
    *((side, f"{side}_soft") for side in ("mine", "theirs")),
)
"""Ink and ground that appear together in text: at least 4.5:1 (WCAG 2.2, 1.4.3)."""

SHAPE_PAIRS = (
    *(("line_control", ground) for ground in ("surface", "bg")),
    *(("focus", ground) for ground in ("surface", "bg", "selected")),
    *(("level", ground) for ground in ("surface", "bg", "selected")),
)
"""Borders and shapes that carry meaning: at least 3:1 (WCAG 2.2, 1.4.11)."""


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB" (WCAG 2.2 definition)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2 definition)."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)
