"""How good a passphrase is, in words."""

import math
import re
from itertools import pairwise

TOO_EASY = "Too easy to guess"
FAIR = "Fair"
GOOD = "Good"

SHORTEST = 8

_COMMON_WORDS = """
password passphrase passwort welcome letmein qwertyuiop qwerty asdfghjkl asdf zxcvbnm admin administrator login
monkey dragon football liverpool arsenal chelsea everton rugby princess sunshine iloveyou superman batman
starwars whatever secret changeme default master teacher school college assessor inspector quality summer winter
spring autumn london wales cymru england scotland ireland monday friday january december
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def strength(passphrase: str) -> str:
    """ "Too easy to guess", "Fair" or "Good": an estimate of the guesses a patient stranger would need.

    A word counts 12 bits (one of some 4,000 everyday words), a common one, a run or a repeat almost nothing;
    other characters count by the kinds used. 36 bits are fair and 46 (four different words) are good, because each
    guess costs most of a second.
    """
    if len(passphrase.strip()) < SHORTEST:
        return TOO_EASY
    bits = _bits(passphrase)
    if bits < 36:
        return TOO_EASY
    return GOOD if bits >= 46 else FAIR


def _bits(passphrase: str) -> float:
    parts = dict.fromkeys(re.findall(r"[^\W\d_]+|\d+|[\W_]", passphrase.casefold()))
    kinds = _kinds(passphrase)
    return sum(_part_bits(part, kinds) for part in parts)


def _part_bits(part: str, kinds: int) -> float:
    if part.isspace():
        return 0
    if part in _COMMON or _is_run(part):
        return 2
    by_character = len(part) * math.log2(kinds)
    # A stretch of letters may be a word, and is then worth no more than a word.
    return min(by_character, 12 if len(part) <= 9 else 20) if part.isalpha() else min(by_character, 3.3 * len(part) + 2)


def _is_run(part: str) -> bool:
    """True for rows of keys, and for characters that mostly repeat or count up or down ("aaaa", "4567", "zyxw")."""
    if len(part) < 3:
        return False
    steps = [ord(after) - ord(before) for before, after in pairwise(part)]
    same = max(steps.count(step) for step in (-1, 0, 1))
    return same >= 0.7 * len(steps) or any(part in row or part in row[::-1] for row in _ROWS)


def _kinds(passphrase: str) -> int:
    sizes = ((r"[a-z]", 26), (r"[A-Z]", 26), (r"\d", 10), (r"[^a-zA-Z\d\s]", 30))
    return max(2, sum(size for pattern, size in sizes if re.search(pattern, passphrase)))
