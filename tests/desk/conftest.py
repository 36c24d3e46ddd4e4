"""The desk for the tests of the kit itself."""

from .fixtures import desk, shared_desk

__all__ = ["desk", "shared_desk"]
