"""The keyring of a Linux desktop, read alone: what finds every kind of keyring takes three times as long to load."""

from contextlib import closing

SERVICE = "Assay"
"""The program's name in every keyring."""


def find_in_secret_service(profile_id: str) -> str | None:
    """The master, stored as `keyring` stores it; None when it cannot be had at once (no such service, a locked
    keyring, no entry)."""
    try:
        import secretstorage  # only Linux has it
    except ImportError:
        return None
    try:
        with closing(secretstorage.dbus_init()) as bus:
            collection = secretstorage.get_default_collection(bus)
            entries = collection.search_items({"service": SERVICE, "username": profile_id})
            entry = next((entry for entry in entries if not entry.is_locked()), None)
            return entry.get_secret().decode("ascii") if entry else None
    except Exception:  # noqa: BLE001  every trouble with the bus means the same: it is not to be had this way
        return None
