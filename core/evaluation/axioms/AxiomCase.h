#pragma once

#include "core/base/Result.h"
#include "core/phantom/values/Abnormality.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// One edit of a pair, and what moved with it. Figures of a refused edit are of what was made all the same.
struct AxiomEdit {
    bool adds = false;
    bool refused = false; ///< By a gate, or because the editor could not begin.
    std::string reason;
    bool judged = false; ///< The judge saw the source rightly: it finds what is to be removed, not what is to be added.
    bool effective = false; ///< Accepted, and the judge finds it after an addition and does not after a removal.
    double size = 0.0; ///< |D|₁ / |D*|₁: how much was changed for what was asked; 1 ideal.
    double spill = 0.0; ///< Share of |D|² outside the true region and its ring.
    double changedShare = 0.0; ///< Of the film's pixels.
    std::int64_t outsideChanged = 0; ///< Stored values outside the region that the editor names.
    /// By how much the judge sees something else move: a label's probability, of an outline the share that is not where
    /// it was (1 − Dice), of the cardiothoracic ratio its change.
    std::map<std::string, double> moved;
};

/// One pair of a film without and with something, and all that was asked of it.
struct AxiomCase {
    std::uint64_t seed = 0;
    std::string patient;
    Abnormality abnormality;
    /// Stored values that the null instruction changed on the film without; nothing where the editor refused it.
    std::optional<std::int64_t> nullChanged;
    std::optional<std::int64_t> nullChangedInMask; ///< The same, with a mask drawn.
    /// What was added to the film without and then removed again, against the film: |back − film|² / |added − film|², 0
    /// ideal, and the mean difference in grey levels of 255 where one of the two edits changed something. Nothing where
    /// the addition was refused.
    std::optional<double> reversalError;
    std::optional<double> reversalLevels;
    std::vector<AxiomEdit> edits;
};

/// JSON lines; see RecordLines.h.
struct AxiomRecords {
    std::vector<AxiomCase> cases;
    std::vector<std::uint64_t> withoutPair; ///< Seeds whose pair cannot be made or seen.
};
Result<AxiomRecords> readAxiomRecords(const std::filesystem::path &file, const std::string &stamp);
Result<> appendAxiomCase(const std::filesystem::path &file, const std::string &stamp, const AxiomCase &item);
Result<> appendWithoutPair(const std::filesystem::path &file, const std::string &stamp, std::uint64_t seed);

} // namespace cf
