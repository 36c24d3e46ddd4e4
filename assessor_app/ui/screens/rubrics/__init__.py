"""Rubrics: reading those on this computer, bringing in others, and effective practice."""
