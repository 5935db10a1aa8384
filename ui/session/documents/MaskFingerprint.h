#pragma once

#include "core/base/Image.h"

#include <cstddef>
#include <cstdint>

namespace cf::ui {

/// Equal masks give equal numbers on every day and machine: they are stored with the edits. 0 for an empty mask alone.
std::size_t maskFingerprint(const Image<std::uint8_t> &values);

} // namespace cf::ui
