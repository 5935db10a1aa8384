#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/editing/EditRequest.h"
#include "core/evaluation/edits/EvaluationCase.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace cf {

/// A classifier that says of every case, baselines too, what it sees before and after. Not the one that refuses edits,
/// where a folder of another one is named (who gates must not judge).
class EvaluationJudge
{
public:
    /// Without a folder there is no classifier and `read` gives nothing.
    static Result<EvaluationJudge> load(const std::filesystem::path &classifierFolder);
    EvaluationJudge();
    EvaluationJudge(EvaluationJudge &&) noexcept;
    EvaluationJudge &operator=(EvaluationJudge &&) noexcept;
    ~EvaluationJudge();

    /// SHA-256 of the weights; empty without a classifier.
    const std::string &sha256() const { return m_sha256; }
    /// Nothing where the classifier has no output for the edits' targets.
    Result<std::optional<CaseReadings>> read(
        const GreyImage &before, const GreyImage &after, const std::vector<EditInstruction> &edits) const;

private:
    struct Network;
    std::unique_ptr<Network> m_network;
    std::string m_sha256;
};

} // namespace cf
