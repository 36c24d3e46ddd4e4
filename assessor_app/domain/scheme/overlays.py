"""An edition as it reads for one institution: texts replaced or added for its nation, setting and other facts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessor_app.domain.scheme.texts import Worded, Wording

if TYPE_CHECKING:
    from assessor_app.domain.scheme.edition import Aspect, Scheme, Strand

InstitutionFacts = Mapping[str, str]
"""Facts an overlay may be chosen by: "nation", "setting" and what the scheme's cycle facts name."""


@dataclass(frozen=True, slots=True)
class StrandTexts(Worded):
    """Texts that take the place of a strand's own ("" and none: the strand's own stay), and evidence that is added."""

    strand: str
    title: str = ""
    question: str = ""
    descriptors: dict[str, str] | None = None
    typical_evidence: tuple[str, ...] = ()
    further_evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlay:
    """Changes for institutions whose facts match: every fact of `when` must have one of the values listed.

    aspects: whole aspects that are added, before the aspect with the id `before` or at the end; further: strands added
    to an aspect that is there.
    """

    id: str
    title: str
    when: dict[str, tuple[str, ...]]
    texts: tuple[StrandTexts, ...] = ()
    further: "dict[str, tuple[Strand, ...]] | None" = None
    aspects: "tuple[Aspect, ...]" = ()
    before: str = ""

    def fits(self, facts: InstitutionFacts) -> bool:
        """True when an institution with these facts is meant."""
        return all(facts.get(fact, "") in values for fact, values in self.when.items())


def for_institution(scheme: "Scheme", facts: InstitutionFacts) -> "Scheme":
    """The edition with every overlay that fits, in the order of the file; the edition itself when none does."""
    fitting = [overlay for overlay in scheme.overlays if overlay.fits(facts)]
    aspects = scheme.aspects
    for overlay in fitting:
        aspects = _with_added(tuple(_changed(aspect, overlay) for aspect in aspects), overlay)
    return replace(scheme, aspects=_numbered(aspects), overlays=()) if fitting else scheme


def _with_added(aspects: "tuple[Aspect, ...]", overlay: Overlay) -> "tuple[Aspect, ...]":
    ids = [aspect.id for aspect in aspects]
    place = ids.index(overlay.before) if overlay.before in ids else len(ids)
    return aspects[:place] + overlay.aspects + aspects[place:]


def _changed(aspect: "Aspect", overlay: Overlay) -> "Aspect":
    texts = {each.strand: each for each in overlay.texts}
    strands = tuple(_worded(strand, texts[strand.id]) if strand.id in texts else strand for strand in aspect.strands)
    return replace(aspect, strands=strands + (overlay.further or {}).get(aspect.id, ()))


def _worded(strand: "Strand", texts: StrandTexts) -> "Strand":
    both = (strand.wording, texts.wording)
    return replace(
        strand,
        title=texts.title or strand.title,
        question=texts.question or strand.question,
        descriptors={**strand.descriptors, **(texts.descriptors or {})},
        typical_evidence=(texts.typical_evidence or strand.typical_evidence) + texts.further_evidence,
        wording=Wording.MODEL if Wording.MODEL in both else Wording.SOURCE,
    )


def _numbered(aspects: "tuple[Aspect, ...]") -> "tuple[Aspect, ...]":
    return tuple(
        replace(
            aspect,
            number=str(number),
            strands=tuple(
                replace(strand, number=f"{number}.{place}") for place, strand in enumerate(aspect.strands, start=1)
            ),
        )
        for number, aspect in enumerate(aspects, start=1)
    )
