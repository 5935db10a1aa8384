#!/usr/bin/env bash
# The checks beside the tests, quick ones first: the engine configured alone, clang-tidy on changed files, and what needs
# no LibTorch under AddressSanitizer and UndefinedBehaviorSanitizer: its tests, and half a minute of each fuzz target.
# Every stage says how long it took. Where a tool is missing or time runs out a stage says "not run" and fails nothing;
# CONTRAFACT_CHECK_SECONDS bounds all of them together. Ends with 1 where a check failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/build.sh

budget=${CONTRAFACT_CHECK_SECONDS:-720}
jobs=$(build_jobs)
logs=build/checks
mkdir -p "$logs"
failed=0
unbuilt=99 # Status of a stage whose build failed under clang; test.sh builds the same with g++, where that is an error.
SECONDS=0

say() { printf '[check] %s\n' "$*"; }
left() { printf '%s' $((budget - SECONDS)); }

# bounded SECONDS COMMAND…: ends with 124 where its time, or that of all checks, is over.
bounded() {
    local limit=$1
    shift
    [ "$(left)" -lt "$limit" ] && limit=$(left)
    [ "$limit" -gt 0 ] || return 124
    timeout --kill-after=10 "$limit" "$@"
}

# finish NAME STATUS BEGUN LOG: what became of a stage, in words. The end of the log where it failed.
finish() {
    local name=$1 status=$2 seconds=$((SECONDS - $3)) log=$4
    case "$status" in
        0) say "$name: passed ($seconds s)" ;;
        124 | 137) say "$name: not run: out of time ($seconds s)" ;;
        "$unbuilt")
            say "$name: not run: clang does not build what g++ builds ($seconds s); $log:"
            grep -E 'error:|undefined' "$log" | head -n 5
            ;;
        *)
            say "$name: FAILED ($seconds s); $log ends with:"
            tail -n 40 "$log"
            failed=1
            ;;
    esac
}

# stage NAME LIMIT COMMAND…
stage() {
    local name=$1 limit=$2 begun=$SECONDS log=$logs/${1// /-}.log status=0
    shift 2
    bounded "$limit" "$@" >"$log" 2>&1 || status=$?
    finish "$name" "$status" "$begun" "$log"
    return "$status"
}

# Sources that differ from the common ancestor with main; on main itself, those of the last commit. One a line.
changed_sources() {
    local base
    base=$(git merge-base HEAD origin/main 2>/dev/null || git merge-base HEAD main 2>/dev/null) || true
    if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD 2>/dev/null)" ]; then
        base=$(git rev-parse --quiet --verify HEAD~1 2>/dev/null) || return 1
    fi
    git diff --name-only --diff-filter=d "$base" -- 'app/*.cpp' 'core/*.cpp' 'dicom/*.cpp' 'ui/*.cpp' 'tests/*.cpp'
}

