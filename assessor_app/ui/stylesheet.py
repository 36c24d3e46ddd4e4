"""The one style sheet: leaf controls only. Everything with a shape of its own is painted by the kit."""

from collections.abc import Callable

from assessor_app.ui.tokens import Tokens
from assessor_app.ui.type_scale import TYPE_SCALE

Px = Callable[[float], int]

INKS = ("text", "text2", "text3", "accent", "warn", "danger", "ok", "gold", "silver", "bronze", "level", "on_accent")


def style_sheet(tokens: Tokens, px: Px, images: str, control: int) -> str:
    """Style sheet for one theme and text size.

    images: address of the folder of control pictures; control: height of a control in logical pixels at 100 %
    (32 compact, 44 comfortable).
    """
    return "\n".join(
        (
            _labels(tokens, px),
            _frames(tokens, px),
            _buttons(tokens, px, control),
            _fields(tokens, px, images, control),
            _choices(px, images),
            _views(tokens, px, images),
            _rest(tokens, px),
        )
    )


def _labels(t: Tokens, px: Px) -> str:
    inks = "\n".join(f'QLabel[ink="{ink}"] {{ color: {t.colour(ink)}; }}' for ink in INKS)
    roles = "\n".join(
        f'QLabel[type="{role}"] {{ font-size: {px(style.size)}px; font-weight: {style.weight}; }}'
        for role, style in TYPE_SCALE.items()
    )
    return f"""
QLabel {{ background: transparent; }}
{inks}
{roles}
QLabel[copied="true"] {{ border: {t.focus_width}px solid transparent; border-radius: {px(6)}px; }}
QLabel[copied="true"]:focus {{ border-color: {t.focus}; }}
QLabel[keyhint="true"] {{ color: {t.text2}; background: {t.surface}; border: 1px solid {t.line_control};
  border-radius: {px(4)}px; padding: 0 {px(4)}px; font-size: {px(11)}px; font-weight: 500; min-height: {px(16)}px; }}
"""


def _frames(t: Tokens, px: Px) -> str:
    return f"""
QFrame[card="true"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {px(10)}px; }}
QFrame[pane="true"] {{ background: {t.surface}; border: none; }}
QFrame[well="true"] {{ background: {t.sunken}; border: none; border-radius: {px(8)}px; }}
QFrame[rule="true"] {{ background: {t.line}; border: none; }}
QScrollArea, QScrollArea > QWidget#qt_scrollarea_viewport, QWidget[page="true"] {{ background: transparent;
  border: none; }}
"""


def _buttons(t: Tokens, px: Px, control: int) -> str:
    inner = px(control) - 2
    focus = t.focus_width
    return f"""
QPushButton, QToolButton {{ font-size: {px(13)}px; font-weight: 500; color: {t.text}; }}
QPushButton, QToolButton, QCheckBox, QRadioButton, QComboBox, QTabBar {{ outline: 0; }}
QPushButton {{ background: {t.surface}; border: 1px solid {t.line_control}; border-radius: {px(6)}px;
  padding: 0 {px(12)}px; min-height: {inner}px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.selected}; }}
QPushButton:focus {{ border: {focus}px solid {t.focus}; padding: 0 {px(12) - focus + 1}px;
  min-height: {inner - 2 * focus + 2}px; }}
QPushButton:disabled {{ color: {t.text3}; background: {t.sunken}; border: 1px solid {t.line}; }}
QPushButton[kind="primary"] {{ color: {t.on_accent}; background: {t.accent_fill}; border-color: {t.accent_fill};
  font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ background: {t.accent_fill_hover}; border-color: {t.accent_fill_hover}; }}
QPushButton[kind="danger"] {{ color: {t.on_accent}; background: {t.danger_fill}; border-color: {t.danger_fill};
  font-weight: 600; }}
QPushButton[kind="primary"]:focus, QPushButton[kind="danger"]:focus {{ border: {focus}px solid {t.text}; }}
QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled {{ color: {t.text3};
  background: {t.sunken}; border-color: {t.line}; }}
QPushButton[kind="soft"] {{ color: {t.accent}; background: {t.accent_soft}; border-color: {t.accent_soft}; }}
QPushButton[kind="soft"]:focus {{ border: {focus}px solid {t.focus}; }}
QPushButton[kind="ghost"], QPushButton[kind="link"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="ghost"] {{ color: {t.text2}; }}
QPushButton[kind="link"] {{ color: {t.accent}; padding: 0 {px(4)}px; min-height: {px(24)}px; }}
QPushButton[kind="ghost"]:hover {{ background: {t.hover}; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="ghost"]:focus {{ border: {focus}px solid {t.focus}; }}
QPushButton[kind="link"]:focus {{ border: {focus}px solid {t.focus}; padding: 0 {max(px(4) - focus + 1, 0)}px;
  min-height: {px(24) - 2 * focus + 2}px; }}
QPushButton[kind="search"] {{ background: {t.sunken}; border-color: {t.line}; min-height: {px(28)}px; }}
QPushButton[kind="search"]:hover {{ background: {t.hover}; }}
QPushButton[kind="search"]:focus {{ border: {focus}px solid {t.focus}; min-height: {px(28) - 2 * focus + 2}px; }}
QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: {px(6)}px;
  min-width: {px(24)}px; min-height: {px(24)}px; padding: {px(2)}px; }}
QToolButton[ink="text2"] {{ color: {t.text2}; font-weight: 400; }}
QToolButton[ink="danger"] {{ color: {t.danger}; font-weight: 600; }}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:focus {{ border: {focus}px solid {t.focus}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
"""


