"""The search in the repository of effective practice, the same in a file and on a server."""

import pytest

from assessor_app.models.queries import practices

ENTRIES = {
    "p1": ("Culture", "primary", "Lesson study with every team, led by Si\u00e2n."),
    "p2": ("Strategy", "secondary", "Teams plan lessons together and plan them again."),
    "p3": ("Vision", "special", "A caf\u00e9 where parents and governors meet: 2-way talk or none."),
}


@pytest.fixture
def filled(store):
    def change(writing):
        for practice, (title, setting, text) in ENTRIES.items():
            for field, value in (("strand_title", title), ("setting", setting), ("text", text)):
                writing.set(f"practice/{practice}", field, value)
        writing.set("practice/p4", "strand_title", "Culture")
        writing.set("practice/p4", "setting", "primary")
        writing.set("practice/p4", "text", "Lesson study that was withdrawn.")
        writing.set("practice/p4", "deleted", True)

    store.write(change).result()
    return store


def found(store, words, most=50):
    with store.read() as reading:
        return practices.find(reading, words, most)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("lesson study", ["p1"]),
        ("LESS", ["p1", "p2"]),
        ("plan", ["p2"]),
        ("sian", ["p1"]),
        ("Si\u00e2n", ["p1"]),
        ("cafe gov", ["p3"]),
        ("secondary", ["p2"]),
        ("culture primary", ["p1"]),
        ("lesson or none", []),
        ("talk or none", ["p3"]),
        ("withdrawn", []),
        ("nothing like it", []),
        ("'", []),
        ("team' | 'x:* & !", []),
        ("2", ["p3"]),
        ('\\ ( ) " *', []),
    ],
)
def test_all_words_and_their_beginnings_are_found(filled, words, wanted):
    assert sorted(found(filled, words)) == wanted


def test_the_best_comes_first_and_no_more_than_are_wanted(filled):
    assert found(filled, "team", 1) in (["p1"], ["p2"])
    assert found(filled, "plan", 1) == ["p2"]


def test_endless_words_are_cut(filled):
    assert found(filled, "lesson " * 5000) == ["p1", "p2"] or found(filled, "lesson " * 5000) == ["p2", "p1"]
