"""A scheme file's content as text that a person can read and change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Origin:
    """The file an edition was made from: its name, SHA-256, what kind it is, and what of it is not carried over."""

    name: str
    sha256: str
    format: str
    left_out: tuple[str, ...] = ()


_REMARKS = {
    "sources": "Where the words below come from. `wording: source` is the source's own, `wording: model` was added.",
    "terms": "What this mark calls things. Change them to the owner's own terms.",
    "levels": "The levels, lowest first.",
    "award": "The source has no award rule of its own here; check this one with the owner before it is used.",
    "debriefs": "No debriefs were in the source; docs/schemes.md says how to write them.",
}


def edition_text(content: Mapping[str, Any], origin: Origin, whole: bool = False) -> str:
    """The text of a scheme file. whole: the edition came back complete, so that nothing was added to it."""
    lines = [
        "# yaml-language-server: $schema=../scheme.schema.json",
        f"# Imported from {origin.name} ({origin.format}), SHA-256 {origin.sha256}.",
        *(f"# Not carried over: {sentence}" for sentence in origin.left_out),
    ]
    for key, value in content.items():
        remark = None if whole else _REMARKS.get(key)
        lines += [f"# {remark}"] if remark else []
        lines.append(_dumped({key: value}))
    return "\n".join(line.replace("\r", " ") for line in lines) + "\n"


def _dumped(part: Mapping[str, Any]) -> str:
    dumper: Any = _WithoutAliases
    return str(yaml.dump(part, Dumper=dumper, allow_unicode=True, sort_keys=False, width=110)).rstrip("\n")


class _WithoutAliases(yaml.SafeDumper):
    """Scheme files do not use aliases, so what stands twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: Any, text: str) -> Any:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_WithoutAliases.add_representer(str, _text)
