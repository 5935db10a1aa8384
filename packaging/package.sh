#!/usr/bin/env bash
# Makes a Debian package in build/package out of the build that packaging/start.sh or packaging/test.sh left, or from
# nothing, and lets lintian look at it where that is installed: its errors end this with 1, its warnings are shown. Needs
# debhelper; packaging/setup.sh --package installs both.
# By hand the same: cp -r packaging/debian debian && dpkg-buildpackage -us -uc -b
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '[package] %s\n' "$*"; }

if ! command -v dh >/dev/null 2>&1; then
    say "This needs debhelper: packaging/setup.sh --package" >&2
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
if command -v lintian >/dev/null 2>&1; then
    lintian --fail-on error --tag-display-limit 0 --allow-root "$deb" || {
        say "lintian found errors in $deb" >&2
        exit 1
    }
    say "lintian: no errors"
else
    say "lintian is not installed: the package was not checked (packaging/setup.sh --package)"
fi
say "install it with: sudo apt install $deb"
