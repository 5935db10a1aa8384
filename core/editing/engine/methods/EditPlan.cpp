#include "core/editing/engine/methods/EditPlan.h"

#include "core/editing/methods/MethodOptions.h"
#include "core/imaging/Windowing.h"

#include <algorithm>

namespace cf {

namespace {

/// The names of those that run several seeds in one batch.
std::string namesOfSeeded(const std::vector<std::unique_ptr<EditMethod>> &methods)
{
    std::string names;
    for (const auto &method : methods)
        if (method->description().takesSeeds)
            names += (names.empty() ? "" : ", ") + method->description().name;
    return names;
}

/// Things with lines or edges finer than a latent cell. Of soft veils and large outlines the decoder says all, and what
/// it says is the better answer: on films of held-back patients effusions and edema came out worse with the network.
bool isFine(Target target)
{
    switch (target) {
    case Target::Fracture:
    case Target::Pneumothorax:
    case Target::Atelectasis:
    case Target::Consolidation:
        return true;
    default:
        return isDevice(target);
    }
}

bool removesFineThings(const EditRequest &request)
{
    return onlyRemoves(request)
        && std::all_of(request.edits.begin(), request.edits.end(),
            [](const EditInstruction &edit) { return isFine(edit.target); });
}

} // namespace

bool onlyRemoves(const EditRequest &request)
{
    return !request.edits.empty()
        && std::all_of(request.edits.begin(), request.edits.end(),
            [](const EditInstruction &edit) { return edit.action == EditAction::Remove; });
}

Result<EditPlan> planEdit(
    const EditRequest &request, const ModelDescription &model, const std::vector<std::unique_ptr<EditMethod>> &methods)
{
    CF_TRY(validate(request));
    const std::string name = request.method.empty() ? model.defaultMethod : request.method;
    EditPlan plan;
    std::vector<MethodDescription> known;
    for (const auto &method : methods) {
        known.push_back(method->description());
        if (known.back().name == name)
            plan.method = method.get();
    }
    if (plan.method == nullptr)
        return tl::unexpected(noSuchMethod(name, model.name, known));
    plan.description = plan.method->description();
    if (request.seeds > 1 && !plan.description.takesSeeds)
        return fail(ErrorCode::InvalidInput,
            "The method " + name + " cannot run several seeds at once; these can: " + namesOfSeeded(methods) + ".");
    plan.steps = request.steps > 0 ? request.steps : plan.description.defaultSteps;
    CF_ASSIGN(plan.parameters, parametersFor(plan.description, request.parameters, request.seeds));
    const auto detail = plan.parameters.find("detail");
    plan.sharpens = detail != plan.parameters.end() && detail->second > 0.0 && removesFineThings(request);
    CF_ASSIGN(plan.letterbox, fitIntoSquare(request.source, model.imageSize));
    plan.square = toSquare(toDisplay(request.source), plan.letterbox);
    if (!request.mask.empty())
        plan.squareMask = toSquare(request.mask, plan.letterbox);
    return plan;
}

} // namespace cf
