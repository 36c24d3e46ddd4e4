"""Looking after a profile: is it whole, do its tables say what its journal says, copies of it and back."""

from assessor_app.models.backing_up import BackedUp, backup, renew_device, restore
from assessor_app.models.checking import check, check_pages
from assessor_app.models.comparing import oldest_change_after, only_in_copy
from assessor_app.models.rebuilding import Rebuilt, rebuild_and_compare

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
