#pragma once

#include "core/base/Result.h"
#include "core/statistics/Estimate.h"

#include <string>
#include <vector>

namespace cf {

/// One answer of a study of several readers and cases.
struct Reading {
    std::string reader;
    std::string test; ///< The method or arm that the case was read under.
    std::string caseId;
    bool positive = false; ///< The truth.
    Number rating; ///< Nothing: no answer.
};

/// One reader under one test.
struct ReadingCell {
    std::size_t test = 0;
    std::size_t reader = 0;
    std::vector<Number> ratings; ///< By case; nothing where this reader did not read it.
};

/// How readers, tests and cases were combined.
enum class StudyDesign { Factorial, CasesInReaders, CasesInTests, ReadersInTests, PartiallyPaired };
/// "factorial", "cases nested in readers" …
const char *nameOf(StudyDesign design);

/// A study of several readers and cases (MRMC), sorted: numbers by value, other names by letters.
struct ReaderStudy {
    std::vector<std::string> tests;
    std::vector<std::string> readers;
    std::vector<std::string> cases;
    std::vector<bool> truth; ///< By case.
    std::vector<ReadingCell> cells; ///< By test, then by reader; only those with an answer.

    StudyDesign design() const;
};

/// Answers without a rating are left out. Refuses a case with two truths, and two answers of one reader under one test
/// to one case.
Result<ReaderStudy> readerStudy(const std::vector<Reading> &readings);
/// The part that was read under these tests.
ReaderStudy onlyTests(const ReaderStudy &study, const std::vector<std::string> &tests);

} // namespace cf
