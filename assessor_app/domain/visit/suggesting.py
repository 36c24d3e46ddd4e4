"""Which strand a note is probably about: shared words between the note and the strand's own texts. Pure, the same
on every computer, and only ever a suggestion."""

import math
import re
from collections import Counter
from dataclasses import dataclass

from assessor_app.domain.scheme.edition import Scheme

LEAST_SCORE, LEAST_LEAD = 1.6, 1.15
"""Under the first nothing is suggested; the best must beat the second by the factor of the second."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STOP = _listed(
    """
    a about after all also am an and any are as at be because been before being but by can could did do does
    done each even every few for from get had has have he her here his how i if in into is it its just know
    more most much must my no not of off on one only or other our out over own said same say says see she
    should so some such than that the their them then there these they this those three to too two up us use
    used very was we well were what when where which while who why will with would year yes yet you your
    school schools pupil pupils
    """
)


@dataclass(frozen=True, slots=True)
class Words:
    """The weighted words of an edition's strands, computed once. weights: strand id -> word -> weight."""

    weights: dict[str, dict[str, float]]


def words_of_scheme(scheme: Scheme) -> Words:
    """Weigh the words of every strand: those that few strands share count most."""
    counts: dict[str, Counter[str]] = {}
    for aspect in scheme.aspects:
        for strand in aspect.strands:
            texts = (*strand.descriptors.values(), *strand.typical_evidence)
            counts[strand.id] = Counter(stems(" ".join(texts)))
            for heading, weight in ((strand.title, 4), (aspect.title, 3), (aspect.short, 2), (strand.question, 2)):
                for stem in set(stems(heading)):
                    counts[strand.id][stem] += weight
    spread = Counter(stem for found in counts.values() for stem in found)
    total = len(counts)
    return Words(
        {
            strand: {
                stem: (1 + math.log(count)) * math.log((1 + total) / spread[stem]) for stem, count in found.items()
            }
            for strand, found in counts.items()
        }
    )


def suggest(text: str, words: Words) -> str:
    """The id of the strand that a note is probably about; empty when no strand stands out."""
    found = set(stems(text))
    scores = sorted(
        ((sum(weights.get(stem, 0.0) for stem in found), strand) for strand, weights in words.weights.items()),
        key=lambda each: (-each[0], each[1]),
    )
    if not scores or scores[0][0] < LEAST_SCORE:
        return ""
    if len(scores) > 1 and scores[0][0] < scores[1][0] * LEAST_LEAD:
        return ""
    return scores[0][1]


def stems(text: str) -> list[str]:
    """The telling words of a text, without the commonest endings."""
    return [_stem(word) for word in re.findall(r"[a-z]{3,}", text.casefold()) if word not in _STOP]


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
