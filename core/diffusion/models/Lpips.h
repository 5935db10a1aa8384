#pragma once

#include "core/base/Result.h"
#include "core/diffusion/weights/WeightLoader.h"

#include <torch/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// Perceptual distance of two images by the features of a classifier (LPIPS 0.1; arXiv 1801.03924), with the weights
/// that its users bring: torchvision's AlexNet, VGG-16 or SqueezeNet 1.1 and the published linear weights of each
/// layer.
class Lpips
{
public:
    /// Which network the backbone's tensors belong to is read from their names. Errors: a network that is none of the
    /// three; a tensor that is missing or of the wrong shape, by name.
    static Result<Lpips> fromWeights(const TensorMap &backbone, const TensorMap &linear);
    /// From `folder`: backbone.safetensors or .bin ("features.0.weight" …), linear.safetensors or .bin
    /// ("lin0.model.1.weight" …).
    static Result<Lpips> load(const std::filesystem::path &folder);

    /// first, second: [rows, 3, height, width] in [−1, 1], at least 32 pixels a side. The distance that each layer
    /// adds, [layers, rows].
    torch::Tensor byLayer(const torch::Tensor &first, const torch::Tensor &second) const;
    /// Their sum, [rows]; 0 for equal images.
    torch::Tensor distance(const torch::Tensor &first, const torch::Tensor &second) const;

private:
    enum class Kind { Alex, Vgg, Squeeze };
    Lpips(Kind kind, TensorMap weights)
        : m_kind(kind)
        , m_weights(std::move(weights))
    {
    }
    std::vector<torch::Tensor> features(const torch::Tensor &image) const;

    Kind m_kind;
    TensorMap m_weights; ///< Of backbone and layers, fp32.
};

} // namespace cf
