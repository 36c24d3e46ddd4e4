"""One sitting of settling: what was chosen so far, nothing of it written. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assessor_app.domain.journal.clash import Clash, ClashKind, Decision, decision_of
from assessor_app.domain.journal.operation import Json
from assessor_app.domain.words.wording import combined


@dataclass(slots=True)
class Choice:
    """What a clash would be settled with. words: how it came about ("Kept mine"), "" while nothing was chosen;
    used: the person has said to use it."""

    value: Json = None
    words: str = ""
    used: bool = False


@dataclass(slots=True)
class SettleSession:
    """The clashes of a visit, the one on show, and the choices by the clash's name."""

    person: str
    clashes: tuple[Clash, ...] = ()
    at: int = 0
    choices: dict[str, Choice] = field(default_factory=dict)

    @property
    def clash(self) -> Clash | None:
        """The one on show."""
        return self.clashes[self.at] if self.at < len(self.clashes) else None

    def choice_of(self, clash: Clash) -> Choice:
        """What is chosen for a clash."""
        return self.choices.setdefault(clash.name, Choice())

    def show(self, clashes: Sequence[Clash]) -> None:
        """The clashes as they are now. A choice stays while the values it was made over are the same."""
        before = {clash.name: clash.seen for clash in self.clashes}
        here = self.clash.name if self.clash else ""
        self.choices = {
            clash.name: self.choices[clash.name]
            for clash in clashes
            if clash.name in self.choices and before.get(clash.name) == clash.seen
        }
        self.clashes = tuple(clashes)
        self.at = next((place for place, clash in enumerate(clashes) if clash.name == here), 0)

    def mine_to_settle(self, clash: Clash) -> bool:
        """False for the judgement of somebody else, which only they settle."""
        return clash.owner in ("", self.person)

    def choose(self, value: Json, words: str) -> None:
        """Choose a value for the clash on show."""
        if self.clash and self.mine_to_settle(self.clash):
            self.choices[self.clash.name] = Choice(value, words)

    def combine(self, words: str) -> None:
        """Both texts, the first one first, without repeats."""
        clash = self.clash
        if clash and clash.kind is ClashKind.TEXT:
            text = str(clash.sides[0].value or "")
            for side in clash.sides[1:]:
                text = combined(text, str(side.value or ""))
            self.choose(text, words)

    def start_again(self) -> None:
        """Choose nothing for the clash on show."""
        if self.clash:
            self.choices.pop(self.clash.name, None)

    def use(self) -> bool:
        """Use what is chosen, and go on to the next that waits; False when nothing is chosen."""
        clash = self.clash
        if clash is None or not self.choice_of(clash).words:
            return False
        self.choices[clash.name] = replace(self.choice_of(clash), used=True)
        waiting = self.waiting
        if waiting:
            following = [place for place in waiting if place > self.at]
            self.at = (following or waiting)[0]
        return True

    def step(self, step: int) -> None:
        """Look at the clash before or after."""
        self.at = min(max(self.at + step, 0), max(len(self.clashes) - 1, 0))

    @property
    def waiting(self) -> list[int]:
        """Places of the clashes that this person can settle and has not."""
        return [
            place
            for place, clash in enumerate(self.clashes)
            if self.mine_to_settle(clash) and not self.choice_of(clash).used
        ]

    @property
    def used(self) -> int:
        """How many are decided."""
        return sum(self.choice_of(clash).used for clash in self.clashes)

    def decisions(self, with_current: bool = False) -> tuple[Decision, ...]:
        """What would be written. with_current: also what is chosen for the clash on show."""
        return tuple(
            decision_of(clash, choice.value)
            for clash in self.clashes
            for choice in [self.choice_of(clash)]
            if choice.used or (with_current and choice.words and clash is self.clash)
        )
