"""The desk that the started windows are timed on."""

from tests.desk.fixtures import desk, shared_desk

__all__ = ["desk", "shared_desk"]
