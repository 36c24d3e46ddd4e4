"""Words and sentences alike on screen, on paper and on the command line."""
