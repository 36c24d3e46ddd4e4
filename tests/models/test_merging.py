"""Convergence of real stores: whatever is exchanged, in whatever order, all end with the same record."""

import itertools
import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor_app.domain.journal import merging
from assessor_app.models.database.dialect import write_copy
from assessor_app.models.database.joining import OwnFile, join
from assessor_app.models.database.sqlcipher import DATABASE
from assessor_app.models.database.store import Author, Store
from assessor_app.models.journal.rebuilding import rebuild_and_compare
from assessor_app.models.queries import queries
from assessor_app.models.upkeep.backing_up import restore
from assessor_app.models.upkeep.checking import check
from tests.models.conftest import ENGINES, KEY
from tests.models.exchanging import LANES, give, outgoing
from tests.models.test_exchange import tables

FIELDS = (
    ("assessment/a1/strand/culture.voice", "reason", ("Strong.", "Weak.", None)),
    ("assessment/a1/strand/culture.voice", "flagged", (True, False)),
    ("assessment/a1/strand/culture.voice", "working_notes", ("Ask.", "Asked.")),
    ("institution/i1", "name", ("Marsh Lane", "Marsh Lane Primary")),
    ("assessment/a1/note/n1", "text", ("Seen.", "Seen twice.")),
    ("assessment/a1/note/n1", "deleted", (True, False)),
)
PEOPLE = ("P-00000001", "P-00000002", "P-00000003")

EXAMPLES = int(os.environ.get("ASSAY_EXAMPLES", "8"))
"""Random histories for each property; a longer run sets another number."""

FEW = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

changes = st.tuples(st.just("change"), st.integers(0, 2), st.integers(0, 5), st.integers(0, 2), st.booleans())
drifts = st.tuples(st.just("clock"), st.integers(0, 2), st.integers(-100_000, 100_000))
exchanges = st.tuples(st.just("send"), st.integers(0, 2), st.integers(0, 2), st.booleans())
histories = st.lists(st.one_of(changes, changes, exchanges, drifts), max_size=18)


class Team:
    """Three people with a store each, whose clocks go their own way."""

    def __init__(self, folder, databases=None):
        self.databases, self.taken = databases, []
        self.folder = folder
        self.now = [datetime(2026, 11, 22, tzinfo=UTC)] * 3
        self.stores = [self.made(person, person, lambda i=i: self.now[i]) for i, person in enumerate(PEOPLE)]
        self.screens = [{}, {}, {}]
        self.extra = itertools.count()

    def made(self, name, person, clock):
        """A new store: in a file, or on the server when there are databases to take."""
        if self.databases is None:
            return Store.create(self.folder / name, KEY, Author(person), clock)
        self.taken.append(self.databases.take())
        join(OwnFile(self.folder / name, KEY), self.taken[-1])
        return Store.open(self.folder / name, KEY, Author(person), clock)

    def play(self, history):
        for what, who, *how in history:
            getattr(self, what)(who, *how)
        return self

    def change(self, who, field, value, stale):
        entity, name, values = FIELDS[field]
        seen = self.screens[who].get(field) if stale else None
        chosen = values[value % len(values)]
        self.stores[who].write(lambda writing: writing.set(entity, name, chosen, seen)).result()
        self.screens[who].setdefault(field, self.state(self.stores[who], field).heads)

    def clock(self, who, seconds):
        self.now[who] += timedelta(seconds=seconds)

    def send(self, who, to, relay):
        segments = outgoing(self.stores[who])
        own = [each for each in segments if relay or each.manifest.device == self.stores[who].device]
        give(own, self.stores[to])

    def everything(self):
        found = {each.sha256: each for store in self.stores for each in outgoing(store)}
        return list(found.values())

    def newcomer(self):
        name = f"new{next(self.extra)}"
        self.stores.append(self.made(name, "P-00000009", lambda: self.now[0]))
        return self.stores[-1]

    def backed_up(self, store):
        """A backup of a store, in a folder of its own."""
        backup = self.folder / f"backup{next(self.extra)}"
        backup.mkdir()
        store.maintain(lambda raw: write_copy(raw, backup / DATABASE)).result()
        return backup

    def restored(self, backup):
        """A profile brought back from a backup, on a new computer."""
        target = self.folder / f"restored{next(self.extra)}"
        restore(backup, target, target / "blobs", KEY)
        self.stores.append(Store.open(target, KEY, Author(PEOPLE[0]), lambda: self.now[0]))
        return self.stores[-1]

    def state(self, store, field):
        entity, name, _ = FIELDS[field]
        return store.write(lambda writing: writing.state(entity, name)).result()

    def close(self):
        for store in self.stores:
            store.close()
        for address in self.taken:
            self.databases.give_back(address)


