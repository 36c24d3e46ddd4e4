"""Small invented files of each kind."""

import json
from typing import Any

CHANGED = "2026-01-31T12:00:00+00:00"


def item(number: int, kind: str = "", words: str = "", **more: object) -> dict[str, Any]:
    identifier = f"00000000-0000-4000-8000-{number:012}"
    found = {"identifier": identifier, "uri": f"https://example.org/uri/{identifier}", "fullStatement": words}
    return {**found, **({"CFItemType": kind} if kind else {}), "lastChangeDateTime": CHANGED, **more}


def child(of: dict[str, Any], above: dict[str, Any], place: object = None, kind: str = "isChildOf") -> dict[str, Any]:
    found = {"associationType": kind, "originNodeURI": {"identifier": of["identifier"]}}
    found["destinationNodeURI"] = above["uri"]  # a plain address, as packages of 2017 have it
    return found if place is None else {**found, "sequenceNumber": place}


DOCUMENT = {
    "identifier": "00000000-0000-4000-8000-00000000d0c0",
    "uri": "https://example.org/uri/00000000-0000-4000-8000-00000000d0c0",
    "creator": "The Reading Trust",
    "title": "Reading standards",
    "version": "v2.1 draft",
    "language": "en",
    "lastChangeDateTime": CHANGED,
}


def items_package() -> dict[str, Any]:
    """Two groups, three standards of which one has levels as items, in a wrong order and with text for a number."""
    partners, rooms = item(1, "Area", "Partners"), item(2, "Area", "Rooms &#60and&#62 books")
    trained = item(3, "Standard", "Every partner is trained.\r\nAll\u00a0of them.", humanCodingScheme="P.1")
    known, quiet = item(4, "Standard", "Partners are known."), item(5, "Standard", "There is a <b>quiet</b> room.")
    low, high = (
        item(6, "Rubric", "Some are.", abbreviatedStatement="Score 0"),
        item(7, "Rubric", "All.", abbreviatedStatement="Score 1"),
    )
    lone = item(8, "Note", "Nobody's child")
    links = [
        child(partners, DOCUMENT, 1), child(rooms, DOCUMENT, "2"), child(trained, partners, "2"),
        child(known, partners, 1), child(quiet, rooms), child(low, trained, 1), child(high, trained, 2),
        child(low, high, kind="precedes"), child(partners, trained, 9),
    ]  # fmt: skip
    items = [high, low, quiet, known, trained, rooms, partners, lone, {**known, "fullStatement": "Another text"}]
    return {"CFDocument": DOCUMENT, "CFItems": items, "CFAssociations": links}


def rubrics_package() -> dict[str, Any]:
    def level(name: str, score: float) -> dict[str, Any]:
        return {"quality": name, "description": f"{name} it is.", "score": score}

    def criterion(words: str, place: int, levels: list[dict[str, Any]]) -> dict[str, Any]:
        return {"description": words, "category": "Work", "position": place, "CFRubricCriterionLevels": levels}

    criteria = [
        criterion("Second", 2, [level("Good", 2), level("Weak", 1)]),
        criterion("First", 1, [level("Weak", 1), level("Good", 2)]),
        criterion("Remarks", 3, []),
    ]
    return {"CFPackage": {"CFDocument": DOCUMENT, "CFItems": [], "CFRubrics": [{"CFRubricCriteria": criteria}]}}


def as_bytes(package: object) -> bytes:
    return json.dumps(package).encode()


FRAMEWORK = """\
urn: urn:x:library:small
locale: en
name: Small library
copyright: Use it as you like.
version: 3
provider: The Trust
objects:
  framework:
    urn: urn:x:framework:small
    name: Small framework
    scores_definition:
    - {score: 2, name: Good, description: It is usual.}
    - {score: 1, name: "\\nWeak", description: It has begun.}
    requirement_nodes:
    - {urn: a, assessable: false, depth: 1, ref_id: A, name: Work}
    - {urn: a1, parent_urn: a, assessable: true, ref_id: A.1, description: Is there work?,
       annotation: "1: Little work.\\n2: Much work."}
    - urn: a2
      parent_urn: a
      assessable: true
      name: Choice
      questions:
        q1:
          type: unique_choice
          text: Which of these?
          choices:
          - {urn: c2, value: 2 Three or more, add_score: 2}
          - {urn: c1, value: 1 Two, add_score: 1}
          - {urn: c0, value: 0 None of it, add_score: 0}
    - {urn: b, assessable: false, depth: 1, name: Day}
    - {urn: b1, parent_urn: b, assessable: true, name: When, translations: {fr: {name: Quand}},
       questions: {q: {type: date, text: Since when?}}}
"""

QUESTIONS_ONLY = """\
objects:
  framework:
    name: Questions only
    requirement_nodes:
    - {urn: a, assessable: false, name: Work}
    - urn: a1
      parent_urn: a
      assessable: true
      questions: {q: {text: Is there a plan?, choices: [{value: 'No'}, {value: 'Yes', add_score: 1}]}}
    - urn: a2
      parent_urn: a
      assessable: true
      questions:
      - {text: How often?, choices: [{value: Never}, {value: Seldom, add_score: 1}, {value: Often, add_score: 2}]}
"""


def deep(groups: int, each: int) -> str:
    """A library of one chapter with some groups of some requirements each."""
    nodes = [{"urn": "top", "assessable": False, "name": "Everything"}]
    for group in range(groups):
        nodes.append({"urn": f"g{group}", "parent_urn": "top", "assessable": False, "name": f"Group {group}"})
        nodes += [
            {"urn": f"g{group}-{n}", "parent_urn": f"g{group}", "assessable": True, "name": f"Requirement {group} {n}"}
            for n in range(each)
        ]
    levels = [{"score": 1, "name": "No"}, {"score": 2, "name": "Yes"}]
    framework = {"name": "Deep", "scores_definition": levels, "requirement_nodes": nodes}
    return json.dumps({"objects": {"framework": framework}})


WIDE = """\
Area;No;Criterion;Question;Evidence;Embedded;Enhancing;Developing;Points
Work;1;Planning;Is work planned?;Plans
;2;Doing;;;Always done;Often done;Sometimes done;9
"""

LONG = """\
criterion,level,level_description,score
Planning,Weak,No plan,1
,Good,A plan,2
Doing,Weak,Not done,1
Doing,Good,Done,2
"""

CANVAS_CSV = """\
Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range,Rating Name,Rating Description,Rating Points,\
Rating Name,Rating Description,Rating Points
Essay,Idea,Has an idea,false,Full,There is one,5,None,There is none,0
,Words,,false,Full,,5,None,,5
"""

CANVAS_XML = """\
<?xml version="1.0"?><rubrics xmlns="http://canvas.instructure.com/xsd/cccv1p0"><rubric identifier="r">
<title>Essay</title><criteria><criterion><criterion_id>blank</criterion_id><points>5</points>
<description>Idea</description><ratings>
<rating><description>Full</description><points>5</points><long_description>There is one</long_description></rating>
<rating><description>None</description><points>0</points><id>blank</id></rating>
</ratings></criterion></criteria></rubric></rubrics>
"""
