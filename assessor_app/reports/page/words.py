"""The fixed words of a document: one catalogue a language, chosen by the document and by nothing of the computer."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Final

from assessor_app.domain.assessment.report import ENGLISH, ReportLanguage
from assessor_app.domain.words.passages import InLanguage
from assessor_app.domain.words.passages import same_language as same_language
from assessor_app.errors import WrongUse
from assessor_app.paths import resources
from assessor_app.reports.page.text import OWN_LANGUAGE, Bold, Part, Phrase


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words a document is being written with. texts: by key; language: BCP 47."""

    language: str
    texts: Mapping[str, str]


@contextmanager
def speaking(language: str, own: Mapping[str, str] | None = None) -> Iterator[None]:
    """Write with the words of a language; own: texts of the mark's template that take their place. What a catalogue
    does not have is said in English. Raises WrongUse for a language that there is no catalogue of.

    The words are kept with the thread's context: hundreds of small functions say something, and none chooses how.
    """
    texts = {**catalogue(ENGLISH), **catalogue(language), **(own or {})}
    token, before = _SPOKEN.set(Spoken(language, texts)), OWN_LANGUAGE.set(language.partition("-")[0])
    try:
        yield
    finally:
        OWN_LANGUAGE.reset(before)
        _SPOKEN.reset(token)


def say(key: str, **values: object) -> str:
    """A fixed text with its places filled in."""
    text = spoken().texts[key]
    return text.format_map(values) if values else text


def say_count(key: str, count: int, **values: object) -> str:
    """The text for one or for many, of a key that has both; `count` is one of its places."""
    return say(f"{key}.{'one' if count == 1 else 'many'}", count=count, **values)


def phrase(key: str, **values: Phrase) -> list[Part]:
    """A fixed text with emphasis or links in its places."""
    parts: list[Part] = []
    for before, place, _, _ in Formatter().parse(spoken().texts[key]):
        parts += [before] if before else []
        value = values[place] if place else ""
        parts += [value] if isinstance(value, str) else list(value)
    return [part for part in parts if part]


def spoken() -> Spoken:
    """The words in use; English where no document says otherwise."""
    return _SPOKEN.get() or Spoken(ENGLISH, catalogue(ENGLISH))


def in_english(words: str) -> str:
    """Words that the program has in English only: in another report they are marked as English."""
    return words if same_language(spoken().language, ENGLISH) else InLanguage(words, ENGLISH)


def day(on: date) -> str:
    """ "22 November 2026" in the document's language."""
    return say("days.long", day=on.day, month=say("days.months").split()[on.month - 1], year=on.year)


def short_day(on: date) -> str:
    """ "22 Nov 2026" in the document's language."""
    return say("days.long", day=on.day, month=say("days.short").split()[on.month - 1], year=on.year)


def listed(words: Sequence[str], last: str = "lists.and") -> str:
    """ "A, B and C". last: the key of the word before the last one."""
    return words[0] if len(words) == 1 else f"{', '.join(f'{each}' for each in words[:-1])} {say(last)} {words[-1]}"


def is_reviewed(language: str) -> bool:
    """False while nobody who speaks the language has looked through its fixed words."""
    return all(each.reviewed for each in languages() if each.tag == language)


def bold(words: str) -> Phrase:
    """A value for `phrase`."""
    return [Bold(words)]


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The texts of a language by key, "strand.saw". Raises WrongUse for one that the program does not have."""
    return dict(_flat(_read(language)))


@cache
def languages() -> tuple[ReportLanguage, ...]:
    """Every language that documents can be written in, English first."""
    tags = sorted((file.stem for file in _FOLDER.glob("*.toml")), key=lambda tag: (tag != ENGLISH, tag))
    return tuple(ReportLanguage(tag, **_read(tag)["language"]) for tag in tags)


def _flat(texts: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, text in texts.items():
        if isinstance(text, str):
            yield f"{before}{key}", text
        elif (before, key) != ("", "language"):
            yield from _flat(text, f"{before}{key}.")


def _read(language: str) -> dict[str, Any]:
    file = _FOLDER / f"{language}.toml"
    if file.parent != _FOLDER or not file.is_file():
        names = ", ".join(sorted(each.stem for each in _FOLDER.glob("*.toml")))
        raise WrongUse(f"There are no words for {language!r} here. Documents can be written in: {names}.", "language")
    return tomllib.loads(file.read_text(encoding="utf-8"))


_FOLDER: Final[Path] = resources() / "languages"
_SPOKEN: ContextVar[Spoken | None] = ContextVar("spoken", default=None)
