"""Which assessments of a mark, and which of their strands, somebody else marks a second time."""

from dataclasses import dataclass

from assessor_app.domain.scheme.texts import Worded


@dataclass(frozen=True, slots=True)
class SecondMarking(Worded):
    """The sample. meaning: why and how, in a sentence or two; assessments: of 100 assessments, how many are marked a
    second time; strands: ids of those that are, none for every one; in_each_aspect: instead, so many of every aspect,
    drawn for each assessment; before_report: the report is signed only once the two judges have agreed."""

    meaning: str = ""
    assessments: int = 100
    strands: tuple[str, ...] = ()
    in_each_aspect: int = 0
    before_report: bool = False
