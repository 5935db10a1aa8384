#pragma once

#include "core/diffusion/sampling/DirectSampler.h"
#include "core/diffusion/sampling/NoiseSource.h"

namespace cf {

struct FlowSettings {
    double guidance = 4.0; ///< On the target, away from the source caption.
    int noisesPerStep = 1; ///< Their average; more is calmer and dearer.
    torch::Tensor mask; ///< [1, 1, height, width], 1 = may change; undefined: everywhere.
    double maskFrom = 0.0; ///< Share of the steps, from the noisiest, that are done before the mask acts; 1: it acts on
                           ///< the answer alone. Until then another mask needs nothing anew.
};

/// The method `flow` (after FlowEdit, arXiv 2412.08629): no inversion; integrates the difference between
/// the target's and the source's prediction along noised copies of the source. Equal captions change nothing.
/// `grid` usually starts below 1 (.85). `source`: [seeds, channels, height, width], the same latent once for each seed
/// that `noise` draws for. Rows a step: 3 × seeds × noisesPerStep. Returns the shape of `source`; previews show the
/// first.
Result<torch::Tensor> editFlow(NoisePredictor &network, const TimeGrid &grid, const torch::Tensor &source,
    const EditCaptions &captions, const FlowSettings &settings, const NoiseSource &noise, const SamplingWatch &watch);

/// DDCM or virtual inversion (InfEdit, arXiv 2312.04965): flow's relation with one noise shared by source
/// and target at every level. `slotEmpty`: guide the target away from the empty caption instead of the source's.
Result<torch::Tensor> editVirtual(NoisePredictor &network, const TimeGrid &grid, const torch::Tensor &source,
    const EditCaptions &captions, const FlowSettings &settings, bool slotEmpty, const NoiseSource &noise,
    EditControl *control, const SamplingWatch &watch);

} // namespace cf
