"""Colours can be told apart by everybody, in every theme."""

import re
from pathlib import Path

import pytest

import assessor_app.ui
from assessor_app.ui.tokens import CONTRAST, DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS, Tokens, contrast, luminance

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)


@THEMES
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_has_four_and_a_half_to_one(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(tokens.colour(ink), tokens.colour(ground)) >= 4.5


@THEMES
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes_have_three_to_one(tokens: Tokens, shape: str, ground: str) -> None:
    assert contrast(tokens.colour(shape), tokens.colour(ground)) >= 3


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


@THEMES
def test_levels_stay_in_order_of_lightness(tokens: Tokens) -> None:
    ramp = [luminance(tokens.colour(f"heat{step}")) for step in range(1, 4)]
    assert ramp in (sorted(ramp), sorted(ramp, reverse=True))


@THEMES
def test_every_colour_is_six_digits(tokens: Tokens) -> None:
    colours = [getattr(tokens, name) for name in Tokens._fields if name not in ("name", "dark", "focus_width")]
    assert [colour for colour in colours if not re.fullmatch(r"#[0-9A-F]{6}", colour)] == []


def test_a_token_that_is_no_colour_is_refused() -> None:
    with pytest.raises(TypeError):
        LIGHT.colour("dark")


def test_no_other_module_of_the_window_holds_a_colour() -> None:
    folder = Path(assessor_app.ui.__file__).parent
    found = [
        f"{file.relative_to(folder)}: {colour}"
        for file in folder.rglob("*.py")
        if file.name != "tokens.py"
        for colour in re.findall(r"\"#[0-9A-Fa-f]{3,8}\"", file.read_text(encoding="utf-8"))
    ]
    assert found == []
