"""Makes the stored database of the present version. A released one is kept for ever and never made again.

python -m tests.old_versions.make_store
"""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from assessor_app.models.database.migrating import VERSION
from assessor_app.models.database.sqlcipher import DATABASE
from assessor_app.models.database.store import Author, Store
from assessor_app.models.journal.writing import Writing

KEY = bytes(range(32))
PERSON = "P-7F2C19A4"
STRAND = "assessment/a1/strand/culture.voice"


def file_of(version: int) -> Path:
    return Path(__file__).parent / f"store_version_{version}.db"


def fill(writing: Writing) -> None:
    writing.set("institution/i1", "name", "Marsh Lane Primary School")
    writing.set("institution/i1", "place", "Leeds")
    facts = {"scheme": "pdqm", "edition": "2026", "institution": "i1", "strand_count": 16, "stage": "visit"}
    for field, value in {**facts, "visit_on": "2026-11-22", "purpose": "verification visit"}.items():
        writing.set("assessment/a1", field, value)
    writing.set(STRAND, "school_level", "secure")
    writing.set(STRAND, "school_evidence", ["e1"])
    writing.set(f"{STRAND}/judgement/{PERSON}", "level", "leading")
    writing.set(STRAND, "reason", "Pupils lead; the \u00e9lite council\u2019s minutes show it.")
    writing.set(STRAND, "flagged", True)
    writing.set("assessment/a1/evidence/e1", "title", "School council minutes")
    writing.set("assessment/a1/note/n1", "text", "Heard in assembly.")
    writing.set("assessment/a1/note/n1", "note_kind", "strength")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        store = Store.create(Path(name), KEY, Author(PERSON), lambda: datetime(2026, 11, 22, 11, 42, tzinfo=UTC))
        store.write(fill).result()
        lanes = ("institution/i1", "visit/a1", "judgement/a1")
        store.write(lambda writing: writing.seal(lanes, lambda raw: b"signature", "", "Assay 0.1.0")).result()
        store.write(lambda writing: writing.set(STRAND, "reason", "Pupils lead.")).result()
        store.close()
        shutil.copyfile(Path(name) / DATABASE, file_of(VERSION))


if __name__ == "__main__":
    main()
