"""Words that say where they come from, and the language that each stands under in a document.

Every word of a source gets a letter at its end: the mark's English and Welsh, the fixed Welsh words of documents,
what people typed. What has none is a sentence that the program writes in English only.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import yaml

from assessor_app.domain.scheme.languages import TEXTS
from assessor_app.schemes.loading import shipped_schemes
from assessor_app.schemes.positions import read_located

ENGLISH_OF_MARK, WELSH_OF_MARK, FIXED_WELSH, TYPED = "ę", "ŷ", "ŵ", "û"
LETTERS = ENGLISH_OF_MARK + WELSH_OF_MARK + FIXED_WELSH + TYPED
SAID = {ENGLISH_OF_MARK: "en", WELSH_OF_MARK: "cy"}
"""The language of what the mark's file says, wherever it is printed; of the others it is the document's."""
PEOPLE_TYPE = {
    "name", "place", "title", "kind", "text", "lead", "success", "reply", "role", "summary", "purpose", "lead_name",
    "verifier_name", "reason", "saw", "effect", "strengths", "develop", "school_text",
}  # fmt: skip


def ending(words: str, letter: str) -> str:
    """The text with a letter after each word, its places to fill in left alone."""
    parts = re.split(r"(\{[^}]*\})", words)
    return "".join(part if part.startswith("{") else re.sub(r"[^\W\d_]+", rf"\g<0>{letter}", part) for part in parts)


def partly_welsh(mark: str, file: Path) -> Path:
    """An edition with every second text in Welsh too."""
    found = next(each for each in shipped_schemes() if each.parent.name == mark)
    content = _told(read_located(found).content, (), iter(range(1_000_000)))
    file.write_text(yaml.safe_dump({**content, "languages": ["cy"]}, allow_unicode=True, sort_keys=False), "utf-8")
    return file


def _told(part: Any, place: tuple[Any, ...], count: Iterator[int]) -> Any:
    if isinstance(part, dict):
        return {key: _told(each, (*place, key), count) for key, each in part.items()}
    if isinstance(part, list):
        return [_told(each, (*place, number), count) for number, each in enumerate(part)]
    near = {each for each in place[-2:] if isinstance(each, str)}
    if not isinstance(part, str) or not (near & TEXTS or place[0] == "terms") or place[0] in ("sources", "facts"):
        return part
    if place[-1] in ("wording", "source", "reference"):
        return part
    english = ending(part, ENGLISH_OF_MARK)
    if place[0] == "fees":
        return english  # what the owner quotes stays in one language
    return {"en-GB": english, "cy": ending(part, WELSH_OF_MARK)} if next(count) % 2 else english


def typed(part: Any) -> Any:
    """A record with a letter after each word that people type."""
    if isinstance(part, tuple):
        return tuple(map(typed, part))
    if not is_dataclass(part) or isinstance(part, type):
        return part
    found = {each.name: (each.name, getattr(part, each.name)) for each in fields(part)}
    return replace(
        part,
        **{
            name: ending(value, TYPED) if name in PEOPLE_TYPE and isinstance(value, str) else typed(value)
            for name, value in found.values()
        },
    )


def spoken_in_pdf(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Each run of words in the tree with the language it stands under, "en" for "en-GB"; words inside a figure are left
    out, since its alternative text is read in their place."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = [page.obj.objgen for page in opened.pages]
        under = dict(_marks(opened.Root.StructTreeRoot.K[0], _short(opened.Root.Lang), None, pages))
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        for each in page.get_objects(max_depth=1):
            mark = pdfium.FPDFPageObj_GetMarkedContentID(each)
            if each.type == pdfium.FPDF_PAGEOBJ_TEXT and under.get((number, mark)):
                yield _text_of(each, text), under[number, mark]
    document.close()


def _marks(element: Any, language: str, page: Any, pages: list[Any]) -> Iterator[tuple[tuple[int, int], str]]:
    if element.S == "/Figure":
        return
    language = _short(element.Lang) if "/Lang" in element else language
    page = element.get("/Pg", page)
    kids = element.get("/K", [])
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield (pages.index(page.objgen), kid), language
        elif kid.get("/Type") == "/MCR":
            yield (pages.index(kid.Pg.objgen), int(kid.MCID)), language
        elif "/S" in kid:
            yield from _marks(kid, language, page, pages)


def _text_of(mark: pypdfium2.PdfObject, text: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(mark, text, None, 0)
    buffer = (pdfium.FPDF_WCHAR * size)()
    pdfium.FPDFTextObj_GetText(mark, text, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def spoken_in_page(page: str) -> Iterator[tuple[str, str]]:
    """The same of a web page."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    yield from _heard(tree.find("body"), _short(tree.get("lang")))


def _heard(element: Any, language: str) -> Iterator[tuple[str, str]]:
    inner = _short(element.get("lang", language))
    yield element.text or "", inner
    for kid in element:
        yield from _heard(kid, inner)
        yield kid.tail or "", inner


def _short(language: Any) -> str:
    return str(language).partition("-")[0]


def in_wrong_language(spoken: Iterator[tuple[str, str]], document: str, known: set[str]) -> list[str]:
    """The words that stand under another language than theirs. document: its; known: names in none."""
    heard, wrong = [*spoken, ("", "")], []
    for (words, language), (following, _) in pairwise(heard):
        found = re.findall(r"(?<![\w\d])[^\W\d_]{2,}(?![\w\d])", words)
        if following[:1] and following[0] in LETTERS:
            del found[-1:]  # a word that is cut where it meets the margin
        wrong += [f"{word} under {language}" for word in found if word not in known and language != _of(word, document)]
    return wrong


def _of(word: str, document: str) -> str:
    if word[-1] in SAID:
        return SAID[word[-1]]
    return document if word[-1] in FIXED_WELSH + TYPED else "en"
