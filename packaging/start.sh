#!/usr/bin/env bash
# Sets Contrafact up, builds it and starts its main job on the bundled sample: the window where there is a display,
# the same edit without one where there is none (or with --headless). A second start takes seconds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/build.sh

say() { printf '[start] %s\n' "$*"; }

prompt="remove the pacemaker"
headless=no
build_only=no
for argument in "$@"; do
    case "$argument" in
        --headless) headless=yes ;;
        --build-only) build_only=yes ;;
        *)
            printf 'usage: packaging/start.sh [--headless] [--build-only]\n' >&2
            exit 2
            ;;
    esac
done

say "1/3 set-up"
bash packaging/setup.sh

say "2/3 build into build/release/bin (from nothing about 15 minutes on two cores; the next time seconds)"
drop_foreign_cache
# The settings of test.sh, so that either build serves the other; a release build that a newer compiler warns about
# is better than none.
configure() { cmake --preset "$1" >build/configure.log 2>&1 || { cat build/configure.log >&2; return 1; }; }
compile() { cmake --build build/release --parallel "$(build_jobs)" --target contrafact contrafact-cli; }
mkdir -p build
[ -f build/release/build.ninja ] || configure ci
if ! compile; then
    say "    the build failed; trying again without treating warnings as errors"
    cmake --preset release -DCONTRAFACT_WARNINGS_AS_ERRORS=OFF >/dev/null
    compile
fi
if [ "$build_only" = yes ]; then
    say "built: build/release/bin/contrafact, build/release/bin/contrafact-cli"
    exit 0
fi

# The sample is a phantom: a film of nobody, rendered by the program itself.
sample=$(find resources/samples -name '*.dcm' 2>/dev/null | sort | head -n 1 || true)
if [ -z "$sample" ]; then
    sh resources/samples/make.sh build/release/bin/contrafact-cli build/sample >/dev/null
    sample=$(find build/sample -name '*.dcm' | sort | head -n 1 || true)
fi

if [ "$headless" = no ] && { [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }; then
    say "3/3 opening the window on $sample with the instruction \"$prompt\""
    exec build/release/bin/contrafact "$sample" --prompt "$prompt" --generate
fi

say "3/3 no display: the same edit without the window, on $sample, instruction \"$prompt\""
rm -rf build/first-edit # Of an earlier start.
mkdir -p build/first-edit
status=0
build/release/bin/contrafact-cli edit --input "$sample" --prompt "$prompt" --seed 1 \
    --output build/first-edit/counterfactual.dcm --figure build/first-edit/figure.png \
    --json build/first-edit/report.json || status=$?
case "$status" in
    0) say "accepted; what was measured, and what could not be judged: build/first-edit/report.json" ;;
    3) say "a gate refused the result; it is kept, and build/first-edit/report.json says why" ;;
    *) exit "$status" ;;
esac
say "synthetic DICOM: $PWD/build/first-edit/counterfactual.dcm"
say "figure:          $PWD/build/first-edit/figure.png"
