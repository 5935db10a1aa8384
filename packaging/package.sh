#!/usr/bin/env bash
# Makes a Debian package in build/package out of the build that packaging/start.sh or packaging/test.sh left, or from
# nothing. Needs debhelper (and, for the checks at the end, lintian if it is there).
# By hand the same: cp -r packaging/debian debian && dpkg-buildpackage -us -uc -b
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '[package] %s\n' "$*"; }

if ! command -v dh >/dev/null 2>&1; then
    say "This needs debhelper: apt-get install debhelper" >&2
    exit 1
fi
if [ -e debian ]; then
    say "There is a folder debian here already; move it away." >&2
    exit 1
fi
packages=$PWD/build/package
rm -rf "$packages"
mkdir -p "$packages"
cp -r packaging/debian debian # Where dpkg looks for it; what it writes there goes again.
trap 'rm -rf debian' EXIT
export CONTRAFACT_PACKAGES=$packages
dpkg-buildpackage -us -uc -b \
    --buildinfo-file="$packages/contrafact.buildinfo" --buildinfo-option=-u"$packages" \
    --changes-file="$packages/contrafact.changes" --changes-option=-u"$packages" >"$packages/build.log" 2>&1 || {
    tail -n 40 "$packages/build.log" >&2
    exit 1
}
deb=$(find "$packages" -name 'contrafact_*.deb' | head -n 1)
say "made: $deb ($(du -h "$deb" | cut -f1))"
say "install it with: sudo apt install $deb"
