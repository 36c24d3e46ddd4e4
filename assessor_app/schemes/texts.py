"""Texts in their long form: in several languages, or with an origin of their own.

A text is written as text; as keys that are languages of the file; or as `text:` with `wording:`, `source:` and
`reference:`. All three become plain text here, so that nothing after this has to know.
"""

from dataclasses import dataclass, field
from typing import Any, cast

from assessor_app.domain.journal.operation import Json
from assessor_app.domain.scheme.languages import TEXTS
from assessor_app.domain.scheme.texts import Provenance, Wording
from assessor_app.domain.words.passages import InLanguage
from assessor_app.schemes.positions import Finding, Place, key_words

_LONG = {"text", "wording", "source", "reference"}

_UNMARKED = {"sources", "facts", "fees"}
"""What the owner says elsewhere, and quotes."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Content whose texts are plain. untranslated: texts that stand in the main language for want of another."""

    content: Json
    provenance: dict[str, Provenance] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    untranslated: list[Place] = field(default_factory=list)


def languages_of(content: Json) -> tuple[str, ...]:
    """The languages a file declares, the main one first."""
    if not isinstance(content, dict):
        return ()
    main, others = content.get("language"), content.get("languages")
    named = [main, *(others if isinstance(others, list) else [])]
    return tuple(dict.fromkeys(each for each in named if isinstance(each, str)))


def plain_texts(content: Json, language: str = "") -> Texts:
    """The content with every text in this language ("" for the main one). Where there is none the text of the main
    language stands, as a text in that language (`domain.words.passages.InLanguage`)."""
    languages = languages_of(content)
    texts = Texts(None)
    plain = _plain(texts, languages, language or next(iter(languages), ""), content, ())
    if language and languages and language != languages[0]:
        plain = _mark(texts, languages[0].partition("-")[0], content, plain, ())
    return Texts(plain, texts.provenance, texts.findings, texts.untranslated)


def _plain(texts: Texts, languages: tuple[str, ...], language: str, content: Json, place: Place) -> Json:
    if isinstance(content, list):
        return [_plain(texts, languages, language, each, (*place, n)) for n, each in enumerate(content)]
    if not isinstance(content, dict) or not content:
        return content
    if any(key in languages for key in content):
        return _in_language(texts, languages, language, content, place)
    if "text" in content and content.keys() <= _LONG and len(content) > 1:
        return _with_origin(texts, languages, language, content, place)
    return {key: _plain(texts, languages, language, each, (*place, key)) for key, each in content.items()}


def _in_language(
    texts: Texts, languages: tuple[str, ...], language: str, content: dict[str, Json], place: Place
) -> Json:
    for key, text in content.items():
        if key not in languages:
            words = f"{key!r} is none of this file's languages ({', '.join(languages)})."
            texts.findings.append(Finding((*place, key), "unknown-language", words))
        elif not isinstance(text, str) or not text.strip():
            texts.findings.append(Finding((*place, key), "language-not-text", "Some text was expected here."))
    if languages[0] not in content:
        words = f"The text is missing in the main language, {languages[0]!r}."
        texts.findings.append(Finding((*place, languages[0]), "missing-language", words))
    if language in content:
        return content[language]
    return content.get(languages[0], "-")


def _with_origin(
    texts: Texts, languages: tuple[str, ...], language: str, content: dict[str, Json], place: Place
) -> Json:
    wording = content.get("wording", "source" if "source" in content else "model")
    if wording not in ("source", "model"):
        words = f"One of source, model was expected, not {wording!r}."
        texts.findings.append(Finding((*place, "wording"), "shape-enum", words))
    else:
        found = cast("dict[str, Any]", content)
        origin = Provenance(Wording(wording), str(found.get("source", "")), str(found.get("reference", "")))
        texts.provenance[key_words(place)] = origin
    return _plain(texts, languages, language, content["text"], (*place, "text"))


def _mark(texts: Texts, main: str, written: Json, plain: Json, place: Place) -> Json:
    """Count the texts that stand in the main language for want of another, and say of each that it does.

    written: the same part as the file has it, where a translated text is a mapping by language.
    """
    if isinstance(plain, dict) and isinstance(written, dict):
        return {key: _mark(texts, main, written.get(key), each, (*place, key)) for key, each in plain.items()}
    if isinstance(plain, list) and isinstance(written, list):
        pairs = zip(written, plain, strict=True)
        return [_mark(texts, main, before, each, (*place, n)) for n, (before, each) in enumerate(pairs)]
    if not isinstance(plain, str) or place[0] in _UNMARKED or _translated(written, plain, main):
        return plain
    kinds = {part for part in place[-2:] if isinstance(part, str)}
    if not kinds & TEXTS and place[0] != "terms":
        return plain
    texts.untranslated.append(place)
    return InLanguage(plain, main)


def _translated(written: Json, plain: str, main: str) -> bool:
    """True when the words come from another language of a text than the main one."""
    if isinstance(written, dict) and "text" in written:
        written = written["text"]
    if not isinstance(written, dict):
        return False
    return any(text == plain for key, text in written.items() if key.partition("-")[0] != main)
