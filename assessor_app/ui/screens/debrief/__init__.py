"""The debrief on the day: what to say, what was said, who heard it. No outlook here."""
