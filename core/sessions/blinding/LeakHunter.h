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
struct LeakChannel {
    std::string name; ///< Stable: "metadata", "histogram", "border", "noise", "sharpness", "marks", "order".
    double auc = 0.5; ///< Cross-validated over patients.
    double low = 0.0; ///< 95 % interval (DeLong).
    double high = 1.0;
    bool leaks = false; ///< `low` above the limit.
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
/// seed. `names`: of the features.
LeakChannel huntChannel(
    const std::string &name, const std::vector<std::string> &names, const std::vector<LeakSample> &samples);

/// Looks at every image of the study that is not for training. Some 0.1 s an image of a megapixel.
Result<LeakReport> huntLeaks(StudyStore &store, const JobContext &job);

nlohmann::json toJson(const LeakReport &report);
/// Reads what toJson() wrote. Errors: InvalidInput.
Result<LeakReport> leakReportFromJson(const nlohmann::json &json);

} // namespace cf::sessions
