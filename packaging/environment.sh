#!/usr/bin/env bash
# Make a virtual environment from a lock file: environment.sh FOLDER LOCKFILE
set -euo pipefail
folder=$1 lock=$2

for python in "${PYTHON:-}" python3.13 python3.12 python3.11 python3; do
  [ -n "$python" ] || continue
  "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && break
  python=
done
[ -n "$python" ] || { echo "Assay needs Python 3.11, 3.12 or 3.13; none was found. Install one and run this again." >&2; exit 4; }

# A folder that an interrupted set-up or another Python left behind is made anew.
if ! "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
  "$python" -m venv --clear "$folder"
fi
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --retries 10 --timeout 60 --require-hashes -r "$lock"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
