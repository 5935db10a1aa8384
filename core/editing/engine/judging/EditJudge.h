#pragma once

// Inside core/editing only: what networks that did not make an edit say of it.

#include "core/base/Result.h"
#include "core/diffusion/models/ClipVision.h"
#include "core/diffusion/readers/ChestClassifier.h"
#include "core/diffusion/text/ClipTokenizer.h"
#include "core/editing/EditRequest.h"
#include "core/editing/EditResult.h"
#include "core/editing/readings/SourceReader.h"
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

    /// The classifier's probabilities of a radiograph alone; empty without one. May throw what LibTorch throws.
    Result<std::vector<SourceReading>> readSource(const Radiograph &source, const JobContext &job);

private:
    Result<torch::Tensor> probabilitiesOf(const torch::Tensor &pictures);
    Result<> readClassifier(
        const EditRequest &request, const GreyImage &before, const GreyImage &after, EditResult &result);
    void readClip(const EditRequest &request, const GreyImage &before, const GreyImage &after, EditResult &result);

    std::optional<ChestClassifier> m_classifier;
    ClipModel m_clip{ nullptr };
    ClipTokenizer m_tokenizer;
};

} // namespace cf
