#pragma once

#include "core/sessions/StudyStore.h"
#include "core/sessions/blinding/CaseImport.h"

#include <functional>
#include <memory>
#include <vector>

namespace cf::sessions {

/// How files become cases of a study.
struct CaseAddition {
    int size = 1024; ///< Width and height of the session's copies.
    bool alreadyNullEdited = false; ///< Real images went through the model before.
    ImageReader read;
    /// Loads the model with which real images are null-edited; asked for only where some are.
    std::function<Result<std::unique_ptr<CounterfactualEditor>>(const JobContext &)> loadEditor;
};

struct AddedCases {
    int cases = 0;
    int images = 0;
    int nullEdited = 0;
    /// Were in the study already, in the same arms: the same pixels of the source. Each with its case.
    std::vector<ImportedCases::There> alreadyThere;
    /// Were added, though another case shows the same pixels in another arm.
    std::vector<ImportedCases::There> inOtherArms;
};

/// Makes blinded cases of a list and puts them into the study, all or none; what was done stands in the audit. Null
/// edits take the sizes of all edits whose source is known, in this list or before. Errors: InvalidInput for a sealed
/// study, for edits with a source where null edits were made before without knowing any, and what importCases()
/// refuses; those of reading, editing and the store.
Result<AddedCases> addCases(
    StudyStore &store, const std::vector<ManifestCase> &manifest, const CaseAddition &addition, const JobContext &job);

} // namespace cf::sessions
