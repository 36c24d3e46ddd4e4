"""Sizes of files, as people write them on the command line."""

import argparse
import re

_UNITS = {"": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}


def size_in_bytes(text: str) -> int:
    """Bytes of "20MB", "650 MiB" or "1000000"; the type of an argument."""
    found = re.fullmatch(r"([0-9]{1,12}) ?([KMG]i?B)?", text.strip(), re.IGNORECASE)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write for example 20MB")
    return int(found[1]) * _UNITS[(found[2] or "").upper()]


def size_words(size: int) -> str:
    """ "14 MB"; sizes below a megabyte in KB."""
    return f"{size / 10**6:.0f} MB" if size >= 10**6 else f"{max(1, size // 1000)} KB"
