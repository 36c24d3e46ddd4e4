"""What award the judgements so far lead to, how far the next one is, and what would change it."""

from dataclasses import dataclass

from assessor_app.domain.scheme import Outcome


@dataclass(frozen=True, slots=True)
class AspectOutlook:
    """One aspect against the rule of the outcome aimed at (the next one, or the highest once it is reached).

    reached: strands at `level_name` or above; needed: how many the rule asks for; levels: level id, NOT_ENOUGH or
    None for each strand in order.
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
class Outlook:
    """The award now, the next one, and the words for both.

    swing: the smallest sets of strand ids whose rise by one level reaches `next` (empty when none or no next);
    headline: "Silver now", "No award yet" or "No outlook yet"; gap: "1 strand short of Gold" or "";
    sentence: the one sentence of ui c4; open_sentence: whether strands still to judge could change the outcome, or "".
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
