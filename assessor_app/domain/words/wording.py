"""Two wordings of one text: which words differ, and both texts in one."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES = re.compile(r"[^.!?\n]*(?:[.!?]+(?=\s|$)|\n|$)|[.!?]")
MOST_WORDS = 4000
"""Words and gaps above which a text is compared by sentence: comparing grows with the square of the length."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text that either stands in the other text too or is changed."""

    text: str
    changed: bool


def changed_runs(before: str, after: str) -> tuple[Run, ...]:
    """`after` as stretches, those that `before` does not have marked as changed. Whole words, never parts of one."""
    long = len(before) + len(after) > MOST_WORDS * 5
    old, new = (_sentences(each) if long else _WORDS.findall(each) for each in (before, after))
    runs: list[Run] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, _, _, start, end in matcher.get_opcodes():
        text = "".join(new[start:end])
        if text:
            runs.append(Run(text, tag != "equal"))
    return tuple(_joined(runs))


def _joined(runs: list[Run]) -> list[Run]:
    """A gap between two changed stretches belongs to them: the mark under the words is not broken there."""
    joined: list[Run] = []
    for run in runs:
        if len(joined) > 1 and run.changed and joined[-1].text.isspace() and joined[-2].changed:
            gap, before = joined.pop(), joined.pop()
            joined.append(Run(before.text + gap.text + run.text, True))
        else:
            joined.append(run)
    return joined


def combined(mine: str, theirs: str) -> str:
    """Both texts, mine first, without the sentences of theirs that mine has already."""
    known = {_bare(each) for each in _sentences(mine)}
    fresh = "".join(each for each in _sentences(theirs) if _bare(each) and _bare(each) not in known).strip()
    if not mine.strip() or not fresh:
        return (mine if mine.strip() else theirs).strip()
    return f"{mine.rstrip()}{chr(10) if chr(10) in mine + theirs else ' '}{fresh}"


def _sentences(text: str) -> list[str]:
    return [found for found in _SENTENCES.findall(text) if found]


def _bare(sentence: str) -> str:
    return " ".join(sentence.casefold().split()).rstrip(".!? ")
