"""The quality marks this computer knows."""

from pathlib import Path

from assessor_app.domain.problem import Problem
from assessor_app.domain.scheme import Scheme
from assessor_app.domain.scheme_overlays import for_institution
from assessor_app.schemes.checking import check_scheme
from assessor_app.schemes.loading import load_scheme, load_shipped, shipped_schemes


class SchemeShelf:
    """Editions by mark and edition, read once."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str, str], Scheme] = {}
        self._laid_over: dict[tuple[str, str, str, str], Scheme] = {}

    def get(self, scheme: str, edition: str = "", language: str = "") -> Scheme:
        """One edition, the newest when none is named, in its main language when none is. Raises WrongUse for an
        unknown mark or edition, and for a language that it is not written in."""
        key = (scheme, edition, language)
        if key not in self._read:
            self._read[key] = load_shipped(scheme, edition, language)
        return self._read[key]

    def for_institution(self, scheme: str, edition: str, nation: str, setting: str) -> Scheme:
        """The edition as it reads for one nation and kind of setting. Raises WrongUse as `get` does."""
        key = (scheme, edition, nation, setting)
        if key not in self._laid_over:
            facts = {"nation": nation, "setting": setting}
            self._laid_over[key] = for_institution(self.get(scheme, edition), facts)
        return self._laid_over[key]

    def list(self) -> tuple[Scheme, ...]:
        """Every edition on this computer."""
        return tuple(load_scheme(file) for file in shipped_schemes())

    def check(self, file: Path) -> tuple[Problem, ...]:
        """Everything that is wrong with a scheme file, with file, line and key."""
        return check_scheme(file)
