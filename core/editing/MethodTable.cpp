#include "core/editing/MethodTable.h"

#include <algorithm>

namespace cf {

std::vector<std::unique_ptr<EditMethod>> methodsFor(const EditorNetworks &networks)
{
    std::vector<std::unique_ptr<EditMethod>> methods;
    if (networks.isPaired)
        methods.push_back(makeInstructMethod(networks));
    methods.push_back(makeFlowMethod(networks));
    methods.push_back(makeDirectMethod(networks));
    methods.push_back(makeSdEditMethod(networks));
    methods.push_back(makeInpaintMethod(networks));
    methods.push_back(makePrismMethod(networks));
    std::stable_partition(methods.begin(), methods.end(), [&](const std::unique_ptr<EditMethod> &method) {
        return method->description().name == networks.description.defaultMethod;
    });
    return methods;
}

} // namespace cf
