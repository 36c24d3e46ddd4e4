"""A complete scheme file to spoil, one thing at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

COMPLETE = """\
id: small
edition: "1.0"
title: Small Mark
short_title: Small
owner: Nobody in particular
language: en-GB
sources:
  - id: leaflet
    title: The leaflet
facts:
  - id: origin
    text: It was made up.
    source: leaflet
terms:
  aspect: theme
  aspects: themes
  strand: criterion
  strands: criteria
  level: grade
  institution: college
  report: review
levels:
  - {id: low, name: Low, meaning: It has begun., wording: model}
  - {id: high, name: High, meaning: It is usual., wording: source, source: leaflet}
aspects:
  - id: people
    title: People and their work
    short: People
    strands:
      - id: welcome
        title: Welcome
        question: Are people welcome?
        descriptors:
          low: Some are.
          high: Everybody is.
        wording: model
      - id: trust
        title: Trust
        question: Do people trust each other?
        descriptors:
          low: Some do.
          high: Everybody does.
        wording: model
award:
  source: leaflet
  valid_years: 3
  outcomes:
    - id: pass
      name: Pass
      every_aspect: {at_least: 1, at_level: high}
    - id: distinction
      name: Distinction
      every_aspect: {at_least: 2, at_level: high}
fees:
  - title: The visit
    amount: "100.00"
    currency: GBP
debriefs:
  - id: all
    title: Everybody
    audience: everybody
    starts: "15:00"
    ends: "15:30"
    standard_points:
      - The panel meets on {panel_date}.
    wording: model
appeals:
  admissible: Only what was seen.
  steps:
    - Write to us.
"""


@pytest.fixture
def scheme_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes the complete file, with one text in it replaced by another, or other text altogether."""

    def write(old: str = "", new: str = "", text: str = COMPLETE) -> Path:
        assert old in text, "the text to spoil is not in the file"
        file = tmp_path / "small.yaml"
        file.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
        return file

    return write
