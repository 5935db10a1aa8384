#pragma once

#include "core/diffusion/attention/EditControl.h"
#include "core/diffusion/sampling/NoisePredictor.h"
#include "core/diffusion/sampling/SamplingWatch.h"
#include "core/diffusion/sampling/TimeGrid.h"

namespace cf {

/// Encoded captions, [1, tokens, width] each.
struct EditCaptions {
    torch::Tensor source;
    torch::Tensor target;
    torch::Tensor empty; ///< The unconditional caption; read only where a setting asks for it.
};

struct DirectSettings {
    /// What the inversion's own error does to the edit.
    enum class Offset {
        Source, ///< Deviation form: it cancels; source = target caption changes nothing, to the last bit.
        None, ///< As published in arXiv 2310.01506: only the source row is corrected.
    };
    /// What guidance leads away from.
    enum class Slot { Source, Empty };

    double guidance = 2.5; ///< For slot Source; slot Empty wants about twice that.
    double guidanceFirst = 0.0; ///< Share of the steps, from the noisiest, after which guidance begins …
    double guidanceLast = 1.0; ///< … and ends; outside, the guidance row is not computed.
    Offset offset = Offset::Source;
    /// Share of the stochastic sampler's noise in each move, which source and target share and which so cancels: 0 with
    /// an inversion, 1 with independently noised copies of the source (`noisedCopies`): the edit-friendly form
    /// (arXiv 2304.06140). With Offset::Source alone.
    double eta = 0.0;
    Slot slot = Slot::Source;
    torch::Tensor mask; ///< [1, 1, height, width], 1 = may change; undefined: everywhere.
    double maskFrom = 0.0; ///< Share of the steps, from the noisiest, that are done before the mask acts; 1: it acts on
                           ///< the answer alone. Until then another mask needs nothing anew.
};

/// In the place of an inversion, without a network: the source noised to each level of the grid, each time anew.
/// source: [1, channels, height, width]; noise: [1, channels, height, width] for each of the grid's steps, the least
/// noisy first. Returns as `invertDdim` does.
std::vector<torch::Tensor> noisedCopies(
    const TimeGrid &grid, const torch::Tensor &source, const std::vector<torch::Tensor> &noise);

/// The method `direct` (after arXiv 2310.01506; resources/help/methods.md): edits along a stored inversion. `inversion`
/// is what `invertDdim` gave on the same grid under the source caption, or `noisedCopies`. Network rows a step:
/// [guidance,] source, target. `control` may be null. Returns the edited latent, [1, channels, height, width]; where
/// the mask is 0 it equals inversion[0] bit for bit.
Result<torch::Tensor> editDirect(NoisePredictor &network, const TimeGrid &grid,
    const std::vector<torch::Tensor> &inversion, const EditCaptions &captions, const DirectSettings &settings,
    EditControl *control, const SamplingWatch &watch);

} // namespace cf
