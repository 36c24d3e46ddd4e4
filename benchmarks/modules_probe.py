"""Runs the program up to its first paint and prints the names of all modules it has loaded then: PROFILE."""

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from assessor_app import app
from assessor_app.ui import turns


def main(profile: Path) -> int:
    """Start as a person does; in place of building the window round the first page, say what is loaded and end."""

    def tell(_steps: object) -> None:
        sys.stdout.write(json.dumps(sorted(sys.modules)))
        QApplication.exit()

    turns.in_turns = tell  # called at the first paint
    return app.run(profile)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
