#pragma once

// Inside core/editing only: the methods there are.

#include "core/editing/engine/methods/EditMethod.h"

#include <memory>
#include <vector>

namespace cf {

std::unique_ptr<EditMethod> makeInstructMethod(const EditorNetworks &networks);
std::unique_ptr<EditMethod> makeFlowMethod(const EditorNetworks &networks);
std::unique_ptr<EditMethod> makeDirectMethod(const EditorNetworks &networks);
std::unique_ptr<EditMethod> makeSdEditMethod(const EditorNetworks &networks);
std::unique_ptr<EditMethod> makeInpaintMethod(const EditorNetworks &networks);
std::unique_ptr<EditMethod> makePrismMethod(const EditorNetworks &networks);

/// Those that run on a model, its default first, with the defaults of their parameters that its card gives. Errors: the
/// card names a method or a parameter that there is not.
Result<std::vector<std::unique_ptr<EditMethod>>> methodsFor(const EditorNetworks &networks);

} // namespace cf
