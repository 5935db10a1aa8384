#pragma once

// Inside core/editing only: what networks that did not make an edit say of it.

#include "core/base/Result.h"
#include "core/diffusion/models/ChestClassifier.h"
#include "core/diffusion/models/ClipVision.h"
#include "core/diffusion/text/ClipTokenizer.h"
#include "core/editing/EditRequest.h"
#include "core/editing/EditResult.h"
#include "core/jobs/JobContext.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace cf {

/// Judges edits by the classifier and the CLIP of a model folder, so far as it has them.
class EditJudge
{
public:
    /// Reads `modelFolder`/classifier (or `classifierFolder`, where one is named) and `modelFolder`/clip, with
    /// clip/tokenizer or else the model's own. Folders that are not there are no error; unreadable ones are.
    static Result<EditJudge> load(
        const std::filesystem::path &modelFolder, const std::filesystem::path &classifierFolder = {});

    bool hasClassifier() const { return m_classifier.has_value(); }
    bool hasClip() const { return !m_clip.is_empty(); }

    /// Fills `result.classifier`, `result.clip` and the provenance, and adds the gates; a failed one makes the result
    /// refused. May throw what LibTorch throws.
    Result<> judge(const EditRequest &request, EditResult &result, const JobContext &job);

private:
    Result<> readClassifier(
        const EditRequest &request, const GreyImage &before, const GreyImage &after, EditResult &result);
    void readClip(const EditRequest &request, const GreyImage &before, const GreyImage &after, EditResult &result);

    std::optional<ChestClassifier> m_classifier;
    ClipModel m_clip{ nullptr };
    ClipTokenizer m_tokenizer;
};

/// Readings of [2, labels] probabilities, the source's row first. `labels` and `trusted` by output.
ClassifierReadings readingsOf(const torch::Tensor &probabilities, const std::vector<std::string> &labels,
    const std::optional<std::vector<std::string>> &trusted, const std::vector<EditInstruction> &edits);

/// predictive_consistency: no asked and trusted label moves against what was asked, or ends where it was asked to be.
/// collateral: no trusted label that the edit is not about moves by more than a half. Labels that the classifier cannot
/// tell are left out; an edit about none that it can tell gets no predictive_consistency.
std::vector<Gate> gatesOf(const ClassifierReadings &readings, const std::vector<EditInstruction> &edits);

/// Image, text and direction with the limits of PRISM's editor (0.6, 0.1, −0.5).
std::vector<Gate> gatesOf(const ClipReadings &readings);

} // namespace cf
