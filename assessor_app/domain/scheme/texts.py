"""Where the texts of a scheme come from."""

from dataclasses import dataclass
from enum import Enum


class Wording(Enum):
    """Where a text comes from."""

    SOURCE = "source"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Of one text: whose words, the id of the source that has them, and where in it ("page 4")."""

    wording: Wording
    source: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A part of a scheme whose texts have one origin, unless a text says otherwise (`Scheme.provenance`)."""

    wording: Wording = Wording.MODEL
    source: str = ""
    reference: str = ""
