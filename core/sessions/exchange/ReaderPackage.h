#pragma once

#include "core/base/Result.h"
#include "core/sessions/StudyStore.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace cf::sessions {

/// Writes one file with everything that one reader needs and nothing that unblinds them: protocol, order, neutral cases
/// and pixels, encrypted with the passphrase. No arm, truth (but of training cases), patient or other reader is in it.
/// Never overwrites. Errors: InvalidInput before sealing, for an unknown reader or an empty passphrase; Io.
Result<> writeReaderPackage(
    StudyStore &study, const std::string &reader, const std::string &passphrase, const std::filesystem::path &file);

/// An opened package with the reader's answers beside it: PACKAGE.cfstudy holds answers and audit, and no pixels; those
/// stay encrypted in the package. Opening again goes on where reading stopped.
/// Errors: InvalidInput for a wrong passphrase or an altered file; Io.
struct OpenedPackage {
    std::string reader;
    StudyStore store;
};
Result<OpenedPackage> openReaderPackage(const std::filesystem::path &file, const std::string &passphrase);

/// Writes what the reader has answered so far into one file for the coordinator, encrypted with the reader's own key.
/// Replaces an earlier one of the same name only where it holds answers of the same reader to the same study. Errors:
/// Io.
Result<> writeAnswerFile(StudyStore &readerCopy, const std::string &reader, const std::filesystem::path &file);

/// What came of merging an answer file.
struct MergeReport {
    std::string reader;
    int added = 0;
    int known = 0; ///< Stored already, in this or an earlier merge.
    std::vector<std::string> conflicts; ///< Keys that have other answers; both are kept.
};
/// Adds the answers of a file; again and again with the same outcome. Errors: InvalidInput for a file of another study,
/// of a protocol that was never sealed here, one that was altered, or one whose record was rewritten since an earlier
/// merge; then nothing is merged. What happened beside answers (pauses, breaks), the end of the reader's own record and
/// places where their clock was set back stand in the audit.
Result<MergeReport> mergeAnswerFile(StudyStore &study, const std::filesystem::path &file);

} // namespace cf::sessions
