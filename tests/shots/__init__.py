"""Pictures of every screen of the real program, in every theme and size: `python -m tests.shots DIR`."""
