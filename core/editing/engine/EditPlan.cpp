#include "core/editing/engine/EditPlan.h"

#include "core/editing/MethodOptions.h"
#include "core/imaging/Windowing.h"

#include <algorithm>

namespace cf {

namespace {

/// Parameters of the recomposition, the same for every method. "detail_gate" −1: as the edit wants it.
const std::map<std::string, double> &commonParameters()
{
    static const std::map<std::string, double> parameters{ { "feather", 16.0 }, { "detail_gate", -1.0 },
        { "shrink_noise", 1.0 } };
    return parameters;
}

Result<std::map<std::string, double>> filledIn(
    const MethodDescription &method, const std::map<std::string, double> &asked)
{
    std::map<std::string, double> parameters = method.parameters;
    parameters.insert(commonParameters().begin(), commonParameters().end());
    for (const auto &[name, value] : asked) {
        const auto known = parameters.find(name);
        if (known == parameters.end()) {
            std::string names;
            for (const auto &each : parameters)
                names += (names.empty() ? "" : ", ") + each.first;
            return fail(ErrorCode::InvalidInput,
                "The method " + method.name + " has no parameter \"" + name + "\"; it has " + names + ".");
        }
        known->second = value;
    }
    const auto limits = [&](const char *name, double minimum, double maximum) -> Result<> {
        const auto found = parameters.find(name);
        if (found != parameters.end() && (found->second < minimum || found->second > maximum))
            return fail(ErrorCode::InvalidInput,
                std::string("The parameter ") + name + " must be between " + std::to_string(minimum) + " and "
                    + std::to_string(maximum) + ".");
        return {};
    };
    CF_TRY(limits("start", 0.01, 1.0));
    CF_TRY(limits("strength", 0.01, 1.0));
    CF_TRY(limits("guidance_scale", -100.0, 100.0));
    CF_TRY(limits("image_guidance_scale", -100.0, 100.0));
    CF_TRY(limits("noises_per_step", 1.0, 64.0));
    CF_TRY(limits("draws", 0.0, 64.0));
    CF_TRY(limits("detail", 0.0, 1.0));
    CF_TRY(limits("inner_steps", 0.0, 100.0));
    CF_TRY(limits("cross_replace", 0.0, 1.0));
    CF_TRY(limits("self_replace", 0.0, 1.0));
    CF_TRY(limits("feather", 0.0, 256.0));
    CF_TRY(limits("local_blend", 0.0, 1.0));
    CF_TRY(limits("mask_from", 0.0, 1.0));
    CF_TRY(limits("eta", 0.0, 1.0));
    CF_TRY(limits("guidance_first", 0.0, 1.0));
    CF_TRY(limits("guidance_last", 0.0, 1.0));
    return parameters;
}

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
    if (request.seeds > 1)
        for (const auto &[parameter, value] : plan.description.parametersOfSeeds)
            plan.description.parameters[parameter] = value;
    plan.steps = request.steps > 0 ? request.steps : plan.description.defaultSteps;
    CF_ASSIGN(plan.parameters, filledIn(plan.description, request.parameters));
    const auto detail = plan.parameters.find("detail");
    plan.sharpens = detail != plan.parameters.end() && detail->second > 0.0 && removesFineThings(request);
    CF_ASSIGN(plan.letterbox, fitIntoSquare(request.source, model.imageSize));
    plan.square = toSquare(toDisplay(request.source), plan.letterbox);
    if (!request.mask.empty())
        plan.squareMask = toSquare(request.mask, plan.letterbox);
    return plan;
}

} // namespace cf
