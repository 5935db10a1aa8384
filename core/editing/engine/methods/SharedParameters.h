#pragma once

// Inside core/editing only: parameters that more than one method has, each with its own standard.

#include "core/editing/methods/MethodDescription.h"

#include <vector>

namespace cf::parameters {

MethodParameter guidanceScale(double standard);
MethodParameter start(double standard);
MethodParameter maskFrom(double standard);
MethodParameter crossReplace(double standard);
MethodParameter wordWeight(double standard);
MethodParameter localBlend();

/// Of the recomposition, the same for every method that edits latents.
std::vector<MethodParameter> ofRecomposition();

} // namespace cf::parameters
