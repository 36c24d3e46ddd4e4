import threading

import pytest

from assessor_app.domain.assessment.assessment import Stage
from assessor_app.errors import Unavailable
from assessor_app.models.queries import queries

VISIT = "assessment/a1"
STRAND = "assessment/a1/strand/culture.voice"
MINE = f"{STRAND}/judgement/P-7F2C19A4"


def begin(store, assessment="a1"):
    def change(writing):
        writing.set("institution/i1", "name", "Marsh Lane")
        visit = f"assessment/{assessment}"
        facts = {"scheme": "pdqm", "edition": "2026", "institution": "i1", "strand_count": 16, "stage": "visit"}
        for field, value in {**facts, "visit_on": "2026-11-22"}.items():
            writing.set(visit, field, value)

    store.write(change).result()


def load(store, assessment="a1"):
    with store.read() as reading:
        return queries.load_assessment(reading, assessment, "P-7F2C19A4", ("culture.voice", "x"), lambda sha: False)


def test_what_is_set_is_read_back(store):
    begin(store)
    store.write(lambda writing: writing.set(MINE, "level", "secure")).result()
    state = store.write(lambda writing: writing.set(STRAND, "reason", "Pupils lead.")).result()
    found = load(store)
    assert found.institution.name == "Marsh Lane"
    assert found.stage is Stage.VISIT
    assert found.levels_of("P-7F2C19A4") == {"culture.voice": "secure", "x": None}
    assert found.strand("culture.voice").reason == "Pupils lead."
    assert found.strand("culture.voice").states["reason"] == state
    assert found.strand("culture.voice").judgements[0].judged_at == "2026-11-22T11:42:00Z"


def test_what_is_set_is_there_after_opening_again(new_store):
    store = new_store()
    begin(store)
    store.write(lambda writing: writing.set(MINE, "level", "secure")).result()
    before = load(store)
    store.close()
    assert load(new_store(again=True)) == before


def test_closing_waits_for_who_reads_and_nobody_reads_afterwards(new_store):
    store = new_store()
    begin(store)
    reading, may_end, found = threading.Event(), threading.Event(), []

    def read():
        with store.read() as connection:
            reading.set()
            may_end.wait(300)
            found.append(queries.exists(connection, "a1"))

    reader, closer = threading.Thread(target=read), threading.Thread(target=store.close)
    reader.start()
    assert reading.wait(300)
    closer.start()
    may_end.set()
    for thread in (closer, reader):
        thread.join(300)
    assert found == [True]
    with pytest.raises(Unavailable, match="closed"), store.read():
        pass
