#!/usr/bin/env bash
# Line coverage of the tests, folder by folder: builds with counters into build/coverage, runs the tests (or those that
# the arguments name, as ctest takes them), and sums what gcovr finds. Takes as long as a build from nothing and twice the
# tests. CONTRAFACT_PARTS limits it to some folders, e.g. CONTRAFACT_PARTS="core/base;core/statistics". Ends with 1 where all
# of core, dicom or ui is below what is asked of it, unless only some folders or tests were asked for.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/build.sh

say() { printf '[coverage] %s\n' "$*"; }

if ! command -v gcovr >/dev/null 2>&1; then
    say "This needs gcovr: packaging/setup.sh --coverage" >&2
    exit 1
fi
# Percent of lines that the tests must run.
declare -A wanted=([core]=85 [dicom]=85 [ui]=75)
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
    if (folder != path[1]) { total[path[1]] += $2; covered[path[1]] += $3 }
    total["all"] += $2; covered["all"] += $3
}
END {
    for (folder in total)
        if (total[folder] > 0)
            printf "%-18s %5.1f %%  %6d of %6d lines\n", folder, 100 * covered[folder] / total[folder], covered[folder], total[folder]
}' build/coverage/lines.csv | sort | tee build/coverage/lines.txt
below=0
for folder in core dicom ui; do
    share=$(awk -v folder="$folder" '$1 == folder { print $2 }' build/coverage/lines.txt)
    [ -n "$share" ] || continue
    if awk -v share="$share" -v wanted="${wanted[$folder]}" 'BEGIN { exit !(share < wanted) }'; then
        say "$folder: $share % of lines, at least ${wanted[$folder]} % are asked for"
        below=1
    fi
done
say "line by line: build/coverage/index.html"
if [ "$below" -ne 0 ] && [ "$#" -eq 0 ] && [ -z "${CONTRAFACT_PARTS:-}" ]; then
    exit 1
fi
