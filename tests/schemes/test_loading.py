"""A scheme file becomes frozen values; its content, and nothing else, makes its fingerprint."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor_app.domain.scheme.edition import EveryAspect, Fact, Fee, Level, Outcome, Procedure, Source, Wording
from assessor_app.domain.scheme.procedures import ProcedureStep
from assessor_app.errors import Refused, WrongUse
from assessor_app.schemes.checking import check_scheme
from assessor_app.schemes.loading import load_scheme, load_shipped
from tests.schemes.conftest import COMPLETE

SchemeFile = Callable[..., Path]


def test_everything_in_the_file_is_in_the_values(scheme_file: SchemeFile) -> None:
    scheme = load_scheme(scheme_file())
    assert (scheme.id, scheme.edition, scheme.title, scheme.short_title) == ("small", "1.0", "Small Mark", "Small")
    assert scheme.levels == (
        Level("low", "Low", 1, "It has begun.", Wording.MODEL),
        Level("high", "High", 2, "It is usual.", Wording.SOURCE),
    )
    assert [(s.id, s.number, s.title) for s in scheme.strands] == [
        ("people.welcome", "1.1", "Welcome"),
        ("people.trust", "1.2", "Trust"),
    ]
    assert scheme.strand("1.2").descriptors == {"low": "Some do.", "high": "Everybody does."}
    assert scheme.outcomes[1] == Outcome("distinction", "Distinction", EveryAspect(2, "high"))
    assert scheme.terms.strands == "criteria"
    assert scheme.sources == (Source("leaflet", "The leaflet"),)
    assert scheme.facts == (Fact("origin", "It was made up.", "leaflet"),)
    assert scheme.fees == (Fee("The visit", "100.00", "GBP"),)
    assert scheme.appeals == Procedure((ProcedureStep("Write to us."),), "Only what was seen.")
    assert scheme.complaints is None


def test_values_cannot_be_changed(scheme_file: SchemeFile) -> None:
    scheme = load_scheme(scheme_file())
    with pytest.raises(FrozenInstanceError):
        scheme.title = "Another"  # type: ignore[misc]


def test_descriptors_stand_in_the_order_of_the_levels(scheme_file: SchemeFile) -> None:
    other = COMPLETE.replace(
        "low: Some are.\n          high: Everybody is.", "high: Everybody is.\n          low: Some are."
    )
    assert list(load_scheme(scheme_file(text=other)).strand("1.1").descriptors) == ["low", "high"]


def test_the_fingerprint_follows_the_content_and_not_the_layout(scheme_file: SchemeFile) -> None:
    first = load_scheme(scheme_file()).sha256
    assert len(first) == 64
    assert load_scheme(scheme_file(text=f"# a remark\n\n{COMPLETE}")).sha256 == first
    assert load_scheme(scheme_file("title: Small Mark", 'title: "Small Mark"')).sha256 == first
    assert load_scheme(scheme_file("Everybody is.", "Everyone is.")).sha256 != first


def test_a_standard_point_takes_the_day_of_the_panel(scheme_file: SchemeFile) -> None:
    session = load_scheme(scheme_file()).debriefs[0]
    assert session.points(date(2026, 11, 18)) == ("The panel meets on 18 November.",)
    assert session.points(None) == ("The panel meets on a date still to be set.",)


def test_a_mark_in_its_owners_words_says_nothing_of_model_wording(scheme_file: SchemeFile) -> None:
    assert load_scheme(scheme_file()).has_model_wording
    own = COMPLETE.replace("wording: model", "wording: source, source: leaflet", 1)
    own = own.replace("wording: model", "wording: source\n        source: leaflet", 2)
    own = own.replace("wording: model", "wording: source\n    source: leaflet")
    assert not load_scheme(scheme_file(text=own)).has_model_wording


def _shelf(folder: Path, monkeypatch: pytest.MonkeyPatch, *editions: str) -> None:
    (folder / "schemes" / "small").mkdir(parents=True)
    for edition in editions:
        file = folder / "schemes" / "small" / f"{edition}.yaml"
        file.write_text(COMPLETE.replace('"1.0"', f'"{edition}"'), encoding="utf-8")
    monkeypatch.setattr("assessor_app.schemes.loading.resources", lambda: folder)


def test_the_newest_edition_is_taken_when_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _shelf(tmp_path, monkeypatch, "1.9", "1.10", "1.2")
    assert load_shipped("small").edition == "1.10"
    assert load_shipped("small", "1.9").edition == "1.9"


def test_a_mark_or_edition_that_is_not_here_is_answered_with_those_that_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _shelf(tmp_path, monkeypatch, "1.0")
    with pytest.raises(WrongUse, match=r"no quality mark 'tiny' on this computer\. It knows: small"):
        load_shipped("tiny")
    with pytest.raises(WrongUse, match=r"no quality mark 'small 2\.0'"):
        load_shipped("small", "2.0")


def test_jsonschema_is_imported_by_a_check_and_by_nothing_else() -> None:
    """It takes longer to import than a scheme takes to read."""
    imports = "import sys; import assessor_app.schemes.loading; sys.exit('jsonschema' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", imports], check=False).returncode == 0


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60, deadline=None
)
@given(st.integers(0, len(COMPLETE) - 1), st.text("{}[]:-&*!|>'\"#%@ \n\tax0\x07", max_size=3), st.integers(0, 30))
def test_whatever_is_spoilt_is_either_loaded_or_refused_in_words(
    scheme_file: SchemeFile, at: int, typed: str, lost: int
) -> None:
    file = scheme_file(text=f"{COMPLETE[:at]}{typed}{COMPLETE[at + lost :]}")
    found = check_scheme(file)
    if not found:
        assert load_scheme(file).outcomes
        return
    with pytest.raises(Refused, match=r"^small\.yaml:\d+: .*The scheme was not loaded\."):
        load_scheme(file)
