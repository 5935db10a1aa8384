#pragma once

#include "app/contrafact-cli/edit/EditOptions.h"
#include "app/contrafact-cli/edit/EditReport.h"
#include "core/editing/EditRequest.h"
#include "core/editing/EditResult.h"
#include "dicom/SyntheticRecord.h"

namespace cf::cli {

/// All files that the edit reads and writes, to be checked before it works.
OutputPlan planOf(const EditOptions &options);

/// What the object of an edit says about its making; with a visible mark, and new identifiers. `deidentified`: without
/// what was typed and without a trace to the source.
SyntheticRecord recordOf(const EditRequest &request, const EditResult &result, bool deidentified = false);

/// Writes the object, then the figures; names them with their hashes in `report`, which is written last of all: so
/// that files of an older run, which a kill left beside newer ones, are recognised.
Result<> writeOutputs(
    const EditOptions &options, const EditRequest &request, const EditResult &result, ReportJson &report);

/// Writes the report. Errors: Io.
Result<> writeReport(const EditOptions &options, const ReportJson &report);

} // namespace cf::cli
