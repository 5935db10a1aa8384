#!/usr/bin/env bash
# The Debian package on a bare Debian 12: made by debootstrap, the package installed with what it depends on, both
# programs started, a phantom edited, the package purged, and nothing of it left. Takes some ten minutes and 2 GB, so it
# runs only where CONTRAFACT_PACKAGE_CHROOT=1. CONTRAFACT_MIRROR names another mirror, CONTRAFACT_DEB a package that is
# there already. Argument: the sources' folder.
set -euo pipefail
sources=$1
mirror=${CONTRAFACT_MIRROR:-http://deb.debian.org/debian}

say() { printf '[chroot] %s\n' "$*"; }
skip() {
    printf 'SKIPPED: all, %s\n' "$*"
    exit 0
}
fail() {
    printf '[chroot] FAILED: %s\n' "$*" >&2
    exit 1
}

[ "${CONTRAFACT_PACKAGE_CHROOT:-}" = 1 ] || skip "CONTRAFACT_PACKAGE_CHROOT=1 asks for it"
[ "$(id -u)" -eq 0 ] || skip "a chroot needs root"
command -v debootstrap >/dev/null 2>&1 || skip "debootstrap is not installed (packaging/setup.sh --package)"
wget -q --timeout=20 --tries=1 -O /dev/null "$mirror/dists/bookworm/Release" || skip "the mirror $mirror does not answer"

deb=${CONTRAFACT_DEB:-}
if [ -z "$deb" ]; then
    command -v dh >/dev/null 2>&1 || skip "debhelper is not installed (packaging/setup.sh --package)"
    bash "$sources/packaging/package.sh"
    deb=$(find "$sources/build/package" -name 'contrafact_*.deb' | head -n 1)
fi
[ -s "$deb" ] || fail "there is no package"

root=$(mktemp -d "${TMPDIR:-/tmp}/contrafact-chroot.XXXXXX")
clean() {
    umount "$root/proc" 2>/dev/null || true
    rm -rf --one-file-system "$root"
}
trap clean EXIT
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
# What the package may not leave. Its dependencies, and what apt and the caches of fonts and icons keep, stay.
ours() { (cd "$root" && find . -xdev -iname '*contrafact*' -not -path './work/*' -not -path './proc/*' | sort); }

say "debootstrap from $mirror"
debootstrap --variant=minbase bookworm "$root" "$mirror" >"$root.log" 2>&1 || {
    tail -n 20 "$root.log"
    skip "debootstrap did not end well here"
}
rm -f "$root.log"
mount -t proc proc "$root/proc" || skip "/proc cannot be mounted in a chroot here"
mkdir "$root/work"
cp "$deb" "$root/work/contrafact.deb"

say "install"
inside apt-get -q update >/dev/null
inside apt-get -q -y -o Dpkg::Use-Pty=0 install --no-install-recommends /work/contrafact.deb >"$root/work/install.log" 2>&1 || {
    tail -n 30 "$root/work/install.log"
    fail "it does not install"
}
[ -n "$(ours)" ] || fail "it installs nothing"

say "start"
program() { inside QT_QPA_PLATFORM=offscreen sh -c 'cd /work && exec "$@"' sh "$@"; }
program contrafact-cli --help >/dev/null || fail "contrafact-cli does not start"
program contrafact --help >/dev/null || fail "contrafact does not start"
program contrafact-cli phantom --seed 7 --size 256 --switches pacemaker --format dicom --output film >/dev/null || fail "no phantom"
film=$(cd "$root/work" && find film -name '*.dcm' | head -n 1)
status=0
program contrafact-cli edit --input "$film" --prompt "remove the pacemaker" --quiet --output edit.dcm || status=$?
case "$status" in 0 | 3) ;; *) fail "the edit ended with $status" ;; esac # 3: refused by a gate, and written.
[ -s "$root/work/edit.dcm" ] || fail "the edit wrote nothing"
status=0
program contrafact "$film" --prompt "remove the pacemaker" --generate --quit || status=$?
case "$status" in 0 | 3) ;; *) fail "the window's edit ended with $status" ;; esac

say "remove"
inside apt-get -q -y -o Dpkg::Use-Pty=0 purge contrafact >/dev/null
rm -rf "$root/root" # What the programs keep for their user is the user's.
left=$(ours)
[ -z "$left" ] || fail "these are left: $left"
say "installed, started, edited and removed"
