#!/usr/bin/env bash
# The first command of the README: open the window on a demo profile; without a display, do the whole job headless.
set -euo pipefail
demo=$1
program=.venv/bin/assessor-app

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "There is no display here, so the whole job is done without a window."
  rm -rf out/tour
  exec "$program" tour out/tour
fi
[ -d "$demo/lead" ] || "$program" demo "$demo"
arguments=(--profile "$demo/lead")
[ ! -f "$demo/passphrase.txt" ] || arguments+=(--passphrase-file "$demo/passphrase.txt")
exec "$program" "${arguments[@]}"
