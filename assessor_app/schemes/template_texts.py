"""Texts of a template: fixed words of documents in the owner's own words, with the same places to fill in."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter
from typing import Any, Final

from assessor_app.domain.assessment.report import ENGLISH
from assessor_app.domain.journal.operation import Json
from assessor_app.paths import resources
from assessor_app.schemes.positions import Finding
from assessor_app.schemes.tolerant import mapping_of

NOT_REPLACED: Final = frozenset({"days", "lists", "notes", "language"})
"""Groups of fixed words that say what a document is, or how a language works: they are nobody's to change."""
LONGEST: Final = 2000
"""Characters of one fixed text; the longest of ours has 300."""
STATUS: Final = frozenset({"running.draft", "cover.draft", "cover.final", "cover.copy", "web.draft", "letters.model"})
"""Single words that say how far a document may be relied on."""


@cache
def replaceable() -> dict[str, frozenset[str]]:
    """The keys of the fixed words that a template may replace, and the places that each text has."""
    words = tomllib.loads((resources() / "languages" / f"{ENGLISH}.toml").read_text(encoding="utf-8"))
    free = {group: texts for group, texts in words.items() if group not in NOT_REPLACED}
    return {key: _places(text) for key, text in _flat(free) if key not in STATUS}


def _flat(texts: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, text in texts.items():
        if isinstance(text, str):
            yield f"{before}{key}", text
        else:
            yield from _flat(text, f"{before}{key}.")


def problems_of_texts(content: dict[str, Json]) -> Iterator[Finding]:
    """Places that the fixed text does not have, braces that are not closed, and languages nobody has words in."""
    for key, text in (mapping_of(content, "texts") or {}).items():
        if key not in replaceable():
            continue  # the schema has told
        for language, words in text.items() if isinstance(text, dict) else [("", text)]:
            place = ("texts", key, language) if language else ("texts", key)
            if language and not (resources() / "languages" / f"{language}.toml").is_file():
                yield Finding(place, "unknown-language", f"No words are known in {language!r} here ({_languages()}).")
            if isinstance(words, str):
                yield from _problems_of_places(place, words, replaceable()[key])


def _problems_of_places(place: tuple[str, ...], words: str, known: frozenset[str]) -> Iterator[Finding]:
    if len(words) > LONGEST:
        told = f"{len(words):,} characters stand here; at most {LONGEST:,} were expected."
        yield Finding(place, "too-long", told)
        return
    try:
        used = _places(words)
    except ValueError:
        yield Finding(place, "placeholder", "A brace is not closed here. A brace that is to be printed stands twice.")
        return
    offered = ", ".join(f"{{{each}}}" for each in sorted(known)) or "none"
    for unknown in sorted(used - known):
        yield Finding(place, "placeholder", f"{{{unknown}}} is filled in by nobody. Known here: {offered}.")


def any_text(text: Json) -> Json:
    """What stands for a text in several languages; what is wrong with them is found by `problems_of_texts`."""
    return next(iter(text.values()), "") if isinstance(text, dict) else text


def texts_by_language(texts: Mapping[str, Any], main: str) -> dict[str, dict[str, str]]:
    """By language, then by key. main: the language of a text that stands alone."""
    found: dict[str, dict[str, str]] = {}
    for key, text in texts.items():
        for language, words in text.items() if isinstance(text, dict) else [(main, text)]:
            found.setdefault(language, {})[key] = words
    return found


def _places(words: str) -> frozenset[str]:
    """Raises ValueError for braces that do not match."""
    return frozenset(
        f"{place}{'!' + conversion if conversion else ''}{':' + form if form else ''}"
        for _, place, form, conversion in Formatter().parse(words)
        if place is not None
    )


def _languages() -> str:
    return ", ".join(sorted(file.stem for file in (resources() / "languages").glob("*.toml")))
