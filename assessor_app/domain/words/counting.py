"""Numbers with their noun, and lists in words."""

from collections.abc import Sequence


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 strand", "3 strands". many: the plural when it is not `one` with an s."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """ "Leadership", "Leadership and Collaboration", "A, B and C"."""
    return words[0] if len(words) == 1 else f"{', '.join(f'{each}' for each in words[:-1])} {last} {words[-1]}"
