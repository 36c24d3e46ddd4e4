"""The places of the rail, by what somebody's roles give them to do."""

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from assessor_app.domain.people import Role
from assessor_app.ui.rail import RailItem

OFFICE_PLACES = ("panels", "awards", "concerns")
"""Items that only administrators have."""

OF_SERVICES = ("rubrics", "sync", "verify", *OFFICE_PLACES)
"""Items that are there where their place is."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("rail", text)


def rail_items(roles: Collection[Role], places: Collection[str]) -> tuple[RailItem, ...]:
    """From top to bottom. places: those that can be gone to once the services are there."""
    items = (
        RailItem("home", _tr("Home"), "house"),
        RailItem("visits", _tr("Visits"), "clipboard-check"),
        RailItem("verify", _tr("Verify"), "scale"),
        RailItem("rubrics", _tr("Rubrics"), "book-open"),
        RailItem("panels", _tr("Panels"), "gavel"),
        RailItem("awards", _tr("Awards"), "award"),
        RailItem("concerns", _tr("Appeals"), "message-square"),
        RailItem("sync", _tr("Sync"), "refresh-cw", bottom=True),
        RailItem("settings", _tr("Settings"), "settings", bottom=True),
    )
    wanted = (item for item in items if Role.ADMINISTRATOR in roles or item.id not in OFFICE_PLACES)
    return tuple(item for item in wanted if item.id not in OF_SERVICES or item.id in places)
