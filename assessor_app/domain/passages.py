"""Passages in another language inside a text, as people mark them: "[cy: Ysgol Gyfun Bryn Hir]"."""

import re
from collections.abc import Iterator
from typing import Final

LANGUAGES: Final = (
    "cy", "en", "ga", "gd", "gv", "kw", "sco", "ar", "bn", "de", "es", "fa", "fr", "gu", "hi", "it", "ku", "la", "lt",
    "lv", "pa", "pl", "pt", "ro", "ru", "so", "ta", "tr", "uk", "ur", "yo", "zh",
)  # fmt: skip
"""Languages of the home nations first, then those that schools most often write home in (BCP 47)."""

_NAMES: Final = {"en": "English", "cy": "Welsh", "ga": "Irish", "gd": "Gaelic"}
_MARKED: Final = re.compile(rf"\[({'|'.join(LANGUAGES)}): ([^\[\]\n]+)\]")


def passages(text: str) -> Iterator[tuple[str, str]]:
    """The stretches of a text with their languages, "" for the text's own."""
    end = 0
    for found in _MARKED.finditer(text) if "[" in text else ():
        if found.start() > end:
            yield text[end : found.start()], ""
        yield found[2], found[1]
        end = found.end()
    if end < len(text):
        yield text[end:], ""


def plain(text: str) -> str:
    """The words without marks, for places that show one language only."""
    return _MARKED.sub(r"\2", text) if "[" in text else text


def told(text: str) -> str:
    """The same for a screen: a passage in another language says which, "Vision (English)"."""
    return _MARKED.sub(lambda found: f"{found[2]} ({_NAMES.get(found[1], found[1])})", text) if "[" in text else text


def marked(words: str, language: str) -> str:
    """Words as a passage in a language; brackets in them would end it, so they become round."""
    return f"[{language}: {words.strip().replace('[', '(').replace(']', ')')}]"


def same_language(one: str, other: str) -> bool:
    """True for "en" and "en-GB"."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()
