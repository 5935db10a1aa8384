#!/usr/bin/env bash
# Takes the README's picture anew: the window with an edit of a phantom, without a display. Run it after the bundled
# model has changed: packaging/screenshots/make.sh [prompt [seed [sample]]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
prompt=${1:-remove the pacemaker}
seed=${2:-1}
sample=${3:-1-pacemaker}
program=build/release/bin/contrafact
[ -x "$program" ] || { echo "make.sh: build the program first: packaging/start.sh --build-only" >&2; exit 1; }
[ -f "build/sample/$sample.dcm" ] || sh resources/samples/make.sh build/release/bin/contrafact-cli build/sample
# A folder of its own, so that nobody's autosaved masks and instructions get into the picture.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
XDG_DATA_HOME=$scratch QT_QPA_PLATFORM=offscreen "$program" "build/sample/$sample.dcm" --prompt "$prompt" --seed "$seed" \
    --generate --size 1920x1080 --screenshot "$scratch/edit.png" --quit
mv "$scratch/edit.png" packaging/screenshots/edit.png
echo "packaging/screenshots/edit.png"
