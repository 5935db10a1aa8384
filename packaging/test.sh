#!/usr/bin/env bash
# Sets Contrafact up, builds everything with warnings as errors, and runs every test without a display.
# Arguments go to ctest, e.g. packaging/test.sh -R Prompt
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/build.sh

say() { printf '[test] %s\n' "$*"; }

say "1/3 set-up"
bash packaging/setup.sh

say "2/3 build everything into build/release (from nothing about 25 minutes on two cores)"
drop_foreign_cache
mkdir -p build
cmake --preset ci >build/configure.log 2>&1 || { cat build/configure.log >&2; exit 1; }
cmake --build build/release --parallel "$(build_jobs)"

say "3/3 tests"
export QT_QPA_PLATFORM=offscreen
results=build/release/test-results.xml
rm -f "$results"
status=0
ctest --test-dir build/release --parallel "$(nproc)" --output-on-failure --no-tests=error --output-junit "$PWD/$results" "$@" || status=$?

# The counts come from ctest's own record.
attribute() { sed -n '/<testsuite /,/>/p' "$results" | grep -o "$1=\"[0-9]*\"" | head -n 1 | tr -dc '0-9'; }
if [ ! -s "$results" ]; then
    say "ctest left no results"
    exit 1
fi
total=$(attribute tests)
failed=$(attribute failures)
skipped=$(($(attribute skipped) + $(attribute disabled)))
say "$((total - failed - skipped)) passed, $failed failed, $skipped skipped"
exit "$status"
