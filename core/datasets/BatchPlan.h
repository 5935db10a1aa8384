#pragma once

#include "core/base/Result.h"
#include "core/datasets/FilmList.h"
#include "core/datasets/PatientKey.h"

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
    bool unless = false; ///< … or where it does not.
    bool operator==(const BatchRule &) const = default;
};

/// Everything that decides what a batch makes. Equal plans over equal films give equal bytes.
struct BatchPlan {
    std::filesystem::path films; ///< The folder; not part of the plan's hash.
    std::vector<BatchRule> rules;
    std::string method; ///< Empty: the model's default.
    std::map<std::string, double> parameters;
    std::vector<std::uint64_t> seeds{ 0 };
    bool pictures = true; ///< An 8-bit PNG of every counterfactual beside the DICOM object.
    bool regions = true; ///< An 8-bit PNG of the region.
    std::vector<SplitShare> splits{ { "train", 0.7 }, { "validation", 0.15 }, { "test", 0.15 } };
    std::uint64_t splitSeed = 1;
    int shard = 1; ///< This one …
    int shards = 1; ///< … of so many: items are dealt out by patient, so that shards are independent.
};

/// Reads a plan's JSON. Members: films, prompts or rules ({prompt, column, shows, unless}), method, parameters, seeds,
/// pictures, regions, splits ({name: share}), split_seed. Unknown members are errors, so that no slip is passed over.
Result<BatchPlan> batchPlanFromJson(const std::string &text);
std::string toJson(const BatchPlan &plan); ///< Without the films' folder, which may lie elsewhere next time.
std::string toPlanFile(const BatchPlan &plan); ///< The same with it.
/// Names the first thing wrong with a plan.
Result<> validate(const BatchPlan &plan);

/// One edit to be made.
struct BatchItem {
    std::int64_t index = 0; ///< Its place in the manifest, over all shards.
    std::string film;
    std::string patient; ///< As the table says; may be empty.
    std::string split; ///< Empty until the patient is known.
    std::string prompt;
    std::uint64_t seed = 0;
};

/// All edits of a plan over its films, in the order of films, rules and seeds; the other shards' left out.
std::vector<BatchItem> itemsOf(const BatchPlan &plan, const std::vector<FilmEntry> &films);

} // namespace cf
