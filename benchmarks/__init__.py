"""Our figures beside their floors: `make bench`."""
