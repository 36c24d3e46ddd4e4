"""The command line: every use case without a window (docs/command-line.md)."""
