import shutil

import pytest
from sqlalchemy import inspect

from assessor_app.errors import Refused, Unavailable
from assessor_app.models.database import migrating
from assessor_app.models.database.sqlcipher import connect
from assessor_app.models.database.store import Author, Store
from assessor_app.models.database.tables import METADATA
from assessor_app.models.journal.rebuilding import rebuild_and_compare
from assessor_app.models.queries import queries
from assessor_app.models.upkeep.checking import check
from tests.models.conftest import KEY, PERSON, embedded_only, server_only
from tests.old_versions.make_store import STRAND, file_of


def test_migrations_make_the_tables_that_queries_know(store):
    with store.read() as reading:
        found = inspect(reading.connection)
        assert set(found.get_table_names()) == set(METADATA.tables)
        for name, table in METADATA.tables.items():
            columns = {column["name"]: (kind_of(column), column["nullable"]) for column in found.get_columns(name)}
            keys = {column.name for column in table.primary_key}
            assert set(columns) == set(table.columns.keys()), name
            assert set(found.get_pk_constraint(name)["constrained_columns"]) == keys, name
            for column in table.columns:
                kind, nullable = columns[column.name]
                expected = {"TEXT": "TEXT", "BIGINT": "BIGINT", "INTEGER": "INTEGER", "BLOB": "BLOB"}[str(column.type)]
                assert kind in (expected, "INTEGER" if column.name == "number" else expected), (name, column.name)
                assert nullable == bool(column.nullable) or column.name == "number", (name, column.name)


def kind_of(column):
    kind = str(column["type"])
    return {"BYTEA": "BLOB", 'TEXT COLLATE "C"': "TEXT"}.get(kind, kind)


@pytest.mark.parametrize("version", range(1, migrating.VERSION + 1))
def test_every_store_ever_released_opens(tmp_path, clock, version):
    (tmp_path / "old").mkdir()
    shutil.copyfile(file_of(version), tmp_path / "old" / "assay.db")
    store = Store.open(tmp_path / "old", KEY, Author(PERSON), clock)
    assert check(store) == ()
    assert rebuild_and_compare(store).differences == ()
    with store.read() as reading:
        found = queries.load_assessment(reading, "a1", PERSON, ("culture.voice",), lambda sha: False)
    assert found.institution.name == "Marsh Lane Primary School"
    assert found.strands[0].judgement_of(PERSON).level == "leading"
    assert (found.strands[0].reason, found.strands[0].flagged) == ("Pupils lead.", True)
    assert found.notes[0].text == "Heard in assembly."
    assert store.write(lambda writing: writing.set(STRAND, "reason", "More.")).result().shown == "More."
    store.close()


@pytest.fixture
def later(monkeypatch):
    """A program whose newest migration is the given statements."""

    def with_migration(*statements, version=2):
        class Module:
            STATEMENTS = statements

        real = migrating.import_module
        monkeypatch.setattr(
            migrating, "import_module", lambda name: Module if name.endswith("0002_test") else real(name)
        )
        monkeypatch.setattr(migrating, "MIGRATIONS", ("0001_first_store", "0002_test")[:version])
        monkeypatch.setattr(migrating, "VERSION", version)

    return with_migration


@embedded_only
def test_an_older_store_is_brought_up_to_date_and_a_copy_kept(store, clock, later):
    store.write(lambda writing: writing.set(STRAND, "reason", "Kept.")).result()
    store.close()
    later("ALTER TABLE note ADD COLUMN mood TEXT")
    Store.open(store.folder, KEY, Author(PERSON), clock).close()
    raw = connect(store.folder / "assay.db", KEY)
    assert raw.execute("PRAGMA user_version").fetchone() == (2,)
    assert raw.execute("SELECT value FROM meta WHERE key = 'version'").fetchone() == ("2",)
    assert raw.execute("SELECT COUNT(mood) FROM note").fetchone() == (0,)
    raw.close()
    copy = connect(store.folder / "assay.db.version-1", KEY)
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    assert copy.execute("SELECT reason FROM strand_record").fetchone() == ("Kept.",)
    copy.close()


def test_a_migration_that_fails_leaves_the_store_as_it_was(new_store, later):
    store = new_store()
    store.close()
    later("ALTER TABLE note ADD COLUMN mood TEXT", "ALTER TABLE absent ADD COLUMN mood TEXT")
    with pytest.raises(Unavailable, match="lacks a part"):
        new_store(again=True)
    later()
    with new_store(again=True).read() as reading:
        assert migrating.stored_version(reading.connection) == 2
        assert "mood" not in {column["name"] for column in inspect(reading.connection).get_columns("note")}


@server_only
def test_a_server_is_brought_up_to_date_once_and_an_older_program_is_told_at_its_next_change(new_store, later):
    older = new_store()
    older.write(lambda writing: writing.set(STRAND, "reason", "Kept.")).result()
    later("ALTER TABLE note ADD COLUMN mood TEXT")
    newer = new_store(again=True)
    with newer.read() as reading:
        assert "mood" in {column["name"] for column in inspect(reading.connection).get_columns("note")}
        assert reading.connection.exec_driver_sql("SELECT reason FROM strand_record").fetchall() == [("Kept.",)]
    later(version=1)
    with pytest.raises(Refused, match="newer version of Assay"):
        older.write(lambda writing: writing.set(STRAND, "reason", "By the old program.")).result()
    with older.read() as reading:
        assert reading.connection.exec_driver_sql("SELECT reason FROM strand_record").fetchall() == [("Kept.",)]
