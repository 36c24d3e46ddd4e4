"""What happens on the day of a visit: timetable, notes, pictures, judgements, debriefs, the evidence ledger."""
