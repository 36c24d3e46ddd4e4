"""Inline marks of a note typed during an interview: + strength, - to develop, ? to check, #strand, @who. Pure.

A mark counts only at the beginning of a word, so "follow-up" is safe. The signs + - ? count where they cannot be
punctuation: as the first or among the last words of the note. #strand and @who count anywhere; in the middle of a
sentence their words stay.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessor_app.domain.assessment.assessment import NoteKind
from assessor_app.domain.scheme.edition import Scheme, Strand

SIGNS = {
    "+": NoteKind.STRENGTH,
    "-": NoteKind.DEVELOP,
    "\u2212": NoteKind.DEVELOP,
    "\u2013": NoteKind.DEVELOP,
    "?": NoteKind.CHECK,
}
"""Signs and what they make of a note; keyboards and input methods write a minus in several ways."""

ROLES = (
    "headteacher", "deputy", "leader", "governor", "teacher", "teaching assistant", "support staff", "pupil",
    "student", "parent", "partner", "document", "learning walk",
)  # fmt: skip
"""Who may be named by @, when the timetable names nobody."""

_TOKEN = re.compile(r"(?<!\S)(?P<sign>[#@])(?P<word>[^\s#@]*[\w])")


@dataclass(frozen=True, slots=True)
class Marked:
    """A note as typed, taken apart. strand and source are empty when none was named."""

    text: str
    kind: NoteKind
    strand: str = ""
    source: str = ""


def read_marks(typed: str, scheme: Scheme) -> Marked:
    """Take the marks out of a note."""
    kind, strand, source = NoteKind.NOTE, "", ""
    words = typed.strip()
    words, kind = _leading(words, kind)
    parts, tail = _split_tail(words)
    for part in tail:
        if part in SIGNS:
            kind = SIGNS[part]
        elif part[0] == "@":
            source = role_words(part[1:])
    for token in _TOKEN.finditer(f"{parts} {' '.join(tail)}"):
        if token["sign"] == "#":
            strand = strand_of(token["word"], scheme) or strand
        else:
            source = role_words(token["word"])
    kept = [part for part in tail if part[0] == "#" and not strand_of(part[1:].rstrip(".,;"), scheme)]
    text = " ".join([parts, *kept]).strip() if kept else parts
    return Marked(_plain(text, scheme).strip(), kind, strand, source)


def _leading(words: str, kind: NoteKind) -> tuple[str, NoteKind]:
    sign = words[:1]
    if sign in SIGNS and not words[1:2].isdigit():
        return words[1:].lstrip(), SIGNS[sign]
    return words, kind


def _split_tail(words: str) -> tuple[str, list[str]]:
    """The note without the marks at its end, and those marks in order."""
    tail: list[str] = []
    while True:
        head, _, last = words.rpartition(" ") if " " in words else ("", "", words)
        head_line, newline, last = _last_line(head, last)
        if not last or not (last in SIGNS or (last[0] in "#@" and len(last) > 1)):
            return words, tail
        tail.insert(0, last)
        words = (head_line + newline).rstrip()
        if not words:
            return "", tail


def _last_line(head: str, last: str) -> tuple[str, str, str]:
    if "\n" not in last:
        return head, "", last
    before, _, end = last.rpartition("\n")
    return f"{head} {before}" if head else before, "\n", end


def _plain(text: str, scheme: Scheme) -> str:
    """Marks in the middle of a sentence become the words they stand for."""

    def words(token: re.Match[str]) -> str:
        if token["sign"] == "@":
            return role_words(token["word"])
        found = strand_of(token["word"], scheme)
        return scheme.strand(found).title if found else token["word"]

    return _TOKEN.sub(words, text)


def role_words(typed: str) -> str:
    """ "teaching-staff" as people write it: "teaching staff"."""
    return " ".join(typed.replace("-", " ").replace("_", " ").split())


def mark_of(strand: Strand) -> str:
    """What stands for a strand after #, one for each: its number and title, "3.2-culture"."""
    return f"{strand.number}-{_slug(strand.title)}"


def strand_of(typed: str, scheme: Scheme) -> str:
    """The id of the strand that a word after # names: its mark, number, id, or a title that only one strand has;
    empty when it names none or several."""
    wanted = typed.casefold()
    strands = list(scheme.strands)
    for strand in strands:
        if wanted in (mark_of(strand), strand.number, strand.id.casefold()):
            return strand.id
    named = [strand.id for strand in strands if _slug(strand.title).startswith(_slug(wanted)) and _slug(wanted)]
    exact = [strand.id for strand in strands if _slug(strand.title) == _slug(wanted)]
    found = exact or named
    return found[0] if len(found) == 1 else ""


def _slug(words: str) -> str:
    return "-".join(re.findall(r"[\w.]+", words.casefold()))


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing to choose: `insert` replaces the word being typed, `words` say what it is."""

    insert: str
    words: str


def completions(typed: str, scheme: Scheme, roles: Iterable[str] = ()) -> tuple[Completion, ...]:
    """What a word that begins with # or @ may become, best first; nothing for other words.

    typed: the word before the caret with its sign.
    """
    if typed[:1] == "#":
        return _strand_completions(_slug(typed[1:]), scheme)
    if typed[:1] == "@":
        wanted = role_words(typed[1:]).casefold()
        known = dict.fromkeys(role_words(role).casefold() for role in (*roles, *ROLES) if role)
        return tuple(
            Completion(f"@{role.replace(' ', '-')}", role)
            for role in sorted(known, key=lambda role: not role.startswith(wanted))
            if wanted in role
        )
    return ()


def _strand_completions(wanted: str, scheme: Scheme) -> tuple[Completion, ...]:
    found = []
    for aspect in scheme.aspects:
        for strand in aspect.strands:
            names = (mark_of(strand), _slug(strand.title), _slug(aspect.short), _slug(f"{aspect.short} {strand.title}"))
            if any(wanted in name for name in names):
                begins = any(name.startswith(wanted) for name in names)
                found.append((not begins, Completion(f"#{mark_of(strand)}", f"{aspect.short}: {strand.title}")))
    return tuple(completion for _, completion in sorted(found, key=lambda each: each[0]))


def marked_spans(typed: str) -> Sequence[tuple[int, int]]:
    """Where marks stand in what is being typed, for colouring: start and length."""
    spans = [(token.start(), len(token[0])) for token in _TOKEN.finditer(typed)]
    if typed[:1] in SIGNS and not typed[1:2].isdigit():
        spans.append((0, 1))
    head, tail = _split_tail(typed.rstrip())
    signs = re.finditer(r"(?<!\S)[+\-?\u2212\u2013](?!\S)", typed[len(head) :]) if tail else ()
    spans.extend((len(head) + sign.start(), 1) for sign in signs)
    return tuple(sorted(set(spans)))
