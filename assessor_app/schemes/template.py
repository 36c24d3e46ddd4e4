"""What a scheme owner puts on the certificate without code: `template.yaml` and a logo in the mark's folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assessor_app.errors import Refused

FILE: Final = "template.yaml"
LONGEST: Final = 60
"""Characters of the address under the QR code."""
LARGEST_LOGO: Final = 4 << 20
_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True, slots=True)
class Template:
    """logo: content of a PNG or JPEG, b"" for none, and the name of its file; check_at: where anybody can look up a
    certificate, "" for nowhere."""

    logo: bytes = b""
    logo_name: str = ""
    check_at: str = ""


def load_template(folder: Path) -> Template:
    """The template in a mark's folder; an empty one when there is none.

    Raises Refused with file and line for anything that cannot be used.
    """
    file = folder / FILE
    if not file.is_file():
        return Template()
    found = {key: (value, line) for key, value, line in _entries(file)}
    unknown = next((each for each in found if each not in ("logo", "check_at")), None)
    if unknown is not None:
        raise _refused(file, found[unknown][1], f"{unknown!r} is not a word of a template; use logo or check_at")
    check_at, line = found.get("check_at", ("", 0))
    if len(check_at) > LONGEST:
        raise _refused(file, line, f"check_at is longer than {LONGEST} characters")
    name, line = found.get("logo", ("", 0))
    return Template(_logo(file, name, line) if name else b"", name, check_at)


def _entries(file: Path) -> list[tuple[str, str, int]]:
    """Each word with its text and line, from 1."""
    import yaml

    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise _refused(file, mark.line + 1 if mark else 1, "this is not YAML") from None
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise _refused(file, node.start_mark.line + 1, "a template is a list of words, each with a text")
    for key, value in node.value:
        if not (isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)):
            raise _refused(file, value.start_mark.line + 1, "each word of a template has one text")
    return [(key.value, value.value.strip(), key.start_mark.line + 1) for key, value in node.value]


def _logo(file: Path, name: str, line: int) -> bytes:
    picture = file.parent / name
    if picture.parent != file.parent or not picture.is_file():
        raise _refused(file, line, f"there is no file {name!r} beside it")
    content = picture.read_bytes()
    if not content.startswith(_PICTURES) or len(content) > LARGEST_LOGO:
        raise _refused(file, line, f"{name} is not a PNG or JPEG of at most 4 MB")
    return content


def _refused(file: Path, line: int, why: str) -> Refused:
    return Refused(f"{file}, line {line}: {why}. Nothing was made; mend the template.", "bad-template")
