#include "core/editing/engine/reading/MarkProtection.h"

#include "core/editing/engine/judging/Gates.h"

namespace cf {

void protectMarks(const MaskImage &marks, const Radiograph &source, EditResult &result)
{
    if (!marks.sameSizeAs(source.stored) || !result.counterfactual.stored.sameSizeAs(source.stored))
        return;
    const auto putBack = [&marks, &source](StoredImage &stored) {
        std::int64_t count = 0;
        for (std::size_t i = 0; i < stored.pixels.size(); ++i)
            if (marks.pixels[i] > 0.0F && stored.pixels[i] != source.stored.pixels[i]) {
                stored.pixels[i] = source.stored.pixels[i];
                ++count;
            }
        return count;
    };
    result.metrics.insideChangedValues -= putBack(result.counterfactual.stored);
    for (EditCandidate &candidate : result.candidates)
        if (candidate.stored.sameSizeAs(source.stored))
            putBack(candidate.stored);
    if (result.region.sameSizeAs(marks))
        for (std::size_t i = 0; i < marks.pixels.size(); ++i)
            if (marks.pixels[i] > 0.0F)
                result.region.pixels[i] = 0.0F;
    std::int64_t changed = 0;
    for (std::size_t i = 0; i < marks.pixels.size(); ++i)
        changed += marks.pixels[i] > 0.0F && result.counterfactual.stored.pixels[i] != source.stored.pixels[i] ? 1 : 0;
    result.gates.push_back(gate("marks_unchanged", "Printed letters and texts", static_cast<double>(changed), 0.0,
        false, "values", "A printed mark would change; this is a defect of the program."));
}

} // namespace cf
