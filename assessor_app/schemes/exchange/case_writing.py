"""An edition as a CASE 1.1 package (1EdTech Competencies and Academic Standards Exchange, CFPackage).

An aspect and a strand are CFItems, a strand is also a CFRubricCriterion, and what it is at a level a
CFRubricCriterionLevel. CASE has no place for an award rule, stages or forms: they travel in an extension.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from assessor_app.domain.journal.operation import Json
from assessor_app.schemes.exchange.case_names import EXTENSION, Names, link_to
from assessor_app.schemes.positions import Place
from assessor_app.schemes.texts import plain_texts

Content = dict[str, Any]

BESIDE = (
    ("award", "the award rule"),
    ("scales", "the names of further scales"),
    ("overlays", "differences by nation and setting"),
    ("cycle_facts", "facts of the cycle"),
    ("stages", "stages and gates"),
    ("forms", "forms"),
    ("visit", "the timetable"),
    ("debriefs", "debriefs"),
    ("report", "the sections of the report"),
    ("fees", "fees"),
    ("complaints", "complaints"),
    ("appeals", "appeals"),
    ("languages", "further languages"),
)


def only_here(content: Json) -> tuple[str, ...]:
    """What of an edition other programs do not see, because CASE has no place for it."""
    return tuple(words for key, words in BESIDE if isinstance(content, Mapping) and content.get(key))


TextPlace = tuple[str, str]
"""An identifier in a package and the key of a text under it."""


def case_package(content: Json, when: str) -> Content:
    """The package of an edition. content: of a checked scheme file; when: of the last change, ISO 8601."""
    return CaseWriter(content, when).package()


class CaseWriter:
    """Writes one package. places: where in the edition each of the package's texts stands."""

    def __init__(self, content: Json, when: str) -> None:
        whole = cast("Mapping[str, Any]", content)
        self.places: dict[TextPlace, Place] = {}
        self._whole, self._when = whole, when
        self._plain = cast("Mapping[str, Any]", plain_texts(cast("Json", whole)).content)
        self._names = Names(self._plain["id"], self._plain["edition"])
        self._scales = {"": self._plain["levels"]}
        self._scales |= {scale["id"]: scale["levels"] for scale in self._plain.get("scales", ())}
        self._document = self._part("document")
        self._types = {kind: self._part("item type", kind) for kind in ("Aspect", "Strand")}
        self._rubric = self._part("rubric")
        self._items: list[Content] = []
        self._associations: list[Content] = []
        self._criteria: list[Content] = []

    def package(self) -> Content:
        """Everything, in the order of the edition."""
        for number, aspect in enumerate(self._plain["aspects"], start=1):
            self._aspect(number, aspect)
        rubric = {**self._rubric, "title": self._plain["title"], "CFRubricCriteria": self._criteria}
        return {
            "CFDocument": self._described(),
            "CFItems": self._items,
            "CFAssociations": self._associations,
            "CFDefinitions": {"CFItemTypes": self._item_types()},
            "CFRubrics": [rubric],
        }

    def _part(self, kind: str, *code: str, reference: str = "") -> Content:
        return {**self._names.part(kind, *code, reference=reference), "lastChangeDateTime": self._when}

    def _described(self) -> Content:
        plain = self._plain
        return {
            **self._document,
            "creator": plain["owner"],
            "title": plain["title"],
            "version": plain["edition"],
            "language": plain["language"],
            "caseVersion": "1.1",
            "frameworkType": "Quality mark",
            "extensions": {EXTENSION: self._whole},
        }

    def _item_types(self) -> list[Content]:
        terms = self._plain["terms"]
        words = {"Aspect": terms["aspect"], "Strand": terms["strand"]}
        return [
            {**part, "title": kind, "description": words[kind], "hierarchyCode": str(number)}
            for number, (kind, part) in enumerate(self._types.items(), start=1)
        ]

    def _aspect(self, number: int, aspect: Content) -> None:
        part = self._part("aspect", aspect["id"], reference=aspect.get("reference", ""))
        self._item(part, "Aspect", str(number), aspect["title"], aspect["short"])
        self._note(part, ("aspects", number - 1), fullStatement="title", abbreviatedStatement="short")
        self._below(part, aspect["title"], self._document, self._plain["title"], number)
        for place, strand in enumerate(aspect["strands"], start=1):
            self._strand(f"{number}.{place}", aspect, part, place, strand)

    def _strand(self, number: str, aspect: Content, above: Content, place: int, strand: Content) -> None:
        part = self._part("strand", aspect["id"], strand["id"], reference=strand.get("reference", ""))
        item = self._item(part, "Strand", number, strand["question"], strand["title"])
        at: Place = ("aspects", int(number.partition(".")[0]) - 1, "strands", place - 1)
        self._note(part, at, fullStatement="question", abbreviatedStatement="title")
        if strand.get("typical_evidence"):
            item["notes"] = "\n".join(strand["typical_evidence"])
        self._below(part, strand["title"], above, aspect["title"], place)
        criterion = self._part("criterion", aspect["id"], strand["id"])
        self._criteria.append(
            {
                **criterion,
                "category": aspect["title"],
                "description": strand["title"],
                "CFItemURI": link_to(part, strand["title"]),
                "weight": 1.0,
                "position": len(self._criteria) + 1,
                "rubricId": self._rubric["identifier"],
                "CFRubricCriterionLevels": self._levels(aspect, strand, criterion, at),
            }
        )

    def _levels(self, aspect: Content, strand: Content, criterion: Content, at: Place) -> Sequence[Content]:
        scale = () if strand.get("narrative") else self._scales[strand.get("scale", "")]
        found = []
        for rank, level in enumerate(scale, start=1):
            part = self._part("level", aspect["id"], strand["id"], level["id"])
            self._note(part, (*at, "descriptors"), description=level["id"])
            described = {
                "quality": level["name"],
                "description": strand.get("descriptors", {}).get(level["id"], level["meaning"]),
                "score": float(rank),
                "position": rank,
                "rubricCriterionId": criterion["identifier"],
            }
            found.append({**part, **described})
        return found

    def _note(self, part: Content, at: Place, **keys: str) -> None:
        self.places |= {(part["identifier"], key): (*at, of) for key, of in keys.items()}

    def _item(self, part: Content, kind: str, number: str, statement: str, short: str) -> Content:
        item = {
            **part,
            "fullStatement": statement,
            "abbreviatedStatement": short,
            "humanCodingScheme": number,
            "CFItemType": kind,
            "CFItemTypeURI": link_to(self._types[kind], kind),
            "language": self._plain["language"],
        }
        self._items.append(item)
        return item

    def _below(self, child: Content, title: str, parent: Content, parent_title: str, place: int) -> None:
        self._associations.append(
            {
                **self._part("child", child["identifier"]),
                "associationType": "isChildOf",
                "sequenceNumber": place,
                "originNodeURI": link_to(child, title, node=True),
                "destinationNodeURI": link_to(parent, parent_title, node=True),
            }
        )
