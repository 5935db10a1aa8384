#include "core/training/loop/TrainingSeed.h"

#include "core/diffusion/runtime/Torch.h"

namespace cf {

void seedTraining(std::uint64_t seed)
{
    torch::manual_seed(seed);
}

void seedTraining(std::uint64_t seed, std::int64_t step)
{
    constexpr std::uint64_t maxSteps = 1'000'003; // A prime above any training's steps: no two seeds share a step's.
    torch::manual_seed(seed * maxSteps + static_cast<std::uint64_t>(step));
}

} // namespace cf
