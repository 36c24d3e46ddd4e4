"""The day of a visit: timetable, notes and their hints, what is still to see, debrief, evidence ledger."""
