"""The recipe of the installed program, checked without building it (`make package-check` builds and starts it)."""

import ast
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from assessor_app.paths import DESKTOP_FILE, resources

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"


def module_of(file: Path) -> ModuleType:
    """A script of the packaging folder as a module."""
    found = importlib.util.spec_from_file_location(f"packaging_{file.stem}", file)
    assert found is not None
    assert found.loader is not None
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """What the recipe asks PyInstaller to collect: the recipe runs, its steps are stand-ins."""
    asked: dict[str, Any] = {}

    def analysis(scripts: list[str], **wanted: Any) -> SimpleNamespace:
        asked.update(wanted, scripts=scripts)
        return SimpleNamespace(binaries=[], datas=[], pure=[], scripts=scripts)

    names = {"Analysis": analysis} | dict.fromkeys(("PYZ", "EXE", "COLLECT", "BUNDLE"), lambda *_, **__: None)
    names |= {"SPECPATH": str(PACKAGING), "workpath": str(tmp_path_factory.mktemp("work"))}
    before = list(sys.path)
    exec(compile((PACKAGING / "assay.spec").read_text(encoding="utf-8"), "assay.spec", "exec"), names)
    sys.path[:] = before
    return SimpleNamespace(**asked)


def imports() -> Iterator[str]:
    """Every module that the program names, with its parents."""
    for file in (ROOT / "assessor_app").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module


def test_every_module_that_is_found_by_name_exists_and_is_packed(analysed):
    assert [name for name in analysed.hiddenimports if importlib.util.find_spec(name) is None] == []
    screens = {path.stem for path in (ROOT / "assessor_app/ui/screens").glob("*.py")} - {"__init__"}
    migrations = {path.stem for path in (ROOT / "assessor_app/models/migrations").glob("0*.py")}
    packed = {name.rpartition(".")[2] for name in analysed.hiddenimports}
    assert migrations
    assert screens | migrations <= packed


def test_nothing_that_the_program_imports_is_left_out(analysed):
    left_out = set(analysed.excludes)
    wanted = {".".join(name.split(".")[: depth + 1]) for name in imports() for depth in range(name.count(".") + 1)}
    assert wanted & left_out == set()


def test_schemes_fonts_and_icons_are_packed_where_the_program_looks(analysed):
    places = {target: Path(source) for source, target in analysed.datas}
    assert places["resources"] == resources()
    assert all(any((resources() / kind).iterdir()) for kind in ("schemes", "fonts", "icons"))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqlinuxfb.so", False),
        ("PySide6/Qt/plugins/iconengines/libqsvgicon.so", True),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("resources/translations/assay_cy.qm", True),
        ("libgtk-3.so.0", False),
        ("sqlcipher3/_sqlite3.so", True),
    ],
)
def test_only_plugins_of_a_desktop_are_kept(tmp_path, name, kept):
    entry = (name, str(tmp_path / "file"), "DATA")
    assert module_of(PACKAGING / "trimming.py").needed([entry], tmp_path) == ([entry] if kept else [])


def test_the_desktop_entry_names_what_is_installed(tmp_path):
    """The install script runs on a stand-in for the built program."""
    (tmp_path / "packaging/icons").mkdir(parents=True)
    (tmp_path / "dist/assay").mkdir(parents=True)
    for name in ("install_linux.sh", "org.example.assay.desktop", "icons/assay.svg"):
        (tmp_path / "packaging" / name).write_bytes((PACKAGING / name).read_bytes())
    program = tmp_path / "dist/assay/assay"
    program.write_text("#!/bin/sh\necho started\n", encoding="ascii")
    program.chmod(0o755)
    prefix = tmp_path / "prefix"
    subprocess.run(["bash", tmp_path / "packaging/install_linux.sh", prefix], check=True, capture_output=True)
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(prefix / f"share/applications/{DESKTOP_FILE}.desktop", encoding="utf-8")
    words = entry["Desktop Entry"]
    assert words["Type"] == "Application"
    assert words["Name"] == "Assay"
    assert (prefix / f"share/icons/hicolor/scalable/apps/{words['Icon']}.svg").is_file()
    run = subprocess.run([words["Exec"]], env={"PATH": f"{prefix}/bin:{os.environ['PATH']}"}, capture_output=True)
    assert run.stdout == b"started\n"
    assert {"Name", "GenericName", "Comment", "Categories", "Terminal"} <= set(words)
    assert all(words[key].endswith(";") for key in ("Categories", "Keywords"))


def test_the_drawing_becomes_an_icon_of_every_size(tmp_path):
    render = module_of(PACKAGING / "icons/render.py")
    picture = render.picture(render.DRAWING, 64)
    assert picture.getpixel((0, 0))[3] == 0
    assert len(picture.getcolors(4096)) > 10
    with Image.open(render.write_ico(render.DRAWING, tmp_path / "assay.ico")) as ico:
        assert ico.info["sizes"] == {(size, size) for size in render.SIZES}
    with Image.open(render.write_icns(render.DRAWING, tmp_path / "assay.icns")) as icns:
        assert icns.size[0] == render.LARGEST


@pytest.mark.qt_log_ignore("Cannot read file")
def test_a_file_that_is_no_drawing_is_not_made_into_an_icon(tmp_path):
    (tmp_path / "broken.svg").write_text("no drawing", encoding="ascii")
    render = module_of(PACKAGING / "icons/render.py")
    with pytest.raises(ValueError, match="not a drawing"):
        render.picture(tmp_path / "broken.svg", 16)
