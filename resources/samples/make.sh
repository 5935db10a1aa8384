#!/bin/sh
# Makes the sample study: films of nobody, rendered by the program itself, each with something to edit.
# Usage: resources/samples/make.sh [contrafact-cli [folder]]
# Each film takes 2 MB; render them anew when the phantoms have become better, and commit them rarely.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=${1:-"$here/../../build/release/bin/contrafact-cli"}
target=${2:-"$here"}
[ -x "$program" ] || { echo "make.sh: there is no program $program; build it first (packaging/start.sh)." >&2; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
mkdir -p "$target"

# film NAME SEED SWITCHES: one DICOM object of 1024 x 1024 pixels.
film() {
    rm -rf "$scratch/film"
    "$program" phantom --seed "$2" --size 1024 --switches "$3" --format dicom --output "$scratch/film" >/dev/null
    mv "$scratch/film/phantom$2.dcm" "$target/$1.dcm"
    echo "$target/$1.dcm: $3"
}

film 1-pacemaker 7 "pacemaker"
film 2-effusion-left 21 "moderate effusion left"
film 3-cardiomegaly 35 "moderate cardiomegaly"
