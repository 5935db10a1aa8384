# Sourced by start.sh and test.sh: how many compilers run at once.

# LibTorch's headers need 1.5 GB a compiler: no more of them than the memory holds.
build_jobs() {
    local cores gigabytes jobs
    cores=$(nproc)
    gigabytes=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo)
    jobs=$((gigabytes * 2 / 3))
    [ "$jobs" -gt "$cores" ] && jobs=$cores
    [ "$jobs" -lt 1 ] && jobs=1
    printf '%s' "$jobs"
}

# A build folder belongs to the source folder in which it was made: one that was copied along is made anew.
drop_foreign_cache() {
    local cache=build/release/CMakeCache.txt
    if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$cache"; then
        rm -rf build/release/CMakeCache.txt build/release/CMakeFiles
    fi
}
