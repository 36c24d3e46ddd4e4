"""The typed tables: what the journal says, one row an entity, for queries. They can be rebuilt at any time."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from assessor_app.domain.journal.operation import Json, canonical_json
from assessor_app.domain.journal.record import place_of
from assessor_app.domain.journal.record_fields import KINDS
from assessor_app.domain.journal.record_kind import Form, Kind


def _upsert(kind: Kind, field: str) -> str:
    keys = ", ".join(f'"{key}"' for key in kind.keys)
    values = ", ".join(f":{key}_key" for key in kind.keys)
    return (
        f'INSERT INTO "{kind.table}" ({keys}, "{field}") VALUES ({values}, :value) '
        f'ON CONFLICT ({keys}) DO UPDATE SET "{field}" = excluded."{field}"'
    )


_MOST_STATEMENTS = 512

UPSERT: dict[tuple[str, str], str] = {
    (kind.table, field): _upsert(kind, field) for kind in KINDS for field in kind.fields
}
"""By table and field: the statement that stores a field's value."""


def stored(form: Form, value: Json) -> Any:
    """A field's value as its column holds it: flags are 0 and 1, lists are canonical JSON."""
    if value is None:
        return None
    if form is Form.FLAG:
        return int(bool(value))
    return canonical_json(value).decode() if form is Form.JSON else value


def project(connection: Connection, entity: str, field: str, value: Json) -> None:
    """Bring the typed table up to date with a field's shown value."""
    table, parameters = row_of(entity, field, value)
    connection.exec_driver_sql(UPSERT[table, field], parameters)


def project_many(connection: Connection, values: Mapping[tuple[str, str], Json]) -> None:
    """Bring the typed tables up to date with many fields, by entity and field: one statement for entities alike."""
    entities: dict[str, dict[str, Json]] = defaultdict(dict)
    for (entity, field), value in values.items():
        entities[entity][field] = value
    alike: dict[tuple[str, tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)
    for entity, fields in entities.items():
        place = place_of(entity)
        row: dict[str, Any] = {f"{name}_key": key for name, key in zip(place.kind.keys, place.key, strict=True)}
        row |= {f"{field}_value": stored(place.kind.fields[field], value) for field, value in fields.items()}
        alike[place.kind.path, tuple(sorted(fields))].append(row)
    for (path, names), rows in alike.items():
        connection.exec_driver_sql(_upsert_of(path, names), rows)


@lru_cache(_MOST_STATEMENTS)
def _upsert_of(path: str, fields: tuple[str, ...]) -> str:
    kind = next(kind for kind in KINDS if kind.path == path)
    keys = ", ".join(f'"{key}"' for key in kind.keys)
    columns = ", ".join(f'"{field}"' for field in fields)
    values = ", ".join([*(f":{key}_key" for key in kind.keys), *(f":{field}_value" for field in fields)])
    changes = ", ".join(f'"{field}" = excluded."{field}"' for field in fields)
    return (
        f'INSERT INTO "{kind.table}" ({keys}, {columns}) VALUES ({values}) ON CONFLICT ({keys}) DO UPDATE SET {changes}'
    )


def row_of(entity: str, field: str, value: Json) -> tuple[str, dict[str, Any]]:
    """The table of an entity and the parameters of its upsert."""
    place = place_of(entity)
    parameters: dict[str, Any] = {f"{name}_key": key for name, key in zip(place.kind.keys, place.key, strict=True)}
    parameters["value"] = stored(place.kind.fields[field], value)
    return place.kind.table, parameters
