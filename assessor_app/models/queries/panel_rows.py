"""Who has sat on panels, as it is stored."""

from sqlalchemy import func, select

from assessor_app.models.database.tables import RECORD
from assessor_app.models.queries.cycle_rows import decision_of_row
from assessor_app.models.queries.reading import Reading

_PANEL = RECORD["panel_decision"]


def members_of_panels(reading: Reading) -> tuple[str, ...]:
    """The members of the panel that decided last, those absent or with a conflict of interest then too."""
    query = (
        select(_PANEL)
        .where(_PANEL.c.decided_on.is_not(None), func.coalesce(_PANEL.c.deleted, 0) == 0)
        .order_by(_PANEL.c.decided_on.desc(), _PANEL.c.panel)
        .limit(1)
    )
    row = reading.first(query)
    if row is None:
        return ()
    decision = decision_of_row(row)
    return tuple(sorted({*decision.members, *decision.absent, *decision.conflicts}))
