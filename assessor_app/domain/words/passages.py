"""Passages in another language inside a text, as people mark them: "[cy: Ysgol Gyfun Bryn Hir]"; and texts that are
in another language as a whole."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

LANGUAGES: Final = (
    "cy", "en", "ga", "gd", "gv", "kw", "sco", "ar", "bn", "de", "es", "fa", "fr", "gu", "hi", "it", "ku", "la", "lt",
    "lv", "pa", "pl", "pt", "ro", "ru", "so", "ta", "tr", "uk", "ur", "yo", "zh",
)  # fmt: skip
"""Languages of the home nations first, then those that schools most often write home in (BCP 47)."""

_NAMES: Final = {"en": "English", "cy": "Welsh", "ga": "Irish", "gd": "Gaelic"}
_MARKED: Final = re.compile(rf"\[({'|'.join(LANGUAGES)}): ([^\[\]\n]+)\]")
_LINE: Final = re.compile(r"\S(?:.*\S)?")


class InLanguage(str):
    """A text in another language than what it stands in, as a name of a mark that is not translated. It is the plain
    words to whoever compares or measures it, and becomes a marked passage where it is written into a sentence, but for
    a language that is none of `LANGUAGES`: nobody would read its mark back."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, words: str, language: str) -> "InLanguage":
        """language: BCP 47; only its first part is kept, as in marks."""
        made = super().__new__(cls, words)
        made.language = language.partition("-")[0]
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # what copies of it are made from
        return str(self), self.language

    def __format__(self, form: str) -> str:
        return format("".join(_marked_inside(words, language) for words, language in passages(self)), form)

    def lower(self) -> str:
        """In small letters, and in the same language."""
        return InLanguage(super().lower(), self.language)


def passages(text: str) -> Iterator[tuple[str, str]]:
    """The stretches of a text with their languages, "" for the text's own."""
    if not isinstance(text, InLanguage):
        yield from _stretches(text)
        return
    told = ((words, language or text.language) for words, language in _stretches(str(text)))
    for language, group in groupby(told, lambda stretch: stretch[1]):
        yield "".join(words for words, _ in group), language


def _stretches(text: str) -> Iterator[tuple[str, str]]:
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
    return _MARKED.sub(r"\2", text) if "[" in text else str(text)


def language_of(text: str) -> str:
    """The language of a text that is in another one as a whole; "" for any other."""
    return text.language if isinstance(text, InLanguage) else ""


def told(text: str) -> str:
    """The same for a screen: a passage in another language says which, "Vision (English)"."""
    text = f"{text}"
    return _MARKED.sub(lambda found: f"{found[2]} ({_NAMES.get(found[1], found[1])})", text) if "[" in text else text


def first_letter(words: str, change: Callable[[str], str]) -> str:
    """The words with their first letter changed, inside the passage that they begin with."""
    if isinstance(words, InLanguage):
        return InLanguage(first_letter(str(words), change), words.language)
    found = _MARKED.match(words)
    start = found.start(2) if found else 0
    return f"{words[:start]}{change(words[start : start + 1])}{words[start + 1 :]}"


def marked(words: str, language: str) -> str:
    """Words as a passage in a language; brackets in them would end it, so they become round."""
    return f"[{language}: {words.strip().replace('[', '(').replace(']', ')')}]"


def parted(text: str, place: int) -> tuple[str, str]:
    """The text before and from a place; a passage that goes on is marked on both sides."""
    found = next((each for each in _MARKED.finditer(text) if each.start() < place < each.end()), None)
    if found is None:
        return text[:place], text[place:]
    before, after = text[found.start(2) : place].strip(), text[max(place, found.start(2)) : found.end(2)].strip()
    opening = f"{text[: found.start()]}{marked(before, found[1])}" if before else text[: found.start()]
    return opening, f"{marked(after, found[1])}{text[found.end() :]}" if after else text[found.end() :]


def _marked_inside(words: str, language: str) -> str:
    """Every line as a passage, with the spaces around it left outside."""
    if language not in LANGUAGES:
        return words
    return "\n".join(_LINE.sub(lambda found: marked(found[0], language), line) for line in words.split("\n"))


def same_language(one: str, other: str) -> bool:
    """True for "en" and "en-GB"."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()
