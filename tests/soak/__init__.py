"""Kills, full disks and folders pulled away, at random moments of real work; what was acknowledged is counted after."""
