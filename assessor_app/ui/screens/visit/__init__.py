"""The day of the visit: timetable, notes while people talk, what is still to see, and the end of it."""
