"""What is judged: levels, scales, strands and the aspects that group them."""

from dataclasses import dataclass

from assessor_app.domain.scheme.texts import Wording


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale. `rank` counts from 1 for the lowest; `wording` is that of the meaning."""

    id: str
    name: str
    rank: int
    meaning: str = ""
    wording: Wording = Wording.MODEL


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of its own for some strands, beside the mark's main one. Levels lowest first."""

    id: str
    title: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """The unit that is judged. `number` is "3.2"; `descriptors` maps level id to the rubric's text, lowest first;
    `wording` is that of the title, the question, the descriptors and the typical evidence.

    scale: id of the scale it is judged on, "" for the main one; narrative: it is written about and has no level;
    core: a rule may ask for all core strands.
    """

    id: str
    number: str
    title: str
    question: str
    descriptors: dict[str, str]
    typical_evidence: tuple[str, ...] = ()
    wording: Wording = Wording.MODEL
    scale: str = ""
    narrative: bool = False
    core: bool = False


@dataclass(frozen=True, slots=True)
class Aspect:
    """A group of strands. `short` is the name used in lists and figures."""

    id: str
    number: str
    title: str
    short: str
    strands: tuple[Strand, ...]
