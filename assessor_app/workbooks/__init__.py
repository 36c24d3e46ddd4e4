"""The self-assessment workbook: write a blank one, read a completed one."""
