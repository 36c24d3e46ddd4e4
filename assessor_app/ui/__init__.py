"""Qt, all of it, and nothing else."""
