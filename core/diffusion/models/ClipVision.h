#pragma once

#include "core/base/Result.h"
#include "core/diffusion/models/TextEncoder.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <string>

namespace cf {

/// transformers' CLIPModel config.json: what editing is gated with (ViT-L/14 in PRISM and LANCE, or any other size).
struct ClipConfig {
    TextEncoderConfig text;
    std::int64_t hiddenSize = 1024; ///< Of the vision tower, as the next ones.
    std::int64_t intermediateSize = 4096;
    std::int64_t layers = 24;
    std::int64_t heads = 16;
    std::int64_t imageSize = 224;
    std::int64_t patchSize = 14;
    bool quickGelu = true;
    double layerNormEps = 1e-5;
    std::int64_t projection = 768;

    static Result<ClipConfig> fromText(const std::string &json);
    static Result<ClipConfig> fromFile(const std::filesystem::path &file);
};

struct ClipVisionEmbeddingsImpl : torch::nn::Module {
    explicit ClipVisionEmbeddingsImpl(const ClipConfig &config);
    /// [batch, 3, imageSize, imageSize] → [batch, 1 + patches, hiddenSize], the class token first.
    torch::Tensor forward(const torch::Tensor &image);
    torch::Tensor class_embedding;
    torch::nn::Conv2d patch_embedding{ nullptr };
    torch::nn::Embedding position_embedding{ nullptr };
};
TORCH_MODULE(ClipVisionEmbeddings);

struct ClipVisionTransformerImpl : torch::nn::Module {
    explicit ClipVisionTransformerImpl(const ClipConfig &config);
    /// The last hidden state, [batch, 1 + patches, hiddenSize].
    torch::Tensor forward(const torch::Tensor &image);
    ClipVisionEmbeddings embeddings{ nullptr };
    torch::nn::LayerNorm pre_layrnorm{ nullptr }, post_layernorm{ nullptr }; // The checkpoint's spelling.
    ClipEncoder encoder{ nullptr };
};
TORCH_MODULE(ClipVisionTransformer);

/// CLIP (arXiv 2103.00020): pictures and captions in one space.
struct ClipModelImpl : torch::nn::Module {
    explicit ClipModelImpl(const ClipConfig &config);

    /// image: [batch, 3, height, width] in [0, 1], any size. Resized (bicubic, without antialiasing, as LANCE does) and
    /// normalised with CLIP's mean and deviation.
    torch::Tensor preprocessed(const torch::Tensor &image) const;
    /// Features of length 1, [batch, projection].
    torch::Tensor imageFeatures(const torch::Tensor &image);
    /// ids: [batch, tokens], int64. Features of length 1, [batch, projection].
    torch::Tensor textFeatures(const torch::Tensor &ids);

    ClipConfig config;
    ClipTextTransformer text_model{ nullptr };
    ClipVisionTransformer vision_model{ nullptr };
    torch::nn::Linear visual_projection{ nullptr }, text_projection{ nullptr };
    torch::Tensor logit_scale;
};
TORCH_MODULE(ClipModel);

/// LANCE's measures of an edit, cosines in [−1, 1].
struct ClipSimilarity {
    double before = 0.0; ///< Source picture and source caption.
    double after = 0.0; ///< Edited picture and edited caption.
    double direction = 0.0; ///< Change of picture and change of caption.
    double image = 0.0; ///< Source and edited picture: identity.
};

/// All arguments are features, [1, projection].
ClipSimilarity clipSimilarity(const torch::Tensor &imageBefore, const torch::Tensor &imageAfter,
    const torch::Tensor &textBefore, const torch::Tensor &textAfter);

/// Reads config.json and weights of a CLIP folder; the module is frozen and in evaluation mode.
Result<ClipModel> loadClip(const std::filesystem::path &folder);

} // namespace cf
