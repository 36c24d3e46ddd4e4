"""A program whose store is one version further, to migrate to: the present one may be the first."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import SimpleNamespace
from unittest.mock import patch

from assessor_app.models.database import migrating

NAME = "9999_soak"
STATEMENTS = (
    "ALTER TABLE note ADD COLUMN soak_mood TEXT",
    "CREATE TABLE soak_copy AS SELECT * FROM operation",
    "CREATE INDEX soak_copied ON soak_copy (id)",
    "UPDATE note SET soak_mood = 'calm'",
)


@contextmanager
def newer_program() -> Iterator[None]:
    """Within it the newest migration is the statements above."""
    migrations = (*migrating.MIGRATIONS, NAME)
    known = import_module

    def find(name: str) -> object:
        return SimpleNamespace(STATEMENTS=STATEMENTS) if name.endswith(NAME) else known(name)

    with (
        patch.object(migrating, "MIGRATIONS", migrations),
        patch.object(migrating, "VERSION", len(migrations)),
        patch.object(migrating, "import_module", find),
    ):
        yield
