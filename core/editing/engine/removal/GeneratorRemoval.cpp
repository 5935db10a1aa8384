#include "core/editing/engine/removal/GeneratorRemoval.h"

#include "core/editing/engine/judging/Gates.h"
#include "core/editing/engine/removal/GeneratorRest.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/recomposition/Recomposition.h"

#include <algorithm>
#include <utility>

namespace cf {

bool leavesGeneratorRest(const EditRequest &request, const EditResult &result)
{
    return !request.captionsByHand && result.candidates.empty()
        && std::ranges::any_of(request.edits, [](const EditInstruction &edit) {
               return edit.action == EditAction::Remove && edit.target == Target::Pacemaker;
           });
}

Result<> removeGeneratorRest(
    const FilmReading &reading, const Radiograph &source, EditResult &result, const JobContext &job)
{
    const GreyImage answer = toDisplay(result.counterfactual);
    const GreyImage before = toDisplay(source);
    const GeneratorRest found = generatorRest(reading, before, answer, result.region, job.stopToken());
    CF_TRY(job.checkStop());
    const GreyImage &rest = found.change;
    if (rest.empty())
        return {};
    if (!found.showsOtherSide)
        result.regionWarnings.push_back({ "generator-smooth",
            "What the generator hid is drawn by the model alone: the other side of this chest does not show what "
            "belongs "
            "there. Look whether ribs end in it." });
    GreyImage change(answer.width, answer.height);
    MaskImage region(answer.width, answer.height);
    for (std::size_t i = 0; i < change.pixels.size(); ++i) {
        change.pixels[i] = answer.pixels[i] - before.pixels[i] + rest.pixels[i];
        region.pixels[i] = result.region.pixels[i] > 0.0F ? 1.0F : 0.0F;
    }
    Recomposed laid = layChange(source, change, std::move(region));
    // Where nothing is left to be taken the network's answer keeps its values.
    for (std::size_t i = 0; i < rest.pixels.size(); ++i)
        if (rest.pixels[i] == 0.0F)
            laid.counterfactual.stored.pixels[i] = result.counterfactual.stored.pixels[i];
    laid.region = result.region;
    judgeAnew(source, laid, result);
    result.counterfactual = std::move(laid.counterfactual);
    return {};
}

} // namespace cf
