import subprocess
import sys

import pytest

from assessor_app.errors import Refused, Unavailable
from assessor_app.models.queries import queries
from assessor_app.models.queries.first_page import first_visits
from tests.models.conftest import KEY, PERSON, embedded_only, server_only
from tests.models.database.test_store import begin


@embedded_only
def test_first_page_is_what_the_list_gives(store):
    for number, day in enumerate(["2026-11-22", "2026-12-01", None]):
        begin(store, f"a{number}")
        store.write(lambda writing, n=number, d=day: writing.set(f"assessment/a{n}", "visit_on", d)).result()
    store.write(lambda writing: writing.set("assessment/a0", "lead", PERSON)).result()
    store.write(lambda writing: writing.set(f"assessment/a0/strand/s/judgement/{PERSON}", "level", "secure")).result()
    store.write(lambda writing: writing.set("assessment/a0/strand/t/judgement/P-2", "level", "secure")).result()
    found = first_visits(store.folder / "assay.db", KEY)
    with store.read() as reading:
        assert found == queries.list_assessments(reading)
    assert [summary.id for summary in found] == ["a1", "a0", "a2"]
    assert [summary.judged for summary in found] == [0, 1, 0]
    assert len(first_visits(store.folder / "assay.db", KEY, 2)) == 2


@embedded_only
def test_deleted_visits_are_on_no_list(store):
    begin(store)
    store.write(lambda writing: writing.set("assessment/a1", "deleted", True)).result()
    assert first_visits(store.folder / "assay.db", KEY) == ()


@embedded_only
def test_wrong_key_and_missing_file_are_told_apart(store, tmp_path):
    with pytest.raises(Refused) as caught:
        first_visits(store.folder / "assay.db", bytes(32))
    assert caught.value.code == "wrong-key"
    with pytest.raises(Unavailable, match="no profile"):
        first_visits(tmp_path / "none" / "assay.db", KEY)


@server_only
def test_a_store_on_a_server_waits_for_its_services(store):
    begin(store)
    assert first_visits(store.folder / "assay.db", KEY) == ()


def test_first_page_needs_no_sqlalchemy():
    code = "import sys, assessor_app.models.queries.first_page; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=300).returncode == 0
