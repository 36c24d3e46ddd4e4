"""The web page of every mark's report, and with hostile words in it, as axe-core judges it (WCAG 2.2, A and AA)."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from assessor_app.domain.assessment.documents import DocumentKind
from assessor_app.reports.documents.web_page import web_page
from tests.javascript import installed
from tests.reports import accessibility
from tests.services.documents_of_marks import MARKS, office_of

HOSTILE = '<h6>not a heading</h6> <img src=x> <a href="javascript:alert(1)">here</a> مرحبا 😀 =1+1 ' + "x" * 5000
SOURCE = Path(accessibility.__file__).parent
FEWEST = 15
"""Rules that any page of ours gives something to judge."""


@pytest.fixture(scope="module")
def audited(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for mark in MARKS:
        with office_of(mark) as (office, assessment):
            (folder / mark).write_bytes(office.documents.make(DocumentKind.HTML, assessment))
            if mark == MARKS[0]:
                content = office.reporting.content(assessment)
    strands = tuple(replace(each, saw=HOSTILE, reason=HOSTILE) for each in content.assessment.strands)
    hostile = replace(content, assessment=replace(content.assessment, strands=strands))
    (folder / "hostile").write_text(web_page(hostile), encoding="utf-8")
    broken = (folder / MARKS[0]).read_text(encoding="utf-8").replace(' lang="en-GB"', "", 1)
    (folder / "broken").write_text(broken.replace("<h2", "<h5").replace(" scope=", " aria-x="), "utf-8")
    return _audit(sorted(folder.iterdir()))


def _audit(pages):
    command = ["node", "audit.mjs", *map(str, pages)]
    folder = installed(SOURCE)
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    assert told.returncode == 0, told.stderr
    return {Path(name).name: found for name, found in json.loads(told.stdout).items()}


@pytest.mark.parametrize("page", [*MARKS, "hostile"])
def test_nothing_is_found_against_the_standard(audited, page):
    assert audited[page]["violations"] == []
    assert audited[page]["passes"] >= FEWEST


def test_what_is_wrong_is_found(audited):
    found = {each.split(":")[0] for each in audited["broken"]["violations"]}
    assert {"html-has-lang", "heading-order", "aria-valid-attr"} <= found