def played(test, engines=ENGINES):
    """Run a test with a team that has lived through a random history, on both engines: the server takes longer, so
    it gets fewer."""

    @pytest.mark.parametrize("engine", engines)
    def run(engine, request):
        on_server = engine == "postgresql"
        databases = request.getfixturevalue("server_databases") if on_server else None

        @settings(FEW, max_examples=max(1, EXAMPLES // 4) if on_server else EXAMPLES)
        @given(history=histories, random=st.randoms(use_true_random=False))
        def play(history, random):
            with tempfile.TemporaryDirectory() as folder:
                team = Team(Path(folder), databases)
                try:
                    test(team.play(history), random)
                finally:
                    team.close()

        play()

    run.__name__ = test.__name__
    return run


def played_in_files(test):
    """The same for what is about the encrypted file itself."""
    return played(test, ENGINES[:1])


@played
def test_stores_that_have_everything_are_equal_whatever_the_order(team, random):
    segments = team.everything()
    for store in team.stores:
        random.shuffle(segments)
        give(segments, store)
    newcomer = team.newcomer()
    random.shuffle(segments)
    chains = {(each.manifest.device, each.manifest.lane) for each in segments}
    for device, lane in random.sample(sorted(chains), len(chains)):
        chain = [each for each in segments if (each.manifest.device, each.manifest.lane) == (device, lane)]
        for each in sorted(chain, key=lambda segment: segment.manifest.first_seq):
            give([each], newcomer)
    first = team.stores[0]
    states = [team.state(first, field) for field in range(len(FIELDS))]
    for store in team.stores[1:]:
        assert [team.state(store, field) for field in range(len(FIELDS))] == states
        assert tables(store) == tables(first)
    operations = [operation for each in segments for operation in each.operations]
    for (entity, field), state in merging.states(operations).items():
        assert first.write(lambda writing, e=entity, f=field: writing.state(e, f)).result() == state


@played
def test_the_same_bundles_again_and_in_another_grouping_change_nothing(team, random):
    segments = team.everything()
    one, other = team.newcomer(), team.newcomer()
    give(segments, one)
    before = tables(one)
    assert give([*segments, *segments], one).segments == 0
    for lane in random.sample(LANES, len(LANES)):
        give([each for each in segments if each.manifest.lane == lane], other)
    assert tables(other) == tables(one) == before


@played
def test_equal_values_are_never_a_conflict_and_different_ones_always_are(team, random):
    store = team.newcomer()
    give(team.everything(), store)
    with store.read() as reading:
        open_fields = {(each.entity, each.field) for each in queries.conflicts(reading, "a1")}
    for place, (entity, name, _) in enumerate(FIELDS):
        values = {repr(each.value) for each in team.state(store, place).values}
        if not entity.startswith("institution"):
            assert ((entity, name) in open_fields) == (len(values) > 1)


@played
def test_what_is_typed_over_the_shown_value_takes_nothing_else_away(team, random):
    everything = team.everything()
    for store in team.stores:
        give(everything, store)
    entity, name, _ = FIELDS[0]
    store = team.stores[random.randrange(3)]
    before = team.state(store, 0)
    others = {each.value for each in before.values if each.operation not in before.on_screen}
    store.write(lambda writing: writing.set(entity, name, "Typed now.", before.on_screen)).result()
    assert {each.value for each in team.state(store, 0).values} >= others


@played_in_files
def test_a_restored_copy_loses_nothing_and_ends_equal(team, random):
    owner, office = team.stores[0], team.newcomer()
    for store in team.stores[:3]:
        give(outgoing(store), office)
    backup = team.backed_up(owner)
    entity = FIELDS[0][0]
    owner.write(lambda writing: writing.set(entity, "saw", "Sent since the backup.")).result()
    give(outgoing(owner), office)
    owner.close()
    restored = team.restored(backup)
    restored.write(lambda writing: writing.set(*FIELDS[0][:2], "After the restore.")).result()
    give(outgoing(office), restored)
    give(outgoing(restored), office)
    assert restored.device != owner.device
    assert tables(restored) == tables(office)
    values = {each.value for each in team.state(office, 0).values}
    assert "After the restore." in values
    assert restored.write(lambda writing: writing.state(entity, "saw")).result().shown == "Sent since the backup."
    assert rebuild_and_compare(restored).differences == ()


@played
def test_no_store_ever_differs_from_its_journal(team, random):
    for store in team.stores:
        assert rebuild_and_compare(store).differences == ()
        assert check(store) == ()


@played
def test_no_write_vanishes_unless_its_replacer_had_seen_it(team, random):
    segments = team.everything()
    newcomer = team.newcomer()
    give(segments, newcomer)
    operations = {operation.id: operation for each in segments for operation in each.operations}
    children = {}
    for identity, operation in operations.items():
        for parent in operation.parents:
            children.setdefault(parent, set()).add(identity)
    for identity, operation in operations.items():
        reached, waiting = set(), {identity}
        while waiting:
            reached |= waiting
            waiting = {child for each in waiting for child in children.get(each, ())} - reached
        place = (operation.entity, operation.field)
        heads = newcomer.write(lambda writing, p=place: writing.state(*p)).result().heads
        assert reached & set(heads)


@played
def test_a_settled_conflict_is_settled_everywhere(team, random):
    everything = team.everything()
    for store in team.stores:
        give(everything, store)
    settler = team.stores[0]
    with settler.read() as reading:
        open_conflicts = queries.conflicts(reading, "a1")
    for conflict in open_conflicts:
        team.stores[0].write(
            lambda writing, c=conflict: writing.set(c.entity, c.field, c.state.shown, c.state.heads)
        ).result()
    for store in team.stores[1:]:
        give(outgoing(settler, LANES), store)
        with store.read() as reading:
            assert queries.conflicts(reading, "a1") == ()


def test_last_writer_wins_would_have_lost_a_judgement(new_store):
    """The reason for all of this: by clock alone, one of two judgements would be gone without a trace."""
    amal, ben = new_store("amal", PEOPLE[0]), new_store("ben", PEOPLE[1])
    entity = "assessment/a1/strand/culture.voice"
    for store, value in ((amal, "Strong."), (ben, "Weak.")):
        store.write(lambda writing, v=value: writing.set(entity, "reason", v)).result()
    operations = [operation for store in (amal, ben) for each in outgoing(store) for operation in each.operations]
    by_clock = max(operations, key=lambda operation: (operation.hlc, operation.device)).value
    give(outgoing(ben), amal)
    found = amal.write(lambda writing: writing.state(entity, "reason")).result()
    assert {value.value for value in found.values} == {"Strong.", "Weak."} > {by_clock}