def _fields(t: Tokens, px: Px, images: str, control: int) -> str:
    inner = px(control) - 2
    lines = "QLineEdit, QComboBox, QAbstractSpinBox"
    focused = "QLineEdit:focus, QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus"
    thin, thick = px(10), px(10) - t.focus_width + 1
    return f"""
QLineEdit, QTextEdit, QPlainTextEdit {{ placeholder-text-color: {t.text3}; }}
{lines} {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line_control}; border-radius: {px(6)}px;
  padding: 0 {thin}px; min-height: {inner}px; selection-background-color: {t.accent_fill};
  selection-color: {t.on_accent}; }}
{focused} {{ border: {t.focus_width}px solid {t.focus}; padding: 0 {thick}px;
  min-height: {inner - 2 * t.focus_width + 2}px; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {t.text3}; background: {t.sunken}; border-color: {t.line}; }}
QLineEdit[wrong="true"] {{ border: 2px solid {t.danger}; padding: 0 {px(10) - 1}px; min-height: {inner - 2}px; }}
QTextEdit, QPlainTextEdit {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line_control};
  border-radius: {px(6)}px; padding: {px(6)}px {px(9)}px; selection-background-color: {t.accent_fill};
  selection-color: {t.on_accent}; }}
QTextEdit:focus, QPlainTextEdit:focus {{ border: {t.focus_width}px solid {t.focus};
  padding: {px(6) - t.focus_width + 1}px {px(9) - t.focus_width + 1}px; }}
QTextEdit[bare="true"], QTextEdit[bare="true"]:focus {{ border: none; background: transparent;
  padding: {px(6) + 1}px {px(2)}px; }}
QTextEdit[readonly="true"] {{ border: 1px solid transparent; background: transparent; padding: {px(6)}px 0; }}
QComboBox::drop-down {{ border: none; width: {px(26)}px; }}
QComboBox::down-arrow {{ image: url({images}/down.svg); width: {px(16)}px; height: {px(16)}px; }}
QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.line_control}; padding: 4px; outline: 0;
  selection-background-color: {t.selected}; selection-color: {t.text}; }}
QComboBox QAbstractItemView::item {{ min-height: {px(28)}px; padding: 0 {px(6)}px; }}
QAbstractSpinBox::up-button {{ border: none; width: {px(24)}px; subcontrol-position: top right; }}
QAbstractSpinBox::down-button {{ border: none; width: {px(24)}px; subcontrol-position: bottom right; }}
QAbstractSpinBox::up-arrow {{ image: url({images}/up.svg); width: {px(12)}px; height: {px(12)}px; }}
QAbstractSpinBox::down-arrow {{ image: url({images}/down.svg); width: {px(12)}px; height: {px(12)}px; }}
"""


def _choices(px: Px, images: str) -> str:
    rules = [
        f"QCheckBox, QRadioButton {{ spacing: {px(6)}px; min-height: {px(26)}px; background: transparent; }}",
        f"QCheckBox::indicator, QRadioButton::indicator {{ width: {px(24)}px; height: {px(24)}px; }}",
    ]
    # The sub-control comes first: with `QCheckBox:focus::indicator` Qt paints the picture over the label.
    for widget, kind in (("QCheckBox", "check"), ("QRadioButton", "radio")):
        for state, name in (("unchecked", "off"), ("checked", "on"), ("indeterminate", "part")):
            if (kind, name) == ("radio", "part"):
                continue
            for pseudo, suffix in (("", ""), (":focus", "-focus"), (":disabled", "-disabled")):
                picture = f"url({images}/{kind}-{name}{suffix}.svg)"
                rules.append(f"{widget}::indicator:{state}{pseudo} {{ image: {picture}; }}")
    return "\n".join(rules)


