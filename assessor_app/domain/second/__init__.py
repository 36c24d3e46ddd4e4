"""The second mark: the sample, each judge alone, both side by side, and how far they agree."""
