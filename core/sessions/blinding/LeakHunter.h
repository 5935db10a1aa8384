#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/sessions/StudyStore.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace cf::sessions {

/// Where an interval lies above this, a channel tells real from synthetic too well for a study to be sealed.
constexpr double leakLimit = 0.6;

/// One way in which real and synthetic images might be told apart without looking at anatomy.
/// Two figures tell, and each sees what the other cannot. A trained rule weighs all features and has to keep what it
/// learnt on images that it has not seen: it knows its own direction, so an area below 0.5 is nothing that could be
/// turned round (what is balanced over all images is the other way in those left out, and the rule is wrong there).
/// A single feature has no direction of its own: a reader may take it either way, so its area counts from 0.5 upwards
/// whichever way it points.
struct LeakChannel {
    std::string name; ///< Stable: "metadata", "histogram", "border", "noise", "sharpness", "marks", "order".
    double auc = 0.5; ///< Of the trained rule, cross-validated over patients.
    double low = 0.0; ///< 95 % interval (DeLong).
    double high = 1.0;
    double featureAuc = 0.5; ///< Of `feature` alone: the larger of area and 1 − area.
    double featureLow =
        0.0; ///< Two-sided interval (DeLong), 95 % for all features of the channel together (Bonferroni).
    double featureHigh = 1.0;
    bool leaks = false; ///< `low` or `featureLow` above the limit.
    bool belowChance = false; ///< All of the trained rule's interval lies below 0.5: words say why that is no leak.
    bool tooFew = false; ///< Fewer than ten images of a kind: no figure says anything.
    /// Too few for a figure, yet some feature lies apart in the two kinds beyond chance (Mann–Whitney, exact,
    /// Bonferroni over the features of the channel).
    bool differs = false;
    std::string feature; ///< The one that tells most by itself.
    std::string words; ///< For the coordinator.
    std::string japanese;
};

struct LeakReport {
    int real = 0;
    int synthetic = 0;
    std::vector<LeakChannel> channels;
    bool leaks() const;
};

/// What is measured of one image; rows of equal length within a channel.
struct LeakSample {
    bool isSynthetic = false;
    std::string group; ///< Patient or pair: never in training and test at once.
    std::vector<double> features;
};

/// Ridge logistic regression on features and their squares, cross-validated over groups in five folds with a fixed
/// seed; and every feature by itself, in both directions. `names`: of the features.
LeakChannel huntChannel(
    const std::string &name, const std::vector<std::string> &names, const std::vector<LeakSample> &samples);

/// Looks at every image of the study that is not for training. Some 0.1 s an image of a megapixel.
Result<LeakReport> huntLeaks(StudyStore &store, const JobContext &job);

nlohmann::json toJson(const LeakReport &report);
/// Reads what toJson() wrote. Errors: InvalidInput.
Result<LeakReport> leakReportFromJson(const nlohmann::json &json);

} // namespace cf::sessions
