#!/usr/bin/env bash
# Line coverage of the tests, folder by folder: builds with counters into build/coverage, runs the tests (or those that
# the arguments name, as ctest takes them), and sums what gcovr finds. Takes as long as a build from nothing and twice the
# tests. CONTRAFACT_PARTS limits it to some folders, e.g. CONTRAFACT_PARTS="core/base;core/statistics".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/build.sh

say() { printf '[coverage] %s\n' "$*"; }

if ! command -v gcovr >/dev/null 2>&1; then
    say "This needs gcovr: apt-get install gcovr" >&2
    exit 1
fi
cmake --preset coverage -DCONTRAFACT_PARTS="${CONTRAFACT_PARTS:-}" >/dev/null
cmake --build build/coverage --parallel "${CONTRAFACT_JOBS:-$(build_jobs)}"
find build/coverage -name '*.gcda' -delete # Of an earlier run.
QT_QPA_PLATFORM=offscreen ctest --test-dir build/coverage --output-on-failure --no-tests=error "$@" || say "some tests failed; the lines they ran count"
gcovr --root . --object-directory build/coverage --filter 'core/' --filter 'dicom/' --filter 'ui/' --filter 'app/' \
    --exclude-unreachable-branches --csv build/coverage/lines.csv --html build/coverage/index.html \
    --gcov-ignore-parse-errors build/coverage >/dev/null
# filename,line_total,line_covered,… : a folder is the first two names of a path, of core/ and of ui/; else the first.
awk -F, 'NR > 1 {
    parts = split($1, path, "/")
    folder = (path[1] == "core" || path[1] == "ui") && parts > 2 ? path[1] "/" path[2] : path[1]
    total[folder] += $2; covered[folder] += $3
    total["all"] += $2; covered["all"] += $3
}
END {
    for (folder in total)
        if (total[folder] > 0)
            printf "%-18s %5.1f %%  %6d of %6d lines\n", folder, 100 * covered[folder] / total[folder], covered[folder], total[folder]
}' build/coverage/lines.csv | sort
say "line by line: build/coverage/index.html"
