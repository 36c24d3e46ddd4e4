"""The report as a web page, written from the tree that screen readers of the PDF follow (WCAG 2.2, AA)."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final, cast

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.domain.paper_colours import READABLE, contrast
from assessor_app.domain.scheme.template import Template
from assessor_app.domain.words.passages import passages
from assessor_app.reports.documents.assessment_report import story_of, title_of
from assessor_app.reports.page.blocks import Bars
from assessor_app.reports.page.drawing import PAIR
from assessor_app.reports.page.dressing import hex_of, in_its_dress
from assessor_app.reports.page.styles import COVER_INSTITUTION, COVER_MARK, KICKER, LABEL, NOTE, REASON, Style
from assessor_app.reports.page.text import Bold, Foreign, Link, Muted, Phrase, cleaned, foreign
from assessor_app.reports.page.words import is_reviewed, say, spoken
from assessor_app.reports.sections.summary import AWARD
from assessor_app.reports.tagging.node import Node

ELEMENTS: Final = {
    "P": "p", "L": "ul", "LI": "li", "LBody": "div", "Table": "table", "Caption": "caption", "TR": "tr", "TH": "th",
    "TD": "td", "H2": "h3", "H3": "h4",
}  # fmt: skip
"""Structure types and their elements. The first H1 is the page's own; others are its sections (h2)."""

DARK, DARK_LEVEL = "#17181A", "#74BBAF"
"""The dark screen's paper, and its colour for links and levels."""

LOOKS: Final[Mapping[str, Style]] = {
    "label": LABEL, "note": NOTE, "kicker": KICKER, "mark": COVER_MARK, "lead": REASON, "whose": COVER_INSTITUTION,
    "award": AWARD,
}  # fmt: skip
"""Paragraphs that look otherwise than most, by the class they have."""

SKIPPED: Final = frozenset({"Lbl", "Form", "TOC"})
"""Bullets and numbers come from the list; places to sign from the paper; the contents are written anew."""


@in_its_dress
def web_page(content: ReportContent) -> str:
    """The whole report as one file of HTML, without anything from elsewhere: no script, no picture, no font."""
    return _Page(content).text()