# Fails on what .clang-tidy names as errors; other warnings are counted and kept in the log. Sources that include what
# Qt's moc makes of them are known only once they are built, and clang 14 cannot read all that g++ 12 can.
check_style() {
    local begun=$SECONDS log=$logs/clang-tidy.log database=build/tidy/compile_commands.json status=0 file
    local sources=() files=()
    if ! command -v clang-tidy >/dev/null 2>&1 || ! command -v clang++ >/dev/null 2>&1; then
        say "clang-tidy: not run: it is not installed (packaging/setup.sh --checks)"
        return
    fi
    mapfile -t sources < <(changed_sources)
    if [ "${#sources[@]}" -eq 0 ]; then
        say "clang-tidy: not run: git names no changed sources"
        return
    fi
    : >"$log"
    bounded 120 cmake --preset tidy >>"$log" 2>&1 || status=$?
    if [ "$status" -ne 0 ] || [ ! -s "$database" ]; then
        say "clang-tidy: not run: no compile database ($((SECONDS - begun)) s); see $log"
        return
    fi
    for file in "${sources[@]}"; do
        if grep -qF "$PWD/$file\"" "$database" && ! grep -qE '^#include ".*\.moc"' "$file"; then
            files+=("$file")
        fi
    done
    if [ "${#files[@]}" -eq 0 ]; then
        say "clang-tidy: not run: none of ${#sources[@]} changed sources is in the compile database"
        return
    fi
    # One file a call, so that what time allows is checked; "done" tells how many that were.
    printf '%s\0' "${files[@]}" | bounded 150 xargs -0 -n 1 -P "$jobs" sh -c \
        'clang-tidy --quiet -p build/tidy "$0" 2>/dev/null; echo "done $0"' >>"$log" || status=$?
    local done warned unread
    done=$(grep -c '^done ' "$log")
    warned=$(grep -cE ' warning: .*\[' "$log")
    unread=$(grep -E ' error: .*\[clang-diagnostic-error\]' "$log" | cut -d: -f1 | sort -u | grep -c .)
    if grep -E ',-warnings-as-errors\]' "$log"; then
        say "clang-tidy: FAILED ($((SECONDS - begun)) s); the lines above, more in $log"
        failed=1
        return
    fi
    if [ "$done" -eq 0 ]; then
        say "clang-tidy: not run: out of time ($((SECONDS - begun)) s)"
        return
    fi
    say "clang-tidy: passed, $done of ${#files[@]} changed sources, $warned warnings, $unread that clang cannot read ($((SECONDS - begun)) s)"
    [ "$done" -eq "${#files[@]}" ] || say "clang-tidy: $((${#files[@]} - done)) not run: out of time"
}

# build_and_run PRESET TARGET FOLDER: builds the target and runs the folder's tests. What time stopped goes on the next time.
build_and_run() {
    stage "$1 $3" 420 sh -c '
        cmake --build "build/$1" --parallel "$4" --target "$2" || { [ "$1" = fuzz ] && exit "$5"; exit 1; }
        exec ctest --test-dir "build/$1/tests/$3" --parallel "$4" --output-on-failure --no-tests=error' \
        sh "$1" "$2" "$3" "$jobs" "$unbuilt"
}

# The tests that read what others wrote come first, then the fuzz targets, then arithmetic.
check_sanitised() {
    local preset=asan-ubsan folder
    local runtime
    runtime=$(clang++ -print-file-name=libclang_rt.fuzzer-x86_64.a 2>/dev/null || true)
    [ -s "$runtime" ] || runtime=$(find /usr/lib/llvm-*/lib/clang -name 'libclang_rt.fuzzer-*.a' 2>/dev/null | head -n 1)
    # The fuzz targets' libraries have the same sanitisers: one build serves both.
    [ -s "$runtime" ] && command -v clang++ >/dev/null 2>&1 && preset=fuzz
    stage "configure $preset" 120 cmake --preset "$preset" || return
    export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1
    for folder in base jobs language dicom; do
        build_and_run "$preset" "tests_$folder" "$folder"
    done
    if [ "$preset" = fuzz ]; then
        build_and_run fuzz fuzz fuzz
    else
        say "fuzz targets: not run: clang is not installed (packaging/setup.sh --checks)"
    fi
    for folder in imaging annotation statistics anatomy; do
        build_and_run "$preset" "tests_$folder" "$folder"
    done
}

begun=$SECONDS
if bounded 240 bash packaging/setup.sh --checks >"$logs/setup.log" 2>&1; then
    say "set-up of the checks: done ($((SECONDS - begun)) s)"
else
    say "set-up of the checks: did not end well ($((SECONDS - begun)) s); what is there is used"
fi
rm -rf build/engine-only
stage "engine alone" 120 cmake --preset engine-only
check_style
export QT_QPA_PLATFORM=offscreen
check_sanitised
say "all checks: $SECONDS s, $([ "$failed" -eq 0 ] && printf 'none failed' || printf 'some FAILED')"
exit "$failed"
