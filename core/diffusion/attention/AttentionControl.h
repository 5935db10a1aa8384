#pragma once

#include <torch/types.h>

#include <cstdint>
#include <optional>
#include <string>

namespace cf {

/// Which attention layer of a UNet is speaking.
struct AttentionPlace {
    enum class Part { Down, Middle, Up };
    Part part = Part::Down;
    bool isCross = false; ///< Cross-attention (keys are prompt tokens) or self-attention (keys are image positions).
    std::int64_t positions = 0; ///< Number of image positions (queries), e.g. 1024 for 32 × 32.
    int layer = 0; ///< Running number over all attention layers of the network, in forward order.
};

/// Sees, stores and replaces attention maps during one call of a network. Given to `UNet::forward` for that call only:
/// there is no hook left behind in the network.
class AttentionControl
{
public:
    virtual ~AttentionControl() = default;

    /// False lets the layer run its fast chunked path; its maps are then never formed as a whole.
    virtual bool wants(const AttentionPlace &place) const = 0;

    /// `probabilities`: [rows, heads, positions, keys], after softmax, row order as in the batch.
    /// Returns the map to use, of the same shape.
    virtual torch::Tensor apply(const AttentionPlace &place, torch::Tensor probabilities) = 0;

    /// Everything that decides what this control does in the next call, spelled or hashed: a call that was made with
    /// the same need not be made again. None where it also keeps what it sees, so that the call must be made.
    virtual std::optional<std::string> recipe() const { return std::nullopt; }
};

} // namespace cf
