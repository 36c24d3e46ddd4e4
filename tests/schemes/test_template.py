"""A scheme owner's template: its logo and address, and every mistake told with file and line."""

import io

import pytest
from PIL import Image

from assessor_app.errors import Refused
from assessor_app.schemes.template import Template, load_template


def logo():
    out = io.BytesIO()
    Image.new("RGB", (46, 20)).save(out, "PNG")
    return out.getvalue()


def template(folder, text):
    (folder / "template.yaml").write_text(text, encoding="utf-8")
    return load_template(folder)


def test_without_a_file_nothing_is_set(tmp_path):
    assert load_template(tmp_path) == Template()


def test_logo_and_address_are_read(tmp_path):
    (tmp_path / "logo.png").write_bytes(logo())
    found = template(tmp_path, "check_at: example.org/awards\nlogo: logo.png\n")
    assert found == Template(logo(), "logo.png", "example.org/awards")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("check_at: a\nlogo: none.png\n", 2),
        ("check_at: a\n\nlogos: x\n", 3),
        ("check_at: a\nlogo: [a, b]\n", 2),
        ("check_at: a\nlogo: ../template.yaml\n", 2),
        ("check_at: a\nlogo: template.yaml\n", 2),
        ("- a\n", 1),
        ("a: 'b\n", 2),
        (f"logo: ''\ncheck_at: {'x' * 61}\n", 2),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path, text, line):
    with pytest.raises(Refused, match=rf"template\.yaml, line {line}: "):
        template(tmp_path, text)
