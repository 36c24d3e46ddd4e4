"""One object decides how everything looks, and everything follows it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from assessor_app.paths import resources
from assessor_app.settings import Settings
from assessor_app.ui.control_images import control_images, write_control_images
from assessor_app.ui.icons import Icons, svg
from assessor_app.ui.theme import Theme
from assessor_app.ui.tokens import CONTRAST, DARK, LIGHT

ICONS = resources() / "icons"


def test_a_change_of_theme_reaches_palette_and_style_sheet(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.apply(Settings(theme="dark"))
    assert theme.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.bg
    assert DARK.accent_fill in qapp.styleSheet()
    assert LIGHT.surface not in qapp.styleSheet().replace(LIGHT.on_accent, "", 0).split("QLabel", 1)[0]


def test_more_contrast_is_a_theme_of_its_own(theme: Theme) -> None:
    theme.apply(Settings(theme="contrast"))
    assert theme.tokens is CONTRAST
    assert theme.tokens.focus_width == 3


@pytest.mark.parametrize(("percent", "size"), [(100, 13), (150, 20), (200, 26), (500, 26), (10, 12)])
def test_text_size_scales_between_its_limits(theme: Theme, percent: int, size: int) -> None:
    theme.apply(Settings(theme="light", text_percent=percent))
    assert theme.font("body").pixelSize() == size
    assert theme.px(13) == size


def test_words_are_set_in_inter(theme: Theme) -> None:
    assert QFontInfo(theme.font("heading")).family() == "Inter"
    assert theme.font("heading").weight() == 600


def test_the_system_font_can_be_chosen(theme: Theme) -> None:
    theme.apply(Settings(theme="light", system_font=True))
    assert theme.font("body").family() != "Inter"


def test_comfortable_controls_are_forty_four_high(theme: Theme, qtbot: QtBot) -> None:
    from assessor_app.ui.kit.buttons import Button

    theme.apply(Settings(theme="light", comfortable=True))
    button = Button(theme, "Next strand")
    qtbot.addWidget(button)
    button.show()
    assert button.height() >= 44


def test_control_pictures_are_written_once_and_named_by_content(tmp_path: Path) -> None:
    first = write_control_images(LIGHT, tmp_path)
    marker = tmp_path / first / "check-on.svg"
    marker.write_text("kept", encoding="utf-8")
    assert write_control_images(LIGHT, tmp_path) == first
    assert marker.read_text(encoding="utf-8") == "kept"
    assert write_control_images(DARK, tmp_path) != first


def test_a_half_written_folder_of_pictures_is_written_again(tmp_path: Path) -> None:
    name = write_control_images(LIGHT, tmp_path)
    (tmp_path / name / "complete").unlink()
    (tmp_path / name / "down.svg").write_text("", encoding="utf-8")
    write_control_images(LIGHT, tmp_path)
    assert (tmp_path / name / "down.svg").read_text(encoding="utf-8") == control_images(LIGHT)["down.svg"]


def test_every_check_box_state_looks_different() -> None:
    images = control_images(DARK)
    assert len(set(images.values())) == len(images)


def test_an_unchecked_box_can_be_seen_in_the_dark(theme: Theme, qtbot: QtBot) -> None:
    theme.apply(Settings(theme="dark"))
    box = QCheckBox("Private")
    qtbot.addWidget(box)
    box.show()
    picture = box.grab().toImage()
    colours = {picture.pixelColor(x, y).name().upper() for x in range(30) for y in range(picture.height())}
    assert DARK.line_control in colours


def test_icons_take_the_colour_and_the_stroke_that_suits_their_size() -> None:
    small, large = svg(ICONS, "flag", "#123456", 13).decode(), svg(ICONS, "flag", "#123456", 16).decode()
    assert "#123456" in small
    assert "currentColor" not in small
    assert 'stroke-width="2"' in small
    assert 'stroke-width="1.75"' in large


def test_an_icon_is_drawn_once_per_colour(qapp: QApplication) -> None:
    icons = Icons(ICONS)
    first = icons.pixmap("flag", LIGHT.warn, 16)
    assert icons.pixmap("flag", LIGHT.warn, 16).cacheKey() == first.cacheKey()
    assert icons.pixmap("flag", DARK.warn, 16).cacheKey() != first.cacheKey()
    icons.clear()
    assert icons.pixmap("flag", LIGHT.warn, 16).cacheKey() != first.cacheKey()


def test_an_icon_has_a_disabled_look(theme: Theme) -> None:
    icon = theme.icon("flag", "warn", 16)
    normal = icon.pixmap(16, 16, QIcon.Mode.Normal).toImage()
    assert normal != icon.pixmap(16, 16, QIcon.Mode.Disabled).toImage()


def test_every_icon_named_in_the_program_is_shipped() -> None:
    import re

    import assessor_app.ui

    shipped = {file.stem for file in ICONS.glob("*.svg")}
    folder = Path(assessor_app.ui.__file__).parent
    pattern = re.compile(
        r"(?:pixmap|icon|set_icon|Icon|IconButton|RoundIcon|Empty)\((?:self\._?theme, |theme, )?\"([a-z0-9-]+)\""
    )
    named = {name for file in folder.rglob("*.py") for name in pattern.findall(file.read_text(encoding="utf-8"))}
    assert named
    assert named - shipped == set()


def test_the_licence_travels_with_the_icons() -> None:
    text = (ICONS / "LICENSE").read_text(encoding="utf-8")
    assert "ISC License" in text
    assert "MIT" in text
