#pragma once

#include "core/diffusion/attention/AttentionControl.h"

#include <cstdint>
#include <vector>

namespace cf {

/// Maps of one attention layer, summed over steps and averaged over heads.
struct StoredMaps {
    AttentionPlace place;
    torch::Tensor sum; ///< [rows, positions, keys]
};

/// Sums the attention maps of chosen layers over the steps of a run. Head averages are kept, not heads: an eighth of
/// the memory for the same answers.
class AttentionStore
{
public:
    /// Keeps cross-attention (and where wished self-attention) of at most `maximumPositions` image positions.
    explicit AttentionStore(std::int64_t maximumPositions, bool selfAttention = false);

    bool wants(const AttentionPlace &place) const;
    /// `probabilities`: [rows, heads, positions, keys].
    void add(const AttentionPlace &place, const torch::Tensor &probabilities);
    /// A step is over; averages divide by the number of steps.
    void endStep() { ++m_steps; }

    int steps() const { return m_steps; }
    /// In the network's forward order.
    const std::vector<StoredMaps> &maps() const { return m_maps; }
    /// Averages over steps of the layers of one part, [rows, positions, keys] each, in forward order.
    std::vector<torch::Tensor> averages(AttentionPlace::Part part, bool isCross) const;

private:
    std::int64_t m_maximumPositions;
    bool m_selfAttention;
    int m_steps = 0;
    std::vector<StoredMaps> m_maps;
};

/// What the network looked at for some tokens, as a picture: the average over all stored cross-attention layers of
/// `positions` image positions (in the down and up path), summed over `tokens`. Returns [height, width], largest 1.
/// `contrast` gets largest/mean: below 2 the words attend nowhere in particular, and the picture is not to be trusted
/// (the local blend of arXiv 2208.01626). Undefined where nothing of that size was stored.
torch::Tensor attentionPicture(const AttentionStore &store, std::int64_t row, std::int64_t positions,
    const std::vector<std::int64_t> &tokens, std::int64_t height, std::int64_t width, double &contrast);

} // namespace cf
