"""The typed tables: what the journal says, one row an entity, for queries. They can be rebuilt at any time."""

from typing import Any

from sqlalchemy import Connection

from assessor_app.domain.operation import Json, canonical_json
from assessor_app.domain.record import KINDS, Form, Kind, place_of


def _upsert(kind: Kind, field: str) -> str:
    keys = ", ".join(f'"{key}"' for key in kind.keys)
    values = ", ".join(f":{key}_key" for key in kind.keys)
    return (
        f'INSERT INTO "{kind.table}" ({keys}, "{field}") VALUES ({values}, :value) '
        f'ON CONFLICT ({keys}) DO UPDATE SET "{field}" = excluded."{field}"'
    )


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


def row_of(entity: str, field: str, value: Json) -> tuple[str, dict[str, Any]]:
    """The table of an entity and the parameters of its upsert."""
    place = place_of(entity)
    parameters: dict[str, Any] = {f"{name}_key": key for name, key in zip(place.kind.keys, place.key, strict=True)}
    parameters["value"] = stored(place.kind.fields[field], value)
    return place.kind.table, parameters
