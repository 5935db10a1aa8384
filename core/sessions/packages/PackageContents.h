#pragma once

#include "core/base/Result.h"
#include "core/sessions/reading/Reading.h"
#include "core/sessions/sealing/Study.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace cf::sessions {

/// What a reader's copy of a study is made from.
struct PackageContents {
    std::string study; ///< Its id.
    std::string answerKey; ///< 32 bytes, this reader's own; their answer files are encrypted with it.
    Protocol protocol;
    std::vector<Case> cases; ///< Blinded; in the reader's order.
    Reader reader; ///< Id alone.
    std::vector<ReadingStep> steps;
    std::vector<Seal> seals; ///< Without documents.
};

nlohmann::json toJson(const PackageContents &contents);
Result<PackageContents> contentsFromJson(const nlohmann::json &json);

/// A case as its reader may know it: no arm, no patient, no pair; truth and feedback of training cases alone; the
/// difference map only where a stage shows one.
Case blinded(const Protocol &protocol, const Case &one);

} // namespace cf::sessions
