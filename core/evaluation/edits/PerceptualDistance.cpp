#include "core/evaluation/edits/PerceptualDistance.h"

#include "core/diffusion/models/Lpips.h"
#include "core/editing/engine/networks/ImageTensors.h"

#include "core/diffusion/runtime/Torch.h"

#include <memory>
#include <utility>

namespace cf {

Result<PerceptualDistance> loadPerceptualDistance(const std::filesystem::path &folder)
{
    CF_ASSIGN(auto lpips, Lpips::load(folder));
    return [shared = std::make_shared<const Lpips>(std::move(lpips))](const GreyImage &first, const GreyImage &second) {
        return shared->distance(toTensor(first), toTensor(second)).item<double>();
    };
}

} // namespace cf
