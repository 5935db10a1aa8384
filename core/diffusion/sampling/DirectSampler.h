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
        Source, ///< Deviation form (METHODS 1.4): it cancels; source = target caption changes nothing, to the last bit.
        None, ///< As published in arXiv 2310.01506: only the source row is corrected.
    };
    /// What guidance leads away from.
    enum class Slot { Source, Empty };

    double guidance = 2.5; ///< For slot Source; slot Empty wants about twice that (METHODS 4.6).
    double guidanceFirst = 0.0; ///< Share of the steps, from the noisiest, after which guidance begins …
    double guidanceLast = 1.0; ///< … and ends; outside, the guidance row is not computed.
    Offset offset = Offset::Source;
    Slot slot = Slot::Source;
    torch::Tensor mask; ///< [1, 1, height, width], 1 = may change; undefined: everywhere.
    double maskFrom = 0.0; ///< Share of the steps, from the noisiest, that are done before the mask acts; 1: it acts on
                           ///< the answer alone. Until then another mask needs nothing anew.
};

/// The method `direct` (METHODS 4.1): edits along a stored inversion. `inversion` is what `invertDdim` gave on the same
/// grid under the source caption. Network rows a step: [guidance,] source, target. `control` may be null.
/// Returns the edited latent, [1, channels, height, width]; where the mask is 0 it equals inversion[0] bit for bit.
Result<torch::Tensor> editDirect(NoisePredictor &network, const TimeGrid &grid,
    const std::vector<torch::Tensor> &inversion, const EditCaptions &captions, const DirectSettings &settings,
    EditControl *control, const SamplingWatch &watch);

} // namespace cf
