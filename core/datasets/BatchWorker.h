#pragma once

#include "core/datasets/BatchJournal.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/jobs/JobContext.h"

#include <filesystem>
#include <functional>
#include <string>

namespace cf {

/// A film as a worker gets it.
struct BatchFilm {
    Radiograph radiograph;
    std::string patient; ///< As the object says; empty: unknown. The item says whose the film is.
    std::string dateTime; ///< YYYYMMDDHHMMSS of the film's own study; stands in what is written, so that bytes repeat.
};

/// What a worker needs of parts that it does not know.
struct BatchServices {
    std::function<Result<BatchFilm>(const std::filesystem::path &)> readFilm;
    /// Writes the counterfactual as a synthetic object; `identifierSeed` decides its UIDs.
    std::function<Result<>(const EditRequest &, const EditResult &, const std::filesystem::path &source,
        const std::string &identifierSeed, const std::string &dateTime, const std::filesystem::path &output)>
        writeObject;
    /// The mask in a file, at the film's size; `as`: see BatchMasks.
    std::function<Result<MaskImage>(const std::filesystem::path &mask, const Radiograph &film,
        const std::filesystem::path &filmFile, const std::string &as)>
        readMask{};
    /// Writes an edit's region as a DICOM segmentation of `object`, which is the edit as writeObject() wrote it.
    std::function<Result<>(const EditRequest &, const EditResult &, const std::filesystem::path &source,
        const std::filesystem::path &object, const std::string &dateTime, const std::filesystem::path &output)>
        writeSegmentation{};
};

/// Makes one edit after the other until none is open or a stop is requested; what it began then is given back. Files
/// lie under accepted/ and refused/ of the batch's folder, named by the item's index.
/// Errors: InvalidInput where the model lacks a method or parameter of the plan, or the batch was begun with another
/// model; of the journal or of writing (a full disk ends the worker, not the batch's rows); Cancelled.
Result<> workOnBatch(BatchJournal &journal, const BatchPlan &plan, const std::filesystem::path &folder,
    CounterfactualEditor &editor, const BatchServices &services, const JobContext &job);

} // namespace cf
