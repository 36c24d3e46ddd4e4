import re
from datetime import date
from pathlib import Path

from tests.reports.sample import words
from tests.reports.tagging.reading import kinds
from tests.reports.tagging.small import undressed

DOCS = Path(__file__).parents[3] / "docs" / "documents.md"


def test_the_example_in_the_documentation_makes_a_document():
    (example,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    names = {"day": date(2026, 11, 22), "furnish": undressed}
    exec(example, names)
    assert "Two firm dates. See action 1." in words(names["pdf"])
    assert {"H1", "H2", "Link", "Span", "Table", "Caption"} <= set(kinds(names["pdf"]))