def _views(t: Tokens, px: Px, images: str) -> str:
    return f"""
QAbstractItemView {{ outline: 0; }}
QTreeView, QListView, QTableView {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line};
  border-radius: {px(8)}px; padding: {px(4)}px; show-decoration-selected: 1; }}
QTreeView:focus, QListView:focus, QTableView:focus {{ border: {t.focus_width}px solid {t.focus};
  padding: {px(4) - t.focus_width + 1}px; }}
QListView[plain="true"], QListView[plain="true"]:focus, QTreeView[plain="true"], QTreeView[plain="true"]:focus {{
  background: transparent; border: none; padding: 0; }}
QTreeView::item, QListView::item {{ min-height: {px(28)}px; border: none; }}
QTreeView::item:hover, QListView::item:hover {{ background: {t.hover}; }}
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected, QTreeView::branch:selected {{
  background: {t.selected}; color: {t.text}; }}
QTreeView::branch:has-children:closed {{ image: url({images}/right.svg); }}
QTreeView::branch:has-children:open {{ image: url({images}/down.svg); }}
QHeaderView {{ background: {t.surface}; border: none; }}
QHeaderView::section {{ background: {t.surface}; color: {t.text2}; border: none; border-bottom: 1px solid {t.line};
  padding: {px(6)}px; font-weight: 600; }}
"""


def _rest(t: Tokens, px: Px) -> str:
    return f"""
QMenu {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line_control}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(24)}px {px(6)}px {px(10)}px; border-radius: {px(4)}px; }}
QMenu::item:selected {{ background: {t.selected}; }}
QMenu::item:disabled {{ color: {t.text3}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {px(4)}px {px(6)}px; }}
QTabBar {{ background: transparent; qproperty-drawBase: 0; font-size: {px(13)}px; font-weight: 500; }}
QTabBar::tab {{ background: transparent; color: {t.text2}; border: none; border-bottom: 2px solid transparent;
  padding: 0 {px(4)}px; margin: 0 {px(10)}px 0 {px(4)}px; height: {px(50)}px; }}
QTabBar[steps="true"]::tab {{ margin: 0 {px(38)}px 0 {px(4)}px; }}
QTabBar[steps="true"]::tab:last {{ margin: 0 {px(4)}px 0 {px(4)}px; }}
QTabBar::tab:selected {{ color: {t.text}; border-bottom: 2px solid {t.accent}; }}
QTabBar[steps="true"]::tab:selected {{ border-bottom: 2px solid transparent; font-weight: 600; }}
QTabBar::tab:hover {{ color: {t.text}; }}
QTabBar::tab:focus {{ background: {t.accent_soft}; }}
QMenuBar {{ background: {t.surface}; color: {t.text}; border-bottom: 1px solid {t.line}; }}
QMenuBar::item {{ padding: {px(5)}px {px(10)}px; background: transparent; border-radius: {px(4)}px; }}
QMenuBar::item:selected {{ background: {t.selected}; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line_control}; padding: {px(4)}px; }}
QProgressBar {{ background: {t.level_track}; border: none; border-radius: {px(3)}px; min-height: {px(6)}px;
  max-height: {px(6)}px; color: transparent; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {px(3)}px; }}
QSlider:horizontal {{ min-height: {px(24)}px; background: transparent; }}
QSlider::groove:horizontal {{ height: {px(4)}px; border-radius: {px(2)}px; background: {t.level_track}; }}
QSlider::sub-page:horizontal {{ height: {px(4)}px; border-radius: {px(2)}px; background: {t.accent}; }}
QSlider::handle:horizontal {{ width: {px(16)}px; height: {px(16)}px; margin: -{px(7)}px 0;
  border-radius: {(px(16) + 4) // 2}px;  background: {t.raised}; border: 2px solid {t.accent}; }}
QSlider::handle:horizontal:focus {{ background: {t.accent_soft}; border: 3px solid {t.focus}; }}
QSplitter::handle {{ background: {t.line}; }}
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {t.line_control}; min-height: {px(28)}px; border-radius: {px(3)}px;
  margin: {px(2)}px {px(3)}px; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {t.line_control}; min-width: {px(28)}px; border-radius: {px(3)}px;
  margin: {px(3)}px {px(2)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
