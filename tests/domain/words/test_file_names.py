"""Names from outside: they lead nowhere, are seen as they are, and stay the same when made twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.words.file_names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("report.docx", "report.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\evil.exe", "evil.exe"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("run.exe. . ", "run.exe"),
        ("NUL", "_NUL"),
        ("com1.txt", "_com1.txt"),
        ('a<b>:"|?*c.pdf', "a_b______c.pdf"),
        ("..", "file"),
        ("", "file"),
        ("a/", "file"),
        ("\0\x07", "file"),
    ],
)
def test_what_a_name_becomes(words, name):
    assert safe_name(words) == name


@given(st.text(max_size=600))
def test_it_is_one_visible_short_part_and_settled(words):
    name = safe_name(words)
    assert name
    assert not set(name) & set('/\\\0<>:"|?*')
    assert name not in (".", "..")
    assert len(name.encode()) <= LONGEST
    assert name == name.strip(" .")
    assert safe_name(name) == name


def test_a_long_name_keeps_its_ending():
    assert safe_name("x" * 900 + ".pdf") == "x" * (LONGEST - 4) + ".pdf"
