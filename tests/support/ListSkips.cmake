# The last test of a run: lists what the tests before it left out, from the log that ctest is writing. It counts as
# skipped where there is anything, so that no run looks whole that was not; the list is in BUILD/tests/skipped.txt.
# Variables: BUILD, the folder in which ctest runs.
set(list ${BUILD}/tests/skipped.txt)
file(WRITE ${list} "")
set(log ${BUILD}/Testing/Temporary/LastTest.log.tmp)
if(NOT EXISTS ${log})
    message("No log of this run at ${log}")
    return()
endif()
file(READ ${log} text)
# What CMake's lists would stumble over.
string(REPLACE ";" "," text "${text}")
string(REPLACE "[" "(" text "${text}")
string(REPLACE "]" ")" text "${text}")
# Ours (Skip.h) and those of Qt Test.
string(REGEX MATCHALL "\n([0-9]+/[0-9]+ Test: [^\n]*|SKIPPED: [^\n]*|SKIP   : [^\n]*)" lines "${text}")
set(test "")
foreach(line IN LISTS lines)
    string(STRIP "${line}" line)
    if(line MATCHES "^[0-9]+/[0-9]+ Test: (.*)$")
        set(test ${CMAKE_MATCH_1})
    else()
        message("${test}: ${line}")
        file(APPEND ${list} "${test}: ${line}\n")
    endif()
endforeach()
