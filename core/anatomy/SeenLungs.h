#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"

#include <functional>
#include <optional>

namespace cf {

/// Where a segmenter sees the patient's lungs: how likely each pixel belongs to one, over the whole film at any size.
struct SeenLungs {
    GreyImage right;
    GreyImage left;
};

/// Asked only when they are needed; nothing where nobody can say.
using LungSeer = std::function<Result<std::optional<SeenLungs>>()>;

} // namespace cf
