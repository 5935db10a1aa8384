#pragma once

#include "core/editing/CounterfactualEditor.h"

#include <memory>

namespace cf {

/// The method `insertion` by itself: adds what core/phantom can render, at full size and depth, without a network.
std::unique_ptr<CounterfactualEditor> makeInsertionEditor();

/// The method's name and parameters, for the lists of other editors.
MethodDescription insertionDescription();

} // namespace cf
