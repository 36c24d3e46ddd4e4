from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.domain.journal.merging import current, issued_again, state
from assessor_app.domain.journal.operation import Operation

ENTITY = "assessment/a1/strand/culture.voice"


def made(seq, value, *parents, device="0" * 16, hlc=None, field="reason"):
    names = tuple(sorted(parent.id for parent in parents))
    return Operation(device, "judgement/a1", seq, "P-1", seq if hlc is None else hlc, ENTITY, field, value, names)


@st.composite
def journals(draw):
    operations = []
    for number in range(draw(st.integers(0, 12))):
        parents = draw(st.sets(st.sampled_from(range(number)), max_size=3)) if number else ()
        field = draw(st.sampled_from(["reason", "saw"]))
        device = draw(st.sampled_from(["0" * 16, "1" * 16]))
        named = [operations[parent] for parent in parents]
        operations.append(made(number + 1, draw(st.integers(0, 3)), *named, device=device, field=field))
    return operations


def test_a_value_is_current_until_an_operation_of_the_same_field_names_it():
    first = made(1, "One.")
    second = made(2, "Two.", first)
    elsewhere = made(3, "Three.", second, field="saw")
    assert current([first, second, elsewhere])[ENTITY, "reason"] == (second,)


def test_a_parent_that_is_not_known_yet_changes_nothing():
    first = made(1, "One.")
    second = made(2, "Two.", first)
    assert current([second])[ENTITY, "reason"] == (second,)
    assert current([second, first])[ENTITY, "reason"] == (second,)


def test_the_clock_chooses_only_what_is_shown():
    early, late = made(1, "Early.", hlc=1), made(1, "Late.", device="1" * 16, hlc=2)
    found = state([early, late])
    assert (found.shown, found.in_conflict) == ("Late.", True)


@settings(max_examples=60, deadline=None)
@given(journals(), st.randoms(use_true_random=False))
def test_the_result_depends_on_the_set_alone(operations, random):
    shuffled = [*operations, *operations[::2]]
    random.shuffle(shuffled)
    found, expected = current(shuffled), current(operations)
    assert found.keys() == expected.keys()
    assert all(state(found[place]) == state(expected[place]) for place in found)


@settings(max_examples=60, deadline=None)
@given(journals())
def test_changes_issued_again_mean_the_same(operations):
    again = list(issued_again(operations, "f" * 16).values())
    assert [each.seq for each in again] == list(range(1, len(again) + 1))
    before, after = current(operations), current(again)
    assert {place: sorted(map(repr, (h.value for h in heads))) for place, heads in before.items()} == {
        place: sorted(map(repr, (h.value for h in heads))) for place, heads in after.items()
    }