class _Page:
    def __init__(self, content: ReportContent) -> None:
        self.content = content
        self.story = story_of(content)
        self.anchors = {node.anchor for node in _all(self.story.tree) if node.anchor}
        self.has_title = False
        self.tables = 0
        self.logo = next((node for node in _all(self.story.tree) if node.kind == "Figure"), None)

    def text(self) -> str:
        """Everything."""
        cover, rest = self._parts()
        head, body = ("\n".join(part for kid in kids for part in self._element(kid)) for kids in (cover, rest))
        title = escape(title_of(self.content))
        draft = f'<p class="notice">{_told("web.draft", draft=self.content.draft)}</p>\n' if self.content.draft else ""
        return (
            f'<!DOCTYPE html>\n<html lang="{escape(self.content.language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
            f"<style>{_style()}</style>\n</head>\n<body>\n"
            f'<a class="skip" href="#content">{_told("web.skip")}</a>\n'
            f"<header>\n{draft}{_unreviewed()}{head}\n</header>\n{self._contents()}"
            f'<main id="content">\n{body}\n</main>\n'
            f"<footer><p>{self._foot()}</p></footer>\n</body>\n</html>\n"
        )

    def _parts(self) -> tuple[list[Node], list[Node]]:
        """The cover, and what follows it. The title of its list of contents goes with that list."""
        kids = list(_kids(self.story.tree))
        listed = next((place for place, kid in enumerate(kids) if kid.kind == "TOC"), 0)
        kids = [kid for place, kid in enumerate(kids) if place not in (listed - 1, listed)] if listed else kids
        titles = [place for place, kid in enumerate(kids) if kid.kind == "H1"]
        cover = titles[1] if len(titles) > 1 else len(kids)
        return kids[:cover], kids[cover:]

    def _contents(self) -> str:
        entries = [entry for entry in self.story.contents if entry.key in self.anchors]
        items = "".join(f'<li><a href="#{_name(each.key)}">{_text(each.title)}</a></li>\n' for each in entries)
        title = f'<h2 id="contents">{_told("cover.contents")}</h2>'
        return f'<nav aria-labelledby="contents">{title}\n<ul>\n{items}</ul></nav>\n'

    def _label(self, table: Node) -> str:
        """The table's caption, or a number of its own: no two places to scroll have the same name."""
        self.tables += 1
        caption = next((self._words(kid) for kid in _kids(table) if kid.kind == "Caption"), "")
        return re.sub(r"<[^>]*>", "", caption) or f"{_told('web.table')} {self.tables}"

    def _foot(self) -> str:
        content = self.content
        parts = (content.assessment.reference, say("running.version", version=content.version))
        named = [*parts, say("running.data", fingerprint=content.fingerprint)]
        return escape(f"{', '.join(part for part in named if part)}. {say('web.signed')}")

    def _element(self, node: Node) -> Iterator[str]:
        if node.kind in SKIPPED:
            return
        if node.kind == "Figure" and self.content.template.logo and node is self.logo:
            shown = f'alt="{escape(cleaned(node.alternative))}" src="{_embedded(self.content.template)}"'
            yield f'<img class="logo" {shown}>'
            return
        if node.kind == "Figure":
            yield f'<figure><p class="figure">{self._words(node) or escape(cleaned(node.alternative))}</p></figure>'
            return
        name = self._name_of(node)
        inside = self._words(node) + "".join(part for kid in _kids(node) for part in self._element(kid))
        if not name:
            yield inside
            return
        if inside or name in ("td", "th"):
            element = f"<{name}{self._attributes(node)}>{inside}</{name}>"
            yield _scrolling(self._label(node), element) if name == "table" else element

    def _name_of(self, node: Node) -> str:
        if node.kind == "H1":
            first, self.has_title = not self.has_title, True
            return "h1" if first else "h2"
        if node.kind == "L" and "/Decimal" in node.attributes:
            return "ol"
        return ELEMENTS.get(node.kind, "")

    def _attributes(self, node: Node) -> str:
        found = f' id="{_name(node.anchor)}"' if node.anchor else ""
        found += f' lang="{escape(node.language)}"' if node.language else ""
        found += f' class="{_class(node)}"' if _class(node) else ""
        if node.kind == "TH":
            found += ' scope="col"' if "/Column" in node.attributes else ' scope="row"'
        return found

    def _words(self, node: Node) -> str:
        if node.words is None:
            return ""
        phrase = cast(Phrase, node.words)  # set by Prose, which has nothing else
        said = "".join(map(self._part, [phrase] if isinstance(phrase, str) else phrase)).strip()
        return f"{_bars(node.look)}{said}" if isinstance(node.look, Bars) else said

    def _part(self, part: object) -> str:
        match part:
            case str():
                return _text(part)
            case Bold(text):
                return f"<strong>{_text(text)}</strong>"
            case Muted(text):
                return f'<span class="muted">{_text(text)}</span>'
            case Foreign(text, language):
                return _text(text, language)
            case Link(text, target):
                return self._link(escape(cleaned(text)), target)
        raise TypeError(type(part).__name__)

    def _link(self, words: str, target: str) -> str:
        if target in self.anchors:
            return f'<a href="#{_name(target)}">{words}</a>'
        return f'<a href="{escape(target)}">{words}</a>' if target.startswith("https://") else words


def _embedded(template: Template) -> str:
    """The logo inside the page, which asks for nothing from elsewhere."""
    kind = "jpeg" if template.logo.startswith(b"\xff\xd8") else "png"
    return f"data:image/{kind};base64,{b64encode(template.logo).decode()}"


def _style() -> str:
    """The style with the document's colours. On a dark screen the main colour gives way where it could not be seen."""
    light = {f"--{name}": hex_of(token) for name, token in (("level", "level"), ("tint", "bg"))}
    own = "".join(f"{name}:{value};" for name, value in light.items())
    dark = next((each for each in (hex_of("level"), hex_of("heat2")) if contrast(each, DARK) >= READABLE), DARK_LEVEL)
    return STYLE.replace("--level:#0E6B62;--tint:#F5F5F3", own.rstrip(";")).replace(DARK_LEVEL, dark)


def _text(text: str, own: str = "") -> str:
    """Words, and those in another language marked. own: language of what is not marked."""
    return "".join(_passage(words, foreign(language or own)) for words, language in passages(text))


def _class(node: Node) -> str:
    """How a paragraph is set, in a word."""
    look = node.look
    if node.kind != "P" or not isinstance(look, Style):
        return "level" if isinstance(look, Bars) and node.kind == "P" else ""
    return next((name for name, style in LOOKS.items() if _alike(look, style)), "")


