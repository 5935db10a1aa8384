#pragma once

#include "core/base/Result.h"
#include "core/datasets/plan/FilmList.h"
#include "core/datasets/plan/PatientKey.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cf {

/// One kind of edit of a plan, and which films get it.
struct BatchRule {
    std::string prompt;
    std::string column; ///< Of the folder's labels.csv; empty: every film.
    std::string
        shows; ///< The film gets the edit where the column's cell, or one of its parts between '|', equals this …
    bool unless = false; ///< … or where it does not. An uncertain cell (−1, as CheXpert has it) is neither.
    bool operator==(const BatchRule &) const = default;
};

/// One of several methods that a plan compares on the same films.
struct BatchArm {
    std::string name; ///< Stands in the manifest.
    std::string method; ///< Empty: the model's default.
    std::map<std::string, double> parameters;
    bool operator==(const BatchArm &) const = default;
};

/// One of several places from which a plan takes its films. Paths are as seen from the plan's folder of films.
struct BatchSource {
    std::string name; ///< What the names of its films begin with, before a '/'.
    std::string folder; ///< Of films; of a manifest, empty: where it lies.
    std::string table; ///< What is known of the films; empty: labels.csv in the folder, if any.
    std::string manifest; ///< Of a study, whose films are taken instead of all of the folder's.
    std::string arm; ///< Of the manifest, to take alone; empty: all.
    bool operator==(const BatchSource &) const = default;
};

/// Masks that were drawn for the films of a plan.
struct BatchMasks {
    std::string folder; ///< As seen from the films' folder ("masks", "../masks"); a film's mask has its path and name,
                        ///< whatever the ending.
    std::string column; ///< Of the films' table: the mask's file, below `folder`; empty: found by the film's name.
    std::string as = "evident"; ///< How a mask is meant, as `edit --mask-as` takes it.
    bool given() const { return !folder.empty() || !column.empty(); }
    bool operator==(const BatchMasks &) const = default;
};

/// Everything that decides what a batch makes. Equal plans over equal films give equal bytes.
struct BatchPlan {
    std::filesystem::path films; ///< The folder; not part of the plan's hash.
    std::string table; ///< What is known of the films, as seen from their folder; empty: labels.csv there, if any.
    std::vector<BatchSource> sources; ///< Where the films lie; empty: all in the folder itself.
    std::vector<BatchRule> rules;
    bool balanced = false; ///< In each split every rule gets as many films as the one with fewest has.
    std::string method; ///< Empty: the model's default.
    std::map<std::string, double> parameters;
    std::vector<BatchArm> arms; ///< Instead of method and parameters: every edit is made in each of them.
    BatchMasks masks; ///< Not given: the region is found by the model.
    std::vector<std::uint64_t> seeds{ 0 };
    bool pictures = true; ///< An 8-bit PNG of every counterfactual beside the DICOM object.
    bool deepPictures = false; ///< The same grey in 16 bits.
    bool regions = true; ///< An 8-bit PNG of the region.
    bool segmentations = false; ///< The region as a DICOM segmentation.
    std::vector<SplitShare> splits{ { "train", 0.7 }, { "validation", 0.15 }, { "test", 0.15 } };
    std::uint64_t splitSeed = 1;
    int shard = 1; ///< This one …
    int shards = 1; ///< … of so many: items are dealt out by patient, so that shards are independent.
};

/// Reads a plan's JSON. Members: films, table, sources ([{name, films, table, manifest, arm}]), prompts or rules
/// ({prompt, column, shows, unless}), balanced, method, parameters, arms ({name: {method, parameters}}), masks
/// ({folder, column, as}), seeds, pictures, pictures_16_bit, regions, segmentations, splits ({name: share}),
/// split_seed. Unknown members are errors, so that no slip is passed over.
Result<BatchPlan> batchPlanFromJson(const std::string &text);
std::string toJson(const BatchPlan &plan); ///< Without the films' folder, which may lie elsewhere next time.
std::string toPlanFile(const BatchPlan &plan); ///< The same with it.
/// Names the first thing wrong with a plan.
Result<> validate(const BatchPlan &plan);

/// One edit to be made.
struct BatchItem {
    std::int64_t index = 0; ///< Its place in the manifest, over all shards.
    std::string film;
    std::string patient; ///< As joinPatients() found it; not known: the film counts as a patient of its own.
    std::string split; ///< Empty until the patient is known.
    std::string prompt;
    std::uint64_t seed = 0;
    std::string arm{}; ///< Empty where the plan has none.
    std::string mask{}; ///< The cell of the masks' column; empty where the plan names none.
};

/// The folder in which a source's films lie.
std::filesystem::path folderOf(const BatchPlan &plan, const BatchSource &source);

/// The plan's films with their rows, sorted by name. Errors: as listFilms() and listStudyFilms(); a table that cannot
/// be read.
Result<FilmListing> filmsOf(const BatchPlan &plan);

/// The file of a film of the plan, by its name in tables, see printedName().
std::filesystem::path filmFileOf(const BatchPlan &plan, const std::string &film);

/// Where it lies as seen from the plan's folder of films, as printedName() writes it; empty where that is its name.
std::string filmPathOf(const BatchPlan &plan, const std::string &film);

/// All edits of a plan over its films, in the order of films, rules, arms and seeds; the other shards' left out. Which
/// films a balanced plan leaves out, a hash decides: the same for ever for the same film.
std::vector<BatchItem> itemsOf(const BatchPlan &plan, const std::vector<FilmEntry> &films);

} // namespace cf
