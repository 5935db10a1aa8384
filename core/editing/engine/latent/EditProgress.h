#pragma once

// Inside core/editing only.

#include "core/base/Image.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/jobs/JobContext.h"

#include <torch/types.h>

#include <chrono>
#include <functional>
#include <string>

namespace cf {

/// Adds the time left to an edit's progress and keeps its previews from slowing it down. Must outlive its contexts.
class EditProgress
{
public:
    explicit EditProgress(const JobContext &outer);

    /// Reports to the outer context, with the time left filled in; stops when that one is to stop.
    JobContext context();
    /// Hands on at most five pictures a second, and spends at most a fifth of the time on them.
    std::function<void(const torch::Tensor &)> previews(
        CounterfactualEditor::PreviewSink sink, std::function<GreyImage(const torch::Tensor &)> picture);

private:
    using Clock = std::chrono::steady_clock;

    void report(Progress progress);

    const JobContext &m_outer;
    std::string m_stage;
    int m_firstStep = 0;
    Clock::time_point m_stageBegan;
    Clock::time_point m_nextPreview;
};

} // namespace cf
