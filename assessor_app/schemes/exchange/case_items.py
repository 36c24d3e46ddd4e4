"""The items of a CASE package as a rubric: which of their types are aspects, strands and levels has to be asked."""

from collections import Counter
from collections.abc import Iterable, Sequence

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
from assessor_app.schemes.exchange.case_package import Item, Package
from assessor_app.schemes.exchange.edition_content import fits
from assessor_app.schemes.exchange.words import MOST, clean, edition_from, language_from, line, name_of

NO_TYPE = "(no type, nothing below)"
"""Stands for the type of items without one at the ends of the tree; those above are told apart by their depth."""
SUGGESTED_SCALE = ("Not met", "Partly met", "Met")


def read_items(package: Package, answers: Answers) -> RubricReading:
    """The rubric that the answers pick out of the items."""
    questions = _questions(package, answers)
    given: dict[str, tuple[str, ...]] = {"aspects": (), "levels": ()}
    given |= {question.code: answers.get(question.code) or question.suggested for question in questions}
    if not all(given[code] for code in ("strands", "scale")) and not (given["strands"] and given["levels"]):
        return RubricReading(questions=questions, left_out=tuple(package.left_out))
    kinds = _Kinds(set(given["aspects"]), set(given["strands"]), set(given["levels"]))
    aspects = _aspects(package, kinds)
    if not aspects:
        raise WrongUse("No item is of the types that were chosen as strands. Nothing was imported.", "no-strands")
    if not given["scale"] and not any(strand.levels for aspect in aspects for strand in aspect.strands):
        return RubricReading(questions=questions, left_out=tuple(package.left_out))
    rubric = _rubric(package, aspects, tuple(FoundLevel(name) for name in given["scale"]))
    used = kinds.aspects | kinds.strands | kinds.levels
    rest = Counter(_kind(item) for item in package.items if _kind(item) not in used)
    unused = [f"{counted(count, 'item')} of the type {kind}." for kind, count in rest.most_common()]
    return RubricReading(rubric, None, questions, (*package.left_out, *unused))


def document_rubric(
    package: Package, aspects: Sequence[FoundAspect], levels: tuple[FoundLevel, ...], invented: bool
) -> FoundRubric:
    """The rubric with what the CFDocument says of it."""
    document = package.document
    return FoundRubric(
        title=name_of(document.get("title"), "Imported rubric"),
        owner=name_of(document.get("publisher"), document.get("creator"), "Owner not named"),
        edition=edition_from(document.get("version", "")),
        language=language_from(document.get("language", "")),
        document=line(
            f"{name_of(document.get('title'), 'CASE package')}, {line(document.get('uri'), 300)}".strip(", ")
        ),
        levels=levels,
        aspects=tuple(aspects),
        invented=invented,
    )


def _rubric(package: Package, aspects: list[FoundAspect], scale: tuple[FoundLevel, ...]) -> FoundRubric:
    every = [strand for aspect in aspects for strand in aspect.strands]
    needed = any(not strand.levels for strand in every)
    return document_rubric(package, aspects, scale if needed else (), invented=True)


class _Kinds:
    """The item types that were chosen. A type may be both: an item with levels under it is then a strand."""

    def __init__(self, aspects: set[str], strands: set[str], levels: set[str]) -> None:
        self.aspects, self.strands, self.levels = aspects, strands, levels

    def strand(self, item: Item) -> bool:
        """Whether it is judged."""
        if _kind(item) not in self.strands:
            return False
        both = self.strands & self.levels
        return _kind(item) not in both or any(self.level(child) for child in item.children)

    def level(self, item: Item) -> bool:
        """Whether it is a level of what it stands under."""
        return _kind(item) in self.levels and not any(_kind(child) in self.levels for child in item.children)

    def aspect(self, item: Item) -> bool:
        """Whether it groups what is judged."""
        return _kind(item) in self.aspects and not self.strand(item)


def _kind(item: Item) -> str:
    return item.kind or (f"(no type, depth {item.depth})" if item.children else NO_TYPE)


def _questions(package: Package, answers: Answers) -> tuple[Question, ...]:
    count = Counter(_kind(item) for item in package.items)
    choices = tuple(Choice(kind, f"{kind} ({counted(number, 'item')})") for kind, number in count.most_common())
    strands = _likely_strands(package)
    above = _likely_aspects(package, set(answers.get("strands") or strands))
    aspects = Question("aspects", "Which types group them (aspects)?", choices, True, above)
    return (
        Question("strands", "Which types of items are judged (strands)?", choices, True, strands),
        *((aspects,) if above or "aspects" in answers else ()),
        Question("levels", "Which types are levels of what is judged? None when it has no such items.", choices, True),
        Question("scale", "The levels, lowest first, where the file has none.", (), True, ()),
    )


def _likely_strands(package: Package) -> tuple[str, ...]:
    """The type of most items that have nothing under them."""
    found = Counter(_kind(item) for item in package.items if not item.children)
    return tuple(kind for kind, _ in found.most_common(1))


def _likely_aspects(package: Package, strands: set[str]) -> tuple[str, ...]:
    """The types next above what is judged, or as much higher as an edition needs to hold their groups."""
    judged = [item for item in package.items if _kind(item) in strands]
    paths = [[each for each in item.above if _kind(each) not in strands] for item in judged]
    found: tuple[str, ...] = ()
    for height in range(max(map(len, paths), default=0)):
        kinds = Counter(_kind(path[min(height, len(path) - 1)]) for path in paths if path)
        found = tuple(kind for kind, _ in kinds.most_common())
        if fits(Counter(_group(path, kinds) for path in paths).values()):
            break
    return found


def _group(path: Sequence[Item], kinds: Iterable[str]) -> str:
    """The nearest above that is of these types; "" for none."""
    return next((each.identifier for each in path if _kind(each) in kinds), "")


def _aspects(package: Package, kinds: _Kinds) -> list[FoundAspect]:
    groups: dict[str, tuple[Item | None, list[FoundStrand]]] = {}
    judged = [item for item in package.items if kinds.strand(item)]
    if len(judged) > MOST:
        raise WrongUse(f"{len(judged)} items would be judged, and {MOST} are the most. Choose other types.", "too-many")
    for item in judged:
        above = next((each for each in item.above if kinds.aspect(each)), None)
        groups.setdefault(above.identifier if above else "", (above, []))[1].append(_strand(item, kinds))
    general = name_of(package.document.get("title"), "General")
    return [
        FoundAspect(_title(above) if above else general, tuple(strands), _reference(above) if above else "")
        for above, strands in groups.values()
    ]


def _strand(item: Item, kinds: _Kinds) -> FoundStrand:
    levels = [child for child in item.children if kinds.level(child)]
    statement, title = clean(item.record.get("fullStatement")), _title(item)
    found = tuple(FoundLevel(_title(level), clean(level.record.get("fullStatement"))) for level in levels)
    return FoundStrand(
        title=title,
        question=statement if statement != title else "",
        levels=found if len(found) > 1 else (),
        reference=_reference(item),
    )


def _title(item: Item) -> str:
    record = item.record
    code = line(record.get("humanCodingScheme"), 60)
    name = line(record.get("abbreviatedStatement"), 90)
    return name_of(" ".join(part for part in (code, name) if part), record.get("fullStatement"), item.identifier)


def _reference(item: Item) -> str:
    return line(item.record.get("uri") or f"urn:uuid:{item.identifier}", 300)
