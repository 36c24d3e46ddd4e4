#!/usr/bin/env bash
# Put a built program (dist/assay) in place for this person: install_linux.sh [PREFIX], by default ~/.local
set -euo pipefail
cd "$(dirname "$0")/.."
prefix=${1:-$HOME/.local}
[ -x dist/assay/assay ] || { echo "There is no built program in dist/assay. Run make package first." >&2; exit 4; }
mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share/applications" "$prefix/share/icons/hicolor/scalable/apps"
rm -rf "$prefix/lib/assay"
cp -a dist/assay "$prefix/lib/assay"
ln -sfn ../lib/assay/assay "$prefix/bin/assay"
cp packaging/org.example.assay.desktop "$prefix/share/applications/"
cp packaging/icons/assay.svg "$prefix/share/icons/hicolor/scalable/apps/assay.svg"
echo "Assay is installed under $prefix."
