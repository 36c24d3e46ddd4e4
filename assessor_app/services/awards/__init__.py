"""Awards from the panel to renewal, withdrawal and appeal."""
