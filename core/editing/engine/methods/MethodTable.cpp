#include "core/editing/engine/methods/MethodTable.h"

#include "core/editing/engine/methods/SharedParameters.h"
#include "core/editing/methods/MethodOptions.h"

#include <algorithm>
#include <utility>

namespace cf {

namespace {

/// A method that is described otherwise: with the recomposition's parameters, and with a model's own standards.
class DescribedMethod final : public EditMethod
{
public:
    DescribedMethod(std::unique_ptr<EditMethod> method, MethodDescription description)
        : m_method(std::move(method))
        , m_description(std::move(description))
    {
    }
    MethodDescription description() const override { return m_description; }
    Result<MethodOutput> run(const MethodInput &input) const override { return m_method->run(input); }

private:
    std::unique_ptr<EditMethod> m_method;
    MethodDescription m_description;
};

Result<> applyDefaults(std::vector<std::unique_ptr<EditMethod>> &methods, const std::string &name,
    const std::map<std::string, double> &parameters)
{
    const auto found = std::find_if(
        methods.begin(), methods.end(), [&](const auto &method) { return method->description().name == name; });
    if (found == methods.end())
        return fail(ErrorCode::InvalidInput,
            "contrafact.json gives parameters to the method \"" + name + "\", which this model does not have.");
    MethodDescription description = (*found)->description();
    if (const auto known = parametersFor(description, parameters); !known)
        return fail(ErrorCode::InvalidInput, "In contrafact.json: " + known.error().message);
    for (MethodParameter &parameter : description.parameters)
        if (const auto given = parameters.find(parameter.name); given != parameters.end())
            parameter.standard = given->second;
    *found = std::make_unique<DescribedMethod>(std::move(*found), std::move(description));
    return {};
}

} // namespace

Result<std::vector<std::unique_ptr<EditMethod>>> methodsFor(const EditorNetworks &networks)
{
    std::vector<std::unique_ptr<EditMethod>> methods;
    if (networks.isPaired)
        methods.push_back(makeInstructMethod(networks));
    methods.push_back(makeFlowMethod(networks));
    methods.push_back(makeDirectMethod(networks));
    methods.push_back(makeSdEditMethod(networks));
    methods.push_back(makeInpaintMethod(networks));
    methods.push_back(makePrismMethod(networks));
    for (auto &method : methods) {
        MethodDescription description = method->description();
        for (MethodParameter &parameter : parameters::ofRecomposition())
            description.parameters.push_back(std::move(parameter));
        method = std::make_unique<DescribedMethod>(std::move(method), std::move(description));
    }
    for (const auto &[method, parameters] : networks.methodParameters)
        CF_TRY(applyDefaults(methods, method, parameters));
    std::stable_partition(methods.begin(), methods.end(), [&](const std::unique_ptr<EditMethod> &method) {
        return method->description().name == networks.description.defaultMethod;
    });
    return methods;
}

} // namespace cf
