"""The type scale: role -> size in pixels at 100 %, weight, line height."""

from typing import Literal, NamedTuple

TypeRole = Literal[
    "presented-title",
    "presented",
    "display",
    "title",
    "heading",
    "card",
    "capture",
    "reading",
    "body",
    "medium",
    "label",
    "caption",
    "caption-medium",
    "caption-strong",
    "tiny",
]


class TypeStyle(NamedTuple):
    """Size and line height in logical pixels at 100 %; weight as in CSS."""

    size: int
    weight: int
    line: int


TYPE_SCALE: dict[TypeRole, TypeStyle] = {
    "presented-title": TypeStyle(36, 600, 46),
    "presented": TypeStyle(28, 400, 38),
    "display": TypeStyle(24, 600, 30),
    "title": TypeStyle(20, 600, 26),
    "heading": TypeStyle(16, 600, 22),
    "card": TypeStyle(14, 600, 20),
    "capture": TypeStyle(16, 400, 22),
    "reading": TypeStyle(14, 400, 20),
    "body": TypeStyle(13, 400, 18),
    "medium": TypeStyle(13, 500, 18),
    "label": TypeStyle(13, 600, 18),
    "caption": TypeStyle(12, 400, 16),
    "caption-medium": TypeStyle(12, 500, 16),
    "caption-strong": TypeStyle(12, 600, 16),
    "tiny": TypeStyle(11, 500, 14),
}
