"""What award the judgements so far lead to, how far the next one is, and what would change it."""

from dataclasses import dataclass

from assessor_app.domain.scheme.edition import Outcome


@dataclass(frozen=True, slots=True)
class AspectOutlook:
    """One aspect against the rule of the outcome aimed at (the next one, or the highest once it is reached).

    reached: strands at `level_name` or above; needed: how many the rule asks of this aspect, 0 when it does not count
    by aspect; strands: how many are graded; levels: level id, NOT_ENOUGH or None for each of those in order.
    """

    aspect: str
    short: str
    reached: int
    needed: int
    strands: int
    level_name: str
    levels: tuple[str | None, ...]

    @property
    def met(self) -> bool:
        """True when this aspect meets the rule of the outcome aimed at."""
        return self.reached >= self.needed


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a rule and how it stands: "at least 3 strands of Leadership at Gold: 2 of 3".

    words: the part in words; reached of needed: strands, parts or 1 of 1; parts: what a part made of parts is made
    of. A part without parts is met when `reached` is not below `needed`, one with parts when as many of them are met.
    """

    words: str
    reached: int
    needed: int
    met: bool
    parts: tuple["Reason", ...] = ()


@dataclass(frozen=True, slots=True)
class Remarked:
    """Strands that become something in the award: recommendations, exceptional practice."""

    id: str
    title: str
    strands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """The award now, the next one, and the words for both.

    swing: the smallest sets of strand ids whose rise by one level reaches `next` (empty when none or no next);
    losing: the smallest sets whose fall by one level loses `award`; reasons: every part of the rule of `next`, or of
    the highest outcome once it is reached; headline: "Silver now", "No award yet" or "No outlook yet";
    gap: "1 strand short of Gold" or ""; sentence: the one sentence of ui c4; open_sentence: whether strands still to
    judge could change the outcome, or "".
    """

    award: Outcome | None
    next: Outcome | None
    aspects: tuple[AspectOutlook, ...]
    swing: tuple[tuple[str, ...], ...]
    judged: int
    strands: int
    headline: str
    gap: str
    sentence: str
    change_sentence: str
    open_sentence: str
    reasons: tuple[Reason, ...] = ()
    losing: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[Remarked, ...] = ()
