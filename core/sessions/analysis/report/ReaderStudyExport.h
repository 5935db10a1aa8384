#pragma once

#include "core/base/Result.h"
#include "core/sessions/analysis/findings/AnalysisInput.h"

#include <string>

namespace cf::sessions {

// What programs for studies of several readers and cases read. The test is the arm, or the stage where the study has
// several; first answers to one question with a truth of yes or no.

/// For MRMCaov (and iRT, pROC): CSV with reader,test,case,truth,rating; truth 1 is positive.
/// Errors: InvalidInput where the question has no truth, no order or no answers.
Result<std::string> mrmcCsv(const AnalysisInput &input, const std::string &question);

/// For iMRMC (https://github.com/DIDSR/iMRMC): a text of readerID,caseID,modalityID,score after BEGIN DATA:, truth in
/// rows of reader −1.
Result<std::string> imrmcText(const AnalysisInput &input, const std::string &question);

/// For RJafroc: an .xlsx workbook of the sheets NL, LL and TRUTH; of marks (FROC), or of ratings (ROC).
Result<std::string> rjafrocWorkbook(const AnalysisInput &input, const std::string &question);

/// The table for a program by its name: "mrmcaov", "imrmc", "rjafroc". Errors: as above; InvalidInput for others.
Result<std::string> readerStudyTable(
    const AnalysisInput &input, const std::string &program, const std::string &question);

} // namespace cf::sessions
