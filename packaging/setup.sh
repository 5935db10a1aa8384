#!/usr/bin/env bash
# Installs what Contrafact is built from, out of Debian 12's own packages, and selects the fast BLAS.
# Runs as root or as a user with sudo. Running it again changes nothing and takes a second.
# Not needed for building and testing, and installed when asked for:
#   --checks    clang and clang-tidy, for packaging/checks.sh (60 MB)
#   --coverage  gcovr, for packaging/coverage.sh
#   --package   debhelper, lintian and debootstrap, for packaging/package.sh and the test package_chroot
set -euo pipefail

say() { printf '[setup] %s\n' "$*"; }

# Versions are those of Debian 12 (bookworm), with which the program is built and tested.
packages=(
    g++                  # 12.2.0
    cmake                # 3.25.1
    ninja-build          # 1.11.1
    ccache               # 4.7.5   a second build of the same file costs nothing
    mold                 # 1.10.1  links in a tenth of the time
    pkg-config           # 1.8.1
    libtorch-dev         # 1.13.1  the networks
    libgloo-dev          # 0.0~git20220518  training in several processes
    libopenblas0-openmp  # 0.3.21  matrix products; see below
    qt6-base-dev         # 6.4.2   the window
    qt6-svg-dev          # 6.4.2   its icons
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools  # 6.4.2  lupdate and lrelease: the window in two languages
    libqt6sql6-sqlite    # 6.4.2   its records
    libqt6sql6-psql      # 6.4.2   studies that several workstations read
    libsodium-dev        # 1.0.18  encrypted packages for readers elsewhere
    libdcmtk-dev         # 3.6.7   DICOM
    dcmtk                # 3.6.7   its programs, for the tests
    libopenjp2-7-dev     # 2.5.0   JPEG 2000
    libpng-dev           # 1.6.39
    libjpeg62-turbo-dev  # 2.1.5
    zlib1g-dev           # 1.2.13
    libopencv-dev        # 4.6.0   image operations
    libspdlog-dev        # 1.10.0  the log
    libexpected-dev      # 1.0.0
    nlohmann-json3-dev   # 3.11.2
    libcli11-dev         # 2.1.2
    libboost-math-dev    # 1.74.0  distributions
    libgl-dev            # 1.6.0
    xvfb xauth           # 21.1.7, 1.1.2  the window's tests where there is no display
    fonts-inter          # 4.0~beta7
    fonts-noto-cjk       # 20220127  Japanese
    postgresql           # 15      studies on a server, for the tests
    dicom3tools          # 1.00~20220618  dciodvfy, for the tests
    python3-pydicom      # 2.3.1   another reader of DICOM, for the tests
    slurm-wlm            # 22.05.8 a cluster of two nodes on this machine alone, for the tests (3 MB)
    poppler-utils        # 22.12.0 the words of a study's PDF, for the tests
    tesseract-ocr tesseract-ocr-eng  # 5.3.0  words printed in films, for the pilot and its tests (5 MB)
)
for option in "$@"; do
    case "$option" in
        --checks) packages+=(clang clang-tidy libclang-rt-14-dev) ;; # 14.0.6
        --coverage) packages+=(gcovr) ;;                             # 5.2
        --package) packages+=(debhelper lintian debootstrap) ;;      # 13.11.4, 2.116.3, 1.0.128
        *)
            printf 'usage: packaging/setup.sh [--checks] [--coverage] [--package]\n' >&2
            exit 2
            ;;
    esac
done
# A desktop that speaks Wayland alone needs Qt's part for it.
if [ -n "${WAYLAND_DISPLAY:-}" ] && [ -z "${DISPLAY:-}" ]; then
    packages+=(qt6-wayland)
fi

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        say "This needs root, and there is no sudo. Run as root: $*" >&2
        exit 1
    fi
}

warn_unless_bookworm() {
    local release=unknown
    if [ -r /etc/os-release ]; then
        release=$(. /etc/os-release && printf '%s %s' "${ID:-}" "${VERSION_ID:-}")
    fi
    if [ "$release" != "debian 12" ]; then
        say "This is $release. Contrafact is built and tested on Debian 12; other versions of the packages may not fit."
    fi
}

missing_packages() {
    local package
    for package in "${packages[@]}"; do
        if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" != installed ]; then
            printf '%s\n' "$package"
        fi
    done
}

install_missing() {
    local missing
    mapfile -t missing < <(missing_packages)
    if [ "${#missing[@]}" -eq 0 ]; then
        say "1/2 packages: all ${#packages[@]} are there"
        return
    fi
    say "1/2 packages: ${#missing[@]} of ${#packages[@]} are missing: ${missing[*]}"
    say "    fetching and installing them; from nothing that is about 450 MB and five minutes"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
        install --no-install-recommends "${missing[@]}"
    say "    installed"
}

# LibTorch takes whatever BLAS the system offers. The reference BLAS is 2 to 15 times slower, and OpenBLAS with its own
# threads ignores the number that the program asks for; the one with OpenMP does what it is told.
select_blas() {
    local machine name wanted current
    machine=$(gcc -print-multiarch)
    for name in libblas.so.3 liblapack.so.3 libopenblas.so.0; do
        wanted="/usr/lib/$machine/openblas-openmp/$name"
        current=$(update-alternatives --query "$name-$machine" 2>/dev/null | sed -n 's/^Value: //p')
        if [ -e "$wanted" ] && [ "$current" != "$wanted" ]; then
            say "    selecting $wanted"
            as_root update-alternatives --set "$name-$machine" "$wanted" >/dev/null
        fi
    done
    say "2/2 BLAS: OpenBLAS with OpenMP"
}

if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
    say "There is no apt here. Install what the list in packaging/setup.sh names with your system's own means." >&2
    exit 1
fi
warn_unless_bookworm
install_missing
select_blas
