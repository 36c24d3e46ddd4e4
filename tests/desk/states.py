"""Words of the accessibility bus: states in the order of their bits, and short names for roles."""

from collections.abc import Sequence

STATES = (
    "invalid",
    "active",
    "armed",
    "busy",
    "checked",
    "collapsed",
    "defunct",
    "editable",
    "enabled",
    "expandable",
    "expanded",
    "focusable",
    "focused",
    "has_tooltip",
    "horizontal",
    "iconified",
    "modal",
    "multi_line",
    "multiselectable",
    "opaque",
    "pressed",
    "resizable",
    "selectable",
    "selected",
    "sensitive",
    "showing",
    "single_line",
    "stale",
    "transient",
    "vertical",
    "visible",
    "manages_descendants",
    "indeterminate",
    "required",
    "truncated",
    "animated",
    "invalid_entry",
    "supports_autocompletion",
    "selectable_text",
    "is_default",
    "visited",
    "checkable",
    "has_popup",
    "read_only",
)

ROLES = {
    "button": ("push button", "button", "toggle button", "button menu", "push button menu"),
    "check": ("check box",),
    "radio": ("radio button",),
    "combo": ("combo box",),
    "edit": ("text", "password text", "entry", "paragraph"),
    "spin": ("spin box", "spin button"),
    "tab": ("page tab",),
    "menu": ("menu item", "check menu item", "radio menu item", "menu", "check box menu item"),
    "window": ("frame", "window", "dialog", "alert", "alert message"),
    "item": ("list item", "table cell", "tree item", "cell"),
}
"""Short names; any role name that a program gives works too."""

CONTROLS = frozenset(
    role for short in ("button", "check", "radio", "combo", "edit", "spin", "tab") for role in ROLES[short]
) | {"slider", "table", "tree", "list", "tree table"}
"""Roles of what a person operates, which must have a name."""


def states_in(words: Sequence[int] | None) -> frozenset[str]:
    """The names of the states in the two 32 bit words of an answer; an object that is gone is "defunct"."""
    if not words:
        return frozenset({"defunct"})
    bits = words[0] | (words[1] << 32 if len(words) > 1 else 0)
    return frozenset(name for at, name in enumerate(STATES) if bits >> at & 1)
