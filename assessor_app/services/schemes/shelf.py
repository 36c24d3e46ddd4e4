"""The quality marks this computer knows."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from assessor_app.domain.problem import Problem
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.domain.scheme.overlays import for_institution
from assessor_app.domain.scheme.template import Template
from assessor_app.errors import Refused, Unavailable, WrongUse
from assessor_app.files import write_together, write_whole
from assessor_app.identity.profile import Layout
from assessor_app.paths import resources
from assessor_app.schemes.checking import check_scheme
from assessor_app.schemes.loading import edition_file, installed_schemes, load_scheme, load_shipped, shipped_schemes
from assessor_app.schemes.template import FILE as TEMPLATE
from assessor_app.schemes.template import load_template, read_template, template_problems


class SchemeShelf:
    """Editions by mark and edition, read once. installed: the folder of those beside the ones that ship."""

    def __init__(self, installed: Path | None = None) -> None:
        self._installed = installed
        self._read: dict[tuple[str, str, str], Scheme] = {}
        self._laid_over: dict[tuple[str, str, str, tuple[tuple[str, str], ...]], Scheme] = {}

    def get(self, scheme: str, edition: str = "", language: str = "") -> Scheme:
        """One edition, the newest when none is named, in its main language when none is. Raises WrongUse for an
        unknown mark or edition, and for a language that it is not written in."""
        key = (scheme, edition, language)
        if key not in self._read:
            self._read[key] = load_shipped(scheme, edition, language, self._further())
        return self._read[key]

    def for_institution(self, scheme: str, edition: str, nation: str, setting: str) -> Scheme:
        """The edition as it reads for one nation and kind of setting. Raises WrongUse as `get` does."""
        return self.for_facts(scheme, edition, {"nation": nation, "setting": setting})

    def for_facts(self, scheme: str, edition: str, facts: Mapping[str, str], language: str = "") -> Scheme:
        """The edition with every overlay that these facts ask for. Raises WrongUse as `get` does."""
        key = (scheme, edition, language, tuple(sorted(facts.items())))
        if key not in self._laid_over:
            self._laid_over[key] = for_institution(self.get(scheme, edition, language), facts)
        return self._laid_over[key]

    def list(self) -> tuple[Scheme, ...]:
        """Every edition on this computer. One that was installed and cannot be read any more is left out."""
        shipped = [load_scheme(file) for file in shipped_schemes()]
        return (*shipped, *(load_scheme(file) for file in self._further() if not check_scheme(file)))

    def unreadable(self) -> tuple[Problem, ...]:
        """The first problem of each installed edition that cannot be read any more."""
        return tuple(found[0] for file in self._further() if (found := check_scheme(file)))

    def file(self, scheme: str, edition: str = "") -> Path:
        """The file of an edition, the newest when none is named. Raises WrongUse for an unknown one."""
        return edition_file(scheme, edition, self._further())

    def template(self, scheme: Scheme) -> Template:
        """What the owner of a mark changes in its documents: the template installed here, else the shipped one.

        Read anew each time, so that a change shows in the next document. Raises Refused for one that cannot be used,
        with file, line, key and what was expected.
        """
        return load_template(self._template_folder(scheme.id), scheme)

    def is_template(self, file: Path) -> bool:
        """True for what is called as a template is, and for no edition."""
        return file.name == TEMPLATE

    def check_template(self, file: Path) -> tuple[Problem, ...]:
        """Everything that is wrong with a template, held against the newest edition of the mark that its folder names,
        where this computer knows it."""
        known = {each.parent.name for each in (*shipped_schemes(), *self._further())}
        mark = file.resolve().parent.name
        return template_problems(file, self.get(mark) if mark in known else None)

    def install_template(self, file: Path, mark: str) -> Template:
        """Put a template and its logo where documents of a mark find them, in place of the one that is there.

        Raises Refused, and changes nothing, for one that cannot be used; WrongUse for an unknown mark.
        """
        if self._installed is None:
            raise WrongUse("No profile is open, so nothing can be installed. Nothing was changed.", "no-profile")
        template = read_template(file, self.get(mark))
        folder = self._installed / mark
        try:
            folder.mkdir(parents=True, exist_ok=True)
            content = file.read_bytes()
        except OSError as error:
            raise Unavailable(f"{folder} cannot be written ({error.strerror}). Nothing was changed.", "disk") from error
        logo = [(folder / template.logo_name, template.logo)] if template.logo else []
        write_together([*logo, (folder / TEMPLATE, content)])
        return template

    def _template_folder(self, mark: str) -> Path:
        own = (self._installed or Path()) / mark
        is_own = self._installed is not None and (own / TEMPLATE).is_file()
        return own if is_own else resources() / "schemes" / mark

    def install(self, file: Path) -> Scheme:
        """Put an edition beside those that ship, so that it can be judged like any other.

        Raises Refused for a file that is no complete edition, and for an edition that is there and says other things;
        Unavailable when it cannot be kept.
        """
        if self._installed is None:
            raise WrongUse("No profile is open, so nothing can be installed. Nothing was changed.", "no-profile")
        scheme = load_scheme(file)
        known = [each for each in (*shipped_schemes(), *self._further()) if _is(each, scheme)]
        if known and (check_scheme(known[0]) or load_scheme(known[0]).sha256 != scheme.sha256):
            words = f"{scheme.title} {scheme.edition} is on this computer already, and this file says other things."
            raise Refused(f"{words} Give it a new edition number. Nothing was changed.", "edition-taken")
        if not known:
            self._keep(file, scheme)
        return scheme

    def _keep(self, file: Path, scheme: Scheme) -> None:
        folder = (self._installed or Path()) / scheme.id
        try:
            folder.mkdir(parents=True, exist_ok=True)
            content = file.read_bytes()
        except OSError as error:
            raise Unavailable(f"{folder} cannot be written ({error.strerror}). Nothing was changed.", "disk") from error
        write_whole(folder / f"{scheme.edition}.yaml", content)

    def _further(self) -> Sequence[Path]:
        return installed_schemes(self._installed) if self._installed is not None else ()

    def check(self, file: Path) -> tuple[Problem, ...]:
        """Everything that is wrong with a scheme file, with file, line and key."""
        return check_scheme(file)


def _is(file: Path, scheme: Scheme) -> bool:
    return (file.parent.name, file.stem) == (scheme.id, scheme.edition)


def shelf_of(profile: Path) -> SchemeShelf:
    """The marks that ship, and those installed in a profile; the profile need not be open."""
    return SchemeShelf(Layout(profile).schemes)
