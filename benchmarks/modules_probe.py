"""Runs the program up to its first paint and prints the names of all modules it has loaded then: PROFILE."""

import json
import sys
from pathlib import Path

from assessor_app import app


def main(profile: Path) -> int:
    """Start as a person does; in place of opening the services, say what is loaded and end."""

    def tell(program: app.Program, *_: object, **__: object) -> None:
        sys.stdout.write(json.dumps(sorted(sys.modules)))
        if program.desk is not None:
            program.desk.shell.close()

    app.Program._open_services = tell  # type: ignore[method-assign]  # noqa: SLF001  called at the first paint
    return app.run(profile)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
