#!/usr/bin/env bash
# Make sure of the system libraries: system.sh run|test
# Installs them where it may (Debian and its kin, as root or with sudo that asks nothing); otherwise names the one command.
set -euo pipefail

run=(libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4
  libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1)
# A virtual desktop with accessibility and a real Secret Service; stock tools that check what Assay writes; the server
# that an office may have.
test=(xvfb openbox dbus-daemon dbus-bin at-spi2-core gnome-keyring x11-utils strace fonts-dejavu-core
  poppler-utils default-jre-headless libpangoft2-1.0-0 libnss3-tools age openssl binutils libreoffice-calc-nogui
  python3-uno postgresql)

[ "$(uname -s)" = Linux ] || exit 0        # Windows and macOS: the wheels bring all that running needs
packages=("${run[@]}")
if [ "$1" = test ]; then
  packages+=("${test[@]}")
  # From wherever they came: Debian's npm cannot stand beside another vendor's Node.
  command -v node >/dev/null || packages+=(nodejs)
  command -v npm >/dev/null || packages+=(npm)
fi
python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3-venv)

if ! command -v dpkg-query >/dev/null; then
  echo "This is not a Debian system. If the window does not open, install the libraries that packaging/system.sh lists." >&2
  exit 0
fi
missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

install=(apt-get install --yes --no-install-recommends "${missing[@]}")
if [ "$(id -u)" = 0 ]; then as=(); elif sudo -n true 2>/dev/null; then as=(sudo); else
  echo "Some system packages are missing. Run this once, then repeat your command:" >&2
  echo "  sudo apt-get update && sudo ${install[*]}" >&2
  exit 4
fi
export DEBIAN_FRONTEND=noninteractive
# Another installation may be under way, and a network may fail once.
patient=(-o DPkg::Lock::Timeout=600 -o Acquire::Retries=5)
"${as[@]}" apt-get update -qq "${patient[@]}"
"${as[@]}" "${install[@]}" "${patient[@]}" -qq >/dev/null
