#include "core/editing/engine/MethodTable.h"

#include <algorithm>
#include <utility>

namespace cf {

namespace {

/// A method whose parameters have other defaults.
class MethodWithDefaults final : public EditMethod
{
public:
    MethodWithDefaults(std::unique_ptr<EditMethod> method, MethodDescription description)
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
    for (const auto &[parameter, value] : parameters) {
        const auto known = description.parameters.find(parameter);
        if (known == description.parameters.end())
            return fail(ErrorCode::InvalidInput,
                "contrafact.json gives the method " + name + " a parameter \"" + parameter
                    + "\", which it does not have.");
        known->second = value;
    }
    *found = std::make_unique<MethodWithDefaults>(std::move(*found), std::move(description));
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
    for (const auto &[method, parameters] : networks.methodParameters)
        CF_TRY(applyDefaults(methods, method, parameters));
    std::stable_partition(methods.begin(), methods.end(), [&](const std::unique_ptr<EditMethod> &method) {
        return method->description().name == networks.description.defaultMethod;
    });
    return methods;
}

} // namespace cf
