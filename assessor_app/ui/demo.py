"""The demo: a profile of invented people beside the person's own, built once, thrown away whole."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DemoProfile:
    """Where the demo's assessor lies. passphrase: "" when the keyring opens it; it protects invented data only."""

    folder: Path
    profile: Path
    passphrase: str = field(repr=False)


def demo_folder(profile: Path) -> Path:
    """Where the demo of somebody with this profile is kept."""
    return profile.with_name(profile.name + "-demo")


def open_demo(profile: Path) -> DemoProfile:
    """The demo, built first when there is none yet. Takes a while; raises Refused or Unavailable in words."""
    folder = demo_folder(profile)
    begun = folder.with_name(folder.name + ".building")
    if begun.exists():  # the program was ended while it was building
        shutil.rmtree(folder, ignore_errors=True)
    if not folder.exists():
        from assessor_app.services.demo.demo import build_demo  # heavy, and seldom wanted

        begun.parent.mkdir(parents=True, exist_ok=True)
        begun.touch()
        build_demo(folder)
    begun.unlink(missing_ok=True)
    secret = folder / "passphrase.txt"
    return DemoProfile(folder, folder / "lead", secret.read_text(encoding="utf-8") if secret.is_file() else "")


def throw_away(demo: DemoProfile) -> None:
    """Remove the demo whole."""
    shutil.rmtree(demo.folder, ignore_errors=True)
