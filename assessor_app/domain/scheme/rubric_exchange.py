"""A rubric that others wrote, on its way into an edition: what was found, what has to be asked, what is to be said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessor_app.domain.journal.operation import Json

Answers = Mapping[str, tuple[str, ...]]
"""Question code to the values that were chosen or typed. A question that is left out takes its suggestion, if any."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be given: its value and how it reads."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file leaves open. choices: none when words are typed; several: more than one may be given;
    suggested: what is taken when nobody answers, () when somebody must."""

    code: str
    words: str
    choices: tuple[Choice, ...] = ()
    several: bool = False
    suggested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundLevel:
    """A step of a scale and what it means, or what it is for one strand. name: "" when it has none of its own."""

    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class FoundStrand:
    """Something to be judged. levels: lowest first, none for the main scale; reference: where it stands in its source;
    free: it is written about and not graded."""

    title: str
    question: str = ""
    levels: tuple[FoundLevel, ...] = ()
    evidence: tuple[str, ...] = ()
    reference: str = ""
    free: bool = False


@dataclass(frozen=True, slots=True)
class FoundAspect:
    """A group of what is judged."""

    title: str
    strands: tuple[FoundStrand, ...]
    reference: str = ""


@dataclass(frozen=True, slots=True)
class FoundRubric:
    """A whole rubric. levels: the main scale, lowest first; invented: its names come from the person who imports it."""

    title: str
    owner: str
    edition: str
    language: str
    document: str
    levels: tuple[FoundLevel, ...]
    aspects: tuple[FoundAspect, ...]
    invented: bool = False

    @property
    def strands(self) -> Iterator[FoundStrand]:
        """All that is judged, in order."""
        return (strand for aspect in self.aspects for strand in aspect.strands)


@dataclass(frozen=True, slots=True)
class RubricReading:
    """What a file gave. rubric: None while a question without a suggestion is open; content: an edition that came
    back whole, instead of a rubric; left_out: what of the file is not carried over, a sentence each."""

    rubric: FoundRubric | None = None
    content: Json = None
    questions: tuple[Question, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that somebody must answer before anything can be made."""
        complete = self.rubric is not None or self.content is not None
        return () if complete else tuple(question for question in self.questions if not question.suggested)
