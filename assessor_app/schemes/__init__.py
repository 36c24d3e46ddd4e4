"""Scheme files: YAML to frozen values, with located errors."""
