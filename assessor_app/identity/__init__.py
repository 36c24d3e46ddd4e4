"""Certificates, vault, keyring, signing and verifying."""
