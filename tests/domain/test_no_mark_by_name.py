"""No code knows a mark: what a mark is called stands in its file and nowhere in the program."""

import re
from pathlib import Path

import assessor_app
from assessor_app.schemes.loading import load_scheme, shipped_schemes

CODE = Path(assessor_app.__file__).parent
CONTENT = {
    "demo_content.py",
    "demo_visit.py",
    "demo.py",
    "demo_files.py",
    "tour.py",
    "demonstrating.py",
    "privacy_hints.py",
    "contents.py",
}
"""The demonstration shows one mark by its id, the hints list ordinary words and
`contents.py` the endings of files that run; no rule depends on them."""


def test_no_module_names_a_mark_that_ships() -> None:
    schemes = [load_scheme(file) for file in shipped_schemes()]
    names = {name for scheme in schemes for name in (scheme.id, scheme.title, scheme.short_title)}
    named = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names)))
    found = [
        f"{file.relative_to(CODE)}:{number}"
        for file in CODE.rglob("*.py")
        if file.name not in CONTENT
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if named.search(line)
    ]
    assert found == []