def _alike(one: Style, other: Style) -> bool:
    return (one.face, one.size, one.colour) == (other.face, other.size, other.colour)


def _bars(bars: Bars) -> str:
    """The bars of a level, filled up to it; the word beside them says the same."""
    if bars.rank <= 0:
        return '<span class="ring" aria-hidden="true"></span>'
    if bars.levels == PAIR:
        return f'<span class="square{" on" if bars.rank == PAIR else ""}" aria-hidden="true"></span>'
    step = 0.54 / max(1, bars.levels - 1)
    each = (
        f'<i{" class=on" if place < bars.rank else ""} style="height:{0.46 + step * place:.2f}em"></i>'
        for place in range(bars.levels)
    )
    return f'<span class="bars" aria-hidden="true">{"".join(each)}</span>'


def _passage(words: str, language: str) -> str:
    text = escape(cleaned(words))
    return f'<span lang="{escape(language)}">{text}</span>' if language else text


def _kids(node: Node) -> Iterator[Node]:
    return (kid for kid in node.kids if isinstance(kid, Node))


def _all(node: Node) -> Iterator[Node]:
    yield node
    for kid in _kids(node):
        yield from _all(kid)


def _name(anchor: str) -> str:
    """An id that HTML and addresses take as it is."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", anchor)


def _told(key: str, **values: object) -> str:
    """Fixed words, safe between and inside tags."""
    return escape(say(key, **values))


def _unreviewed() -> str:
    """What the PDF says too, while nobody has looked through the fixed words of a language."""
    reviewed = is_reviewed(spoken().language)
    return "" if reviewed else f'<p class="notice">{_told("notes.unreviewed")}</p>\n'


def _scrolling(label: str, table: str) -> str:
    """A table scrolls in its own box on a small screen, by keyboard too."""
    return f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">{table}</div>'


STYLE: Final = """
:root{color-scheme:light dark;--text:#1B1C1F;--soft:#4E5157;--paper:#fff;--line:#8E8D88;--level:#0E6B62;--tint:#F5F5F3}
@media(prefers-color-scheme:dark){:root{--text:#ECECEA;--soft:#B9BBC0;--paper:#17181A;--line:#7C7E84;--level:#74BBAF;
--tint:#232427}}
body{margin:0 auto;max-width:46rem;padding:1.5rem;font:1.0625rem/1.6 Inter,system-ui,sans-serif;color:var(--text);
background:var(--paper);overflow-wrap:break-word}
h1{font-size:2rem;line-height:1.2}h2{font-size:1.6rem;line-height:1.25;margin-top:3rem}
h3{font-size:1.2rem;margin-top:2rem}h4{font-size:1rem;color:var(--soft);margin-bottom:.2rem}
a{color:var(--level);text-underline-offset:.15em}a:focus-visible,.scroll:focus-visible{outline:3px solid var(--level);
outline-offset:2px}li a{display:inline-block;min-height:1.5rem;padding:.15rem 0}
.skip{position:absolute;left:-100vw}.skip:focus{position:static}
.muted,footer,caption{color:var(--soft)}.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--line)}
.label,.note,.kicker,.mark,.award{margin:.9rem 0 .1rem}.label+p,.kicker+h2{margin-top:0}
.label{color:var(--soft);font-size:.875rem;font-weight:600}.note{color:var(--soft);font-size:.875rem}
.mark,.kicker{color:var(--level);font-weight:600}.whose{font-size:1.3rem}.award{font-size:1.5rem;font-weight:600}
.lead{font-weight:500}.level{font-weight:600;font-size:1.1rem;margin:.2rem 0}
.bars,.square,.ring{display:inline-block;color:var(--level);margin-right:.4em}.bars i{display:inline-block;width:.27em;
margin-right:.12em;border:1px solid;box-sizing:border-box}.on{background:currentColor}
.square,.ring{width:.7em;height:.7em;border:1px solid;box-sizing:border-box}.ring{border:2px dashed;border-radius:50%}
.notice,.figure{background:var(--tint);padding:.8rem 1rem;border-radius:.3rem}figure{margin:1rem 0}
.logo{max-width:46mm;max-height:20mm;background:#fff}
@media print{.on{print-color-adjust:exact}nav,.skip{display:none}}
"""
