#pragma once

#include "core/base/Result.h"
#include "core/evaluation/EditScore.h"
#include "core/evaluation/edits/SeenAddition.h"
#include "core/phantom/values/Abnormality.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cf {

enum class MaskKind { None, DrawnLike };
std::string_view keyOf(MaskKind mask); ///< "none", "drawn_like"

/// What doing something simple scores, beside the editing methods.
namespace baseline {
inline constexpr std::string_view nothing = "baseline: nothing";
/// What encoding and decoding alone make of the source.
inline constexpr std::string_view reconstruction = "baseline: reconstruction";
/// The source plus the difference of the rebuilt truth and the rebuilt source: the best that the autoencoder allows.
inline constexpr std::string_view codecLimit = "baseline: codec limit";
/// The region cut out of the best fitting other patient in the wanted state, matched in brightness, soft at its border.
inline constexpr std::string_view copy = "baseline: copy from another patient";
/// The truth itself: no error, but what the classifier says of it bounds what it can say of an edit.
inline constexpr std::string_view truth = "baseline: truth";
} // namespace baseline
bool isBaseline(std::string_view method);

/// What a classifier says of a case; see ClassifierReadings.
struct CaseReadings {
    double gain = 0.0; ///< Counterfactual prediction gain.
    std::optional<bool> flipped; ///< Nothing where the source already was on the asked side.
    double collateral = 0.0;
    std::string collateralLabel;
};

/// One edit of one pair.
struct EvaluationCase {
    std::uint64_t seed = 0;
    std::string patient; ///< Unit of the statistics.
    Abnormality abnormality;
    bool adds = false;
    MaskKind mask = MaskKind::None;
    std::string method; ///< A method's name or one of namespace baseline.
    EditScore score;
    std::optional<AddedReadout> added; ///< Of added devices, whose place is free.
    std::optional<SeenAddition> seen; ///< Of additions, where a segmenter judges and sees the true one.
    std::optional<double> perceptual; ///< LPIPS to the truth, where its weights were given.
    std::optional<CaseReadings> readings; ///< Where there is a classifier that knows the target.
    double seconds = 0.0; ///< 0 for baselines.
    int networkEvaluations = 0;
    double peakMegabytes = 0.0; ///< Highest resident memory of the process during the edit; 0 when unknown.
    bool refused = false;
    std::string reason; ///< Of the refusal.
    std::int64_t outsideChangedValues = 0;

    /// The method reached its aim and did not refuse. Refused edits stay in every denominator.
    bool succeeded() const { return score.success && !refused; }
};

/// Cases on disk: JSON lines, appended pair by pair, so that an interrupted evaluation goes on from there.
struct EvaluationRecords {
    std::vector<EvaluationCase> cases;
    std::vector<std::uint64_t> withoutTruth; ///< Seeds whose pair cannot be made or seen.
};

/// An empty or absent file gives none. Errors: a line that cannot be read; records of another origin or model
/// (`stamp`), which must not be mixed.
Result<EvaluationRecords> readRecords(const std::filesystem::path &file, const std::string &stamp);
Result<> appendRecords(
    const std::filesystem::path &file, const std::string &stamp, const std::vector<EvaluationCase> &cases);
Result<> appendWithoutTruth(const std::filesystem::path &file, const std::string &stamp, std::uint64_t seed);

} // namespace cf
