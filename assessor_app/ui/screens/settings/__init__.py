"""Settings: keys and trust, backups, this computer."""
