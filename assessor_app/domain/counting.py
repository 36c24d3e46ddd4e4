"""Numbers with their noun."""


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 strand", "3 strands". many: the plural when it is not `one` with an s."""
    return f"{number} {one if number == 1 else many or one + 's'}"
