"""Progress out, cancelling in, for work that runs in a worker thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from assessor_app.errors import Stopped

Progress: TypeAlias = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""
Cancelled: TypeAlias = Callable[[], bool]
"""True once the person has asked to stop."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Asked between two pieces of work. `outcome` is the start of the sentence when the person stopped it."""

    progress: Progress
    cancelled: Cancelled
    total: int
    outcome: str

    def __call__(self, done: int) -> None:
        """Tell how far the work is. Raises Stopped when the person wants no more."""
        if self.cancelled():
            raise Stopped(f"{self.outcome}, because you stopped it. Nothing was changed; start again when you like.")
        self.progress(min(done, self.total), self.total)
