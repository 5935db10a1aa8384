#pragma once

#include "core/base/Result.h"

#include <torch/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// Everything that an inversion depends on. Two equal keys mean the same latents.
struct InversionKey {
    std::string pixelsSha256; ///< Of the stored pixel values.
    std::string preprocessing; ///< Window, geometry and size, in any fixed spelling.
    std::string caption;
    std::string modelSha256;
    std::string schedule; ///< Method, number of steps, spacing, start.
    std::string dtype; ///< Precision of the network.
};

/// Inversions on disk, so that a second edit of the same image starts at once. Bounded; survives a kill at any moment
/// (files appear whole or not at all); a damaged or foreign file is a miss and goes. Several programs may share a
/// folder.
class InversionCache
{
public:
    InversionCache(std::filesystem::path folder, std::uint64_t maximumBytes);

    /// The stored latents of this very key, or nothing. Never fails: a cache that cannot be read is an empty one.
    std::optional<std::vector<torch::Tensor>> find(const InversionKey &key) const;
    /// Stores latents of one shape; then the least recently used files go until the bound holds. An inversion larger
    /// than the bound is not stored. Errors: the folder cannot be written, or not be read to keep the bound.
    Result<> store(const InversionKey &key, const std::vector<torch::Tensor> &latents) const;

private:
    std::filesystem::path fileOf(const std::string &keyText) const;
    Result<> prune() const;

    std::filesystem::path m_folder;
    std::uint64_t m_maximumBytes;
};

} // namespace cf
