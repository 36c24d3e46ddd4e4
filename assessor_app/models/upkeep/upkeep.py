"""Looking after a profile: is it whole, do its tables say what its journal says, copies of it and back."""

from assessor_app.models.journal.rebuilding import Rebuilt, rebuild_and_compare
from assessor_app.models.upkeep.backing_up import BackedUp, backup, renew_device, restore
from assessor_app.models.upkeep.checking import check, check_pages
from assessor_app.models.upkeep.comparing import oldest_change_after, only_in_copy

__all__ = [
    "BackedUp",
    "Rebuilt",
    "backup",
    "check",
    "check_pages",
    "oldest_change_after",
    "only_in_copy",
    "rebuild_and_compare",
    "renew_device",
    "restore",
]
