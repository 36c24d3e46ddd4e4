"""Quiet hints while a note is typed: a word that looks like a person's name, and a number so small that it could
point at a person. Pure; they never hold anything up and never change a text by themselves."""

import re
from dataclasses import dataclass
from itertools import zip_longest

SMALL = 10
"""A group smaller than this may be recognised."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NUMBERS = "one|two|three|four|five|six|seven|eight|nine"
_GROUPS = (
    r"care[- ]experienced|looked[- ]after|in care|estranged|young carers?|refugees?|asylum|travellers?|roma\b|eal\b"
    r"|send?\b"
    r"|ehcps?\b|special needs|disab\w+|autis\w+|adhd|dyslexi\w+|deaf|blind|free school meals|fsm\b|pupil premium|pp\b"
    r"|girls?\b|boys?\b|twins?\b|siblings?|sisters?|brothers?"
    r"|excluded|bereaved|safeguarding|child protection|transgender|trans\b|muslim|jewish|sikh|hindu|black|asian|chinese"
)
_SMALL_GROUP = re.compile(
    rf"(?<![\w.:/£$€%-])(?P<number>[1-9]|{_NUMBERS}|the only)(?![\w.:/%])(?:\s+[\w'\u2019-]+){{0,4}}?\s+(?:{_GROUPS})",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir)\.?\s+[A-Z][\w'\u2019-]*")
_CAPITAL = re.compile(r"[A-Z][a-z\u00e0-\u00ff'\u2019]+(?:-[A-Z][a-z\u00e0-\u00ff]+)?")
_SENTENCE_ENDS = '.!?:\u201c\u2018"\n'

FIRST_NAMES = _listed(
    """
    Aaron Abdul Abigail Adam Adeel Ahmed Aisha Alan Alex Alexander Alfie Ali Alice Amelia Amina Amir Amy
    Andrew Anita Anna Anthony Archie Arjun Arthur Asha Ava Barbara Ben Benjamin Beth Bilal Brian Callum
    Cameron Caroline Carol Catherine Charlie Charlotte Chidi Chloe Chris Christopher Claire Connor Daisy Dan
    Daniel David Deborah Dylan Edward Eleanor Elena Elijah Elizabeth Ella Ellie Emily Emma Erin Ethan Eva Evie
    Faith Farah Fatima Fatimah Finlay Fiona Florence Francesca Frank Freddie Freya Gareth Gemma Geoff George
    Georgia Grace Hannah Hamza Harriet Harry Hassan Heather Helen Henry Holly Hugo Ian Ibrahim Imogen Imran
    Isaac Isabella Isla Jack Jacob Jake James Jamie Jane Janet Jasmine Jason Jayden Jennifer Jessica Joanna
    Joe John Jonathan Joseph Joshua Julia Julie Kai Karen Kate Katie Kayla Keira Kevin Khadija Kieran Kiran
    Kwame Laura Lauren Layla Leah Leo Leon Lewis Liam Lily Linda Lisa Logan Louise Lucas Lucy Luke Maisie
    Maria Mariam Mark Martin Mary Maryam Mason Matilda Matthew Max Megan Mia Michael Michelle Millie Mohammad
    Mohammed Molly Muhammad Nadia Naomi Natalie Nathan Niamh Nicholas Nicola Noah Nora Oliver Olivia Omar
    Oscar Owen Patricia Paul Peter Phoebe Poppy Priya Rachel Rajesh Ravi Rebecca Reuben Rhys Richard Riley
    Robert Ronnie Rosie Rory Ruby Ryan Sadia Sally Sam Samira Samuel Sana Sarah Scarlett Sean Sebastian
    Shabnam Shane Sharon Sienna Simon Simran Sofia Sophia Sophie Stephen Steven Sunita Susan Tahir Tariq Teddy
    Theo Thomas Tia Toby Tom Tyler Victoria Vikram William Yasmin Yusuf Zainab Zara Zoe Zain
    """
)
"""Common given names in British schools. A list, not a judgement: what is not on it is noticed only by its shape."""

_NOT_NAMES = _listed(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August
    September October November December Autumn Spring Summer Winter English Maths Mathematics Science History
    Geography Art Music Computing French German Spanish Latin Welsh Mandarin Drama Religious Education
    Physical Year Key Stage Reception Nursery Early Years Foundation Phase Department Faculty Head Headteacher
    Deputy Assistant Teacher Teachers Governor Governors Chair Lead Leader Leaders Leadership Senior Middle
    Team Staff Support Pupil Pupils Student Students Parent Parents School Academy College Trust University
    Council Ofsted Department Bronze Silver Gold Developing Enhancing Embedded Strategy Policy Vision Culture
    Best Value England Scotland Wales Northern Ireland British London Christmas Easter Ramadan Eid Diwali
    Teams Google Zoom Microsoft Office Excel Word Professional Development Quality Mark Impact Evaluating
    Collaboration Partnerships High The This That These Those There They Then When What Who Why How Where
    Which Most Many Some All Every Each Both Two Three Four Five Six Seven Eight Nine Ten Not No Yes And But
    Or If In On At By For From With Without After Before Since Until During New Old Clear Good Great Strong
    Weak Very Quite Asked Said Says Saw Heard Seen Told Shows Check Ask Cover Budget Coaching Mentoring
    Training Plan Plans Meeting Meetings It Is Are Was Were Has Have Had Do Does Did Can Could Would Should
    Will May Might Must We Our You Your He She His Her Their
    """
)


@dataclass(frozen=True, slots=True)
class NameHint:
    """A stretch of text that looks like a name: `start` and `length` in the text, and the name itself."""

    start: int
    length: int
    name: str


def looks_like_name(text: str, known: frozenset[str] = frozenset()) -> NameHint | None:
    """The first word that looks like somebody's name; None when there is none.

    known: words that are no person's name here, for example those of the school's name.
    """
    titled = _TITLED.search(text)
    found = [(titled.start(), titled[0])] if titled else []
    capitals = [word for word in _CAPITAL.finditer(text) if word[0] not in known]
    for word, following in zip_longest(capitals, capitals[1:]):
        given = word[0] in FIRST_NAMES - _NOT_NAMES and not _is_mark(text, word.start())
        if given or _is_full_name(text, word, following):
            found.append((word.start(), _with_surname(text, word, following)))
    if not found:
        return None
    start, name = min(found)
    return NameHint(start, len(name), name)


def _is_mark(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in "#@"


def _with_surname(text: str, word: re.Match[str], following: re.Match[str] | None) -> str:
    joined = following is not None and text[word.end() : following.start()] == " "
    if following is not None and joined and following[0] not in _NOT_NAMES:
        return text[word.start() : following.end()]
    return word[0]


def _is_full_name(text: str, word: re.Match[str], following: re.Match[str] | None) -> bool:
    """Two capitalised words in the middle of a sentence that are no term of the trade."""
    if following is None or text[word.end() : following.start()] != " ":
        return False
    before = text[: word.start()].rstrip(" ")
    begins = not before or before[-1] in _SENTENCE_ENDS
    return not begins and not {word[0], following[0]} & _NOT_NAMES and not _is_mark(text, word.start())


def small_group(text: str) -> str:
    """The words of a group so small that its people could be recognised; empty when there is none."""
    found = _SMALL_GROUP.search(text)
    return " ".join(found[0].split()) if found else ""
