#include "core/editing/engine/latent/EditProgress.h"

#include <algorithm>
#include <utility>

namespace cf {

namespace {

/// Decoding and recomposing after the last step, as a guess in steps.
constexpr double stepsAfterwards = 1.5;

} // namespace

EditProgress::EditProgress(const JobContext &outer)
    : m_outer(outer)
    , m_stageBegan(Clock::now())
    , m_nextPreview(Clock::now())
{
}

JobContext EditProgress::context()
{
    return { m_outer.stopToken(), [this](const Progress &progress) { report(progress); } };
}

void EditProgress::report(Progress progress)
{
    if (progress.stage != m_stage) {
        m_stage = progress.stage;
        m_firstStep = progress.step;
        m_stageBegan = Clock::now();
    }
    const int done = progress.step - m_firstStep;
    if (progress.secondsLeft < 0.0 && progress.steps > 0 && done > 0) {
        const double elapsed = std::chrono::duration<double>(Clock::now() - m_stageBegan).count();
        progress.secondsLeft = elapsed / done * (progress.steps - progress.step + stepsAfterwards);
    }
    m_outer.report(progress);
}

std::function<void(const torch::Tensor &)> EditProgress::previews(
    CounterfactualEditor::PreviewSink sink, std::function<GreyImage(const torch::Tensor &)> picture)
{
    if (!sink)
        return {};
    return [this, sink = std::move(sink), picture = std::move(picture)](const torch::Tensor &latent) {
        const auto now = Clock::now();
        if (now < m_nextPreview || m_outer.stopRequested())
            return;
        sink(picture(latent));
        const auto cost = Clock::now() - now;
        m_nextPreview = Clock::now() + std::max<Clock::duration>(4 * cost, std::chrono::milliseconds(200));
    };
}

} // namespace cf
