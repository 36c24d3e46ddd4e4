"""Framework libraries of CISO Assistant (YAML): requirement nodes, a named scale, and questions with choices.

Read with the scheme files' own reader, which follows no aliases and knows no tags.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assessor_app.domain.journal.operation import Json
from assessor_app.domain.scheme.rubric_exchange import (
    Answers,
    Choice,
    FoundAspect,
    FoundLevel,
    FoundRubric,
    FoundStrand,
    Question,
    RubricReading,
)
from assessor_app.domain.words.counting import counted
from assessor_app.errors import WrongUse
from assessor_app.schemes.exchange.case_package import position_of, records
from assessor_app.schemes.exchange.edition_content import MOST_LEVELS, MOST_STRANDS, fits
from assessor_app.schemes.exchange.words import MOST, clean, edition_from, language_from, line, name_of, unusable
from assessor_app.schemes.positions import read_located

FORMAT = "framework library"
NO_NAME = "Without a name"

_NUMBERED = re.compile(r"^\s*([0-9]{1,3})\s*[:.)-]\s*(.*)$")
_LEADING = re.compile(r"^[0-9]{1,2}[:.)]?\s+(?=\S)")
"""The number that choices often begin with ("1 Some text")."""

_UNUSED = (
    ("implementation_groups", "implementation groups"),
    ("reference_controls", "links to reference controls"),
    ("threats", "links to threats"),
    ("translations", "translations"),
)


@dataclass(slots=True)
class _Node:
    """A requirement node; depth: 1 at the top."""

    record: Mapping[str, Any]
    parent: "_Node | None" = None
    depth: int = 1

    def at(self, depth: int) -> "_Node":
        """The node above at this depth, or the highest below it that there is."""
        node = self
        while node.depth > depth and node.parent is not None:
            node = node.parent
        return node


def read_framework(file: Path, answers: Answers) -> RubricReading:
    """The rubric of a library. Raises Refused, with file and line, for what is none."""
    content = read_located(file).content
    library = content if isinstance(content, dict) else {}
    framework = _framework(file.name, library)
    nodes = _nodes(file.name, framework)
    judged = [node for node in nodes if node.record.get("assessable") is True]
    if not judged or len(judged) > MOST:
        words = (
            "Nothing in it is assessable."
            if not judged
            else f"It asks for {len(judged)} judgements; {MOST} are the most."
        )
        raise unusable(file.name, words, "nothing-to-judge")
    named = _scale(framework)
    lacking = not named and not all(_own_levels(node, ()) or _is_free(node) for node in judged)
    questions = _questions(judged, named, _points(framework) if lacking else ())
    depth = _depth_of(answers.get("aspects") or questions[0].suggested)
    typed = answers.get("scale") or questions[-1].suggested if not named else ()
    scale = named or tuple(FoundLevel(line(name, 60)) for name in typed)
    if lacking and not scale:
        return RubricReading(questions=questions)
    rubric = _rubric(library, framework, _aspects(library, judged, depth, scale), scale)
    return RubricReading(replace(rubric, invented=not named), None, questions, tuple(_left_out(nodes)))


def _framework(name: str, library: Mapping[str, Json]) -> Mapping[str, Any]:
    objects = library.get("objects")
    found = objects.get("framework") if isinstance(objects, Mapping) else None
    several = records(objects, "frameworks") + (records({"all": found}, "all") if isinstance(found, list) else [])
    framework = found if isinstance(found, dict) else several[0] if several else None
    if framework is None:
        words = "The file is YAML, but no framework library: it has no objects.framework."
        raise unusable(name, words, "not-a-framework")
    return framework


def _nodes(name: str, framework: Mapping[str, Any]) -> list[_Node]:
    found: dict[str, _Node] = {}
    order: list[_Node] = []
    for number, record in enumerate(records(framework, "requirement_nodes")):
        urn = str(record.get("urn") or f"node {number}")
        parent = found.get(str(record.get("parent_urn") or ""))  # a node stands after its parent, so there is no circle
        node = _Node(record, parent, parent.depth + 1 if parent else 1)
        if node.depth > 20:
            raise unusable(name, "Its requirements stand more than 20 deep inside each other.", "too-deep")
        found.setdefault(urn, node)
        order.append(node)
    return order


def _scale(framework: Mapping[str, Any]) -> tuple[FoundLevel, ...]:
    found = records(framework, "scores_definition")
    found.sort(key=lambda level: position_of(level.get("score"), 1e9))
    named = [FoundLevel(name_of(level.get("name"), level.get("score")), _meaning(level)) for level in found]
    return tuple(named)


def _meaning(level: Mapping[str, Any]) -> str:
    parts = [clean(level.get(key)) for key in ("description", "description_doc")]
    return "\n".join(part for part in parts if part)


def _questions(judged: list[_Node], scale: tuple[FoundLevel, ...], points: tuple[str, ...]) -> tuple[Question, ...]:
    deepest = max(node.depth for node in judged)
    groups = {depth: Counter(id(node.at(depth)) for node in judged) for depth in range(1, max(deepest, 2))}
    choices = tuple(Choice(str(depth), f"depth {depth} ({len(held)} groups)") for depth, held in groups.items())
    aspects = Question("aspects", "Which depth are the aspects?", choices, suggested=(_likely_depth(groups),))
    if scale:
        return (aspects,)
    words = "The file has no named levels. Which are they, lowest first?"
    return (aspects, Question("scale", words, several=True, suggested=points))


def _likely_depth(groups: Mapping[int, Counter[int]]) -> str:
    """The deepest whose groups are no single requirements and that an edition can hold, whole where that can be."""
    held = [depth for depth, found in groups.items() if fits(found.values()) and max(found.values()) > 1]
    whole = [depth for depth in held if max(groups[depth].values()) <= MOST_STRANDS]
    return str(max(whole or held, default=1))


def _points(framework: Mapping[str, Any]) -> tuple[str, ...]:
    """Names for a scale of points that says only how far it goes; () for one that is no scale of levels."""
    lowest, highest = (position_of(framework.get(key), -1) for key in ("min_score", "max_score"))
    if lowest < 0 or not lowest < highest < lowest + MOST_LEVELS:
        return ()
    return tuple(f"Score {points}" for points in range(int(lowest), int(highest) + 1))


def _depth_of(given: tuple[str, ...]) -> int:
    if not given or not given[0].isdigit() or len(given[0]) > 2:
        raise WrongUse("The aspects of a framework are chosen by their depth: 1, 2 or 3.", "depth")
    return max(1, int(given[0]))


def _aspects(
    library: Mapping[str, Any], judged: list[_Node], depth: int, scale: tuple[FoundLevel, ...]
) -> list[FoundAspect]:
    groups: dict[int, tuple[_Node, list[FoundStrand]]] = {}
    alone: list[FoundStrand] = []
    for node in judged:
        above = node.at(depth)
        held = alone if above is node else groups.setdefault(id(above), (above, []))[1]
        held.extend(_strands(node, scale))
    found = [FoundAspect(_title(above), tuple(held), _urn(above)) for above, held in groups.values()]
    general = name_of(library.get("name"), "General")
    return [FoundAspect(general, tuple(alone)), *found] if alone else found


def _strands(node: _Node, scale: tuple[FoundLevel, ...]) -> list[FoundStrand]:
    """The node; or, where it asks several questions with choices of their own, each of these."""
    asked = [question for question in _asked(node) if _choices(question)]
    record, title = node.record, _title(node)
    words = clean(record.get("description"))
    evidence = tuple(each for each in clean(record.get("typical_evidence")).split("\n") if each)
    if len(asked) > 1:
        return [
            FoundStrand(
                f"{title}: {number}", clean(question.get("text")) or words, _choices(question), evidence, _urn(node)
            )
            for number, question in enumerate(asked, start=1)
        ]
    question = words if words and words != title else ""
    if asked:
        question = clean(asked[0].get("text")) or question
    levels = _own_levels(node, scale)
    return [FoundStrand(title, question, levels, evidence, _urn(node), free=_is_free(node) and not scale)]


def _own_levels(node: _Node, scale: tuple[FoundLevel, ...]) -> tuple[FoundLevel, ...]:
    """The choices of its question, or the numbered lines of its annotation, one for each level of the scale."""
    asked = [choices for question in _asked(node) if (choices := _choices(question))]
    if asked:
        choices = asked[0]
        same = len(choices) == len(scale)
        return tuple(FoundLevel(scale[n].name, each.text) for n, each in enumerate(choices)) if same else choices
    lines = [_NUMBERED.match(each) for each in clean(node.record.get("annotation")).split("\n")]
    texts = [found[2] for found in lines if found and found[2]]
    if scale and len(texts) == len(scale) == len(lines):
        return tuple(FoundLevel(level.name, text) for level, text in zip(scale, texts, strict=True))
    return ()


def _asked(node: _Node) -> list[Mapping[str, Any]]:
    questions = node.record.get("questions")
    found = list(questions.values()) if isinstance(questions, dict) else questions
    return records({"all": found}, "all")


def _choices(question: Mapping[str, Any]) -> tuple[FoundLevel, ...]:
    """Two choices or more that exclude each other, lowest first; () for any other question."""
    found = records(question, "choices")
    if str(question.get("type", "unique_choice")) != "unique_choice" or not 2 <= len(found) <= 9:
        return ()
    found.sort(key=lambda choice: position_of(choice.get("add_score"), 0))
    values = [clean(choice.get("value")) or line(choice.get("urn")) for choice in found]
    return tuple(FoundLevel(name_of(value), value) for value in (_LEADING.sub("", value) for value in values))


def _is_free(node: _Node) -> bool:
    """Whether it only asks for what is typed or dated."""
    asked = _asked(node)
    return bool(asked) and not any(_choices(question) for question in asked)


def _title(node: _Node) -> str:
    code, name = line(node.record.get("ref_id"), 60), line(node.record.get("name"), 90)
    asked = [question.get("text") for question in _asked(node)]
    return name_of(" ".join(part for part in (code, name) if part), node.record.get("description"), *asked, NO_NAME)


def _urn(node: _Node) -> str:
    return line(node.record.get("urn"), 300)


def _rubric(
    library: Mapping[str, Any],
    framework: Mapping[str, Any],
    aspects: list[FoundAspect],
    scale: tuple[FoundLevel, ...],
) -> FoundRubric:
    title = name_of(framework.get("name"), library.get("name"), library.get("ref_id"), "Imported framework")
    document = ". ".join(line(library.get(key), 300) for key in ("name", "copyright") if line(library.get(key)))
    return FoundRubric(
        title=title,
        owner=name_of(library.get("provider"), library.get("packager"), "Owner not named"),
        edition=edition_from(library.get("version", "")),
        language=language_from(library.get("locale", "")),
        document=document or title,
        levels=scale,
        aspects=tuple(aspects),
    )


def _left_out(nodes: list[_Node]) -> list[str]:
    found = []
    for key, words in _UNUSED:
        count = sum(bool(node.record.get(key)) for node in nodes)
        found += [f"The {words} of {counted(count, 'requirement')}."] if count else []
    free = sum(len(_asked(node)) > 0 and _is_free(node) for node in nodes)
    return found + ([f"The kinds of answer of {counted(free, 'requirement')} that asks for no choice."] if free else [])
