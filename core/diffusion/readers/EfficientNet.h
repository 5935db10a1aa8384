#pragma once

#include "core/base/Result.h"

#include "core/diffusion/runtime/Torch.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace cf {

/// The rows of a batch that one of several processes trains on. Norms and what is left out by chance are then those of
/// the whole batch.
struct SharedBatch {
    torch::Tensor rows; ///< [own rows], int64: their places in the whole batch.
    std::int64_t all = 0; ///< Rows of the whole batch.
    /// Sum of a tensor over the processes, and of its gradients on the way back.
    std::function<torch::Tensor(const torch::Tensor &)> addedUp;
};

/// Convolution without bias, batch norm, SiLU where wished; torchvision's Conv2dNormActivation.
struct ConvNormImpl : torch::nn::Module {
    ConvNormImpl(std::int64_t from, std::int64_t to, std::int64_t kernel, std::int64_t stride, std::int64_t groups,
        bool activates);
    torch::Tensor forward(const torch::Tensor &image);
    torch::nn::Conv2d conv{ nullptr }; ///< Named "0" in the checkpoint.
    torch::nn::BatchNorm2d norm{ nullptr }; ///< Named "1".
    bool activates;
    std::shared_ptr<const SharedBatch> shared; ///< Null: the batch is all here.
};
TORCH_MODULE(ConvNorm);

/// Squeeze and excitation: scales channels by what the whole picture says.
struct SqueezeExcitationImpl : torch::nn::Module {
    SqueezeExcitationImpl(std::int64_t channels, std::int64_t squeezed);
    torch::Tensor forward(const torch::Tensor &image);
    torch::nn::Conv2d fc1{ nullptr }, fc2{ nullptr };
};
TORCH_MODULE(SqueezeExcitation);

/// Inverted residual block (MobileNetV2) with squeeze and excitation.
struct MbConvImpl : torch::nn::Module {
    MbConvImpl(std::int64_t expansion, std::int64_t kernel, std::int64_t stride, std::int64_t from, std::int64_t to,
        double dropProbability);
    torch::Tensor forward(const torch::Tensor &image);
    torch::nn::ModuleList block;
    bool residual;
    double dropProbability; ///< Stochastic depth in training: the chance that a row skips the block.
    std::shared_ptr<const SharedBatch> shared;
};
TORCH_MODULE(MbConv);

/// EfficientNet-B0 (arXiv 1905.11946) with torchvision's parameter names: the classifier of the 14 CheXpert labels.
struct EfficientNetImpl : torch::nn::Module {
    /// `drop`: chance in training that a feature is left out of the head and that a row skips the deepest block;
    /// torchvision's is 0.2.
    explicit EfficientNetImpl(std::int64_t labels = 14, double drop = 0.2);

    /// image: [batch, 3, height, width], any size from 32 up; returns logits, [batch, labels].
    torch::Tensor forward(const torch::Tensor &image);
    /// The mean over the last feature map, [batch, 1280].
    torch::Tensor features1280(const torch::Tensor &image);
    /// Output of features.`stage`, 0 … 8.
    torch::Tensor stageOutput(const torch::Tensor &image, std::size_t stage);
    /// What is shown in training from now on are these rows of a batch that several processes share; null: all of it.
    void share(const std::shared_ptr<const SharedBatch> &batch);

    torch::nn::ModuleList features, classifier;
    double dropout;
    std::shared_ptr<const SharedBatch> shared;
};
TORCH_MODULE(EfficientNet);

/// Reads classifier weights (model.safetensors or pytorch_model.bin in `folder`); the number of labels is the weights'
/// own. The module is frozen and in evaluation mode.
Result<EfficientNet> loadEfficientNet(const std::filesystem::path &folder);

} // namespace cf
