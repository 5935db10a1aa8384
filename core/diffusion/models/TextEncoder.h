#pragma once

#include "core/base/Result.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <string>

namespace cf {

/// transformers' CLIPTextModel config.json.
struct TextEncoderConfig {
    std::int64_t vocabularySize = 49408;
    std::int64_t hiddenSize = 768;
    std::int64_t intermediateSize = 3072;
    std::int64_t layers = 12;
    std::int64_t heads = 12;
    std::int64_t maximumPositions = 77;
    bool quickGelu = true; ///< x·sigmoid(1.702x), else exact GELU.
    double layerNormEps = 1e-5;

    static Result<TextEncoderConfig> fromText(const std::string &json);
    static Result<TextEncoderConfig> fromFile(const std::filesystem::path &file);
};

struct ClipAttentionImpl : torch::nn::Module {
    ClipAttentionImpl(std::int64_t width, std::int64_t heads);
    /// hidden: [batch, tokens, width]; mask: [tokens, tokens] to add, or undefined.
    torch::Tensor forward(const torch::Tensor &hidden, const torch::Tensor &mask);
    std::int64_t heads;
    torch::nn::Linear k_proj{ nullptr }, v_proj{ nullptr }, q_proj{ nullptr }, out_proj{ nullptr };
};
TORCH_MODULE(ClipAttention);

struct ClipMlpImpl : torch::nn::Module {
    ClipMlpImpl(std::int64_t width, std::int64_t intermediate, bool quickGelu);
    torch::Tensor forward(const torch::Tensor &hidden);
    bool quickGelu;
    torch::nn::Linear fc1{ nullptr }, fc2{ nullptr };
};
TORCH_MODULE(ClipMlp);

/// One layer of CLIP's text or vision tower.
struct ClipLayerImpl : torch::nn::Module {
    ClipLayerImpl(std::int64_t width, std::int64_t intermediate, std::int64_t heads, bool quickGelu, double eps);
    torch::Tensor forward(const torch::Tensor &hidden, const torch::Tensor &mask);
    ClipAttention self_attn{ nullptr };
    torch::nn::LayerNorm layer_norm1{ nullptr }, layer_norm2{ nullptr };
    ClipMlp mlp{ nullptr };
};
TORCH_MODULE(ClipLayer);

struct ClipEncoderImpl : torch::nn::Module {
    ClipEncoderImpl(std::int64_t count, std::int64_t width, std::int64_t intermediate, std::int64_t heads,
        bool quickGelu, double eps);
    torch::nn::ModuleList layers;
};
TORCH_MODULE(ClipEncoder);

struct ClipTextEmbeddingsImpl : torch::nn::Module {
    explicit ClipTextEmbeddingsImpl(const TextEncoderConfig &config);
    torch::nn::Embedding token_embedding{ nullptr }, position_embedding{ nullptr };
};
TORCH_MODULE(ClipTextEmbeddings);

struct ClipTextTransformerImpl : torch::nn::Module {
    explicit ClipTextTransformerImpl(const TextEncoderConfig &config);
    ClipTextEmbeddings embeddings{ nullptr };
    ClipEncoder encoder{ nullptr };
    torch::nn::LayerNorm final_layer_norm{ nullptr };
};
TORCH_MODULE(ClipTextTransformer);

/// CLIP's text encoder as Stable Diffusion uses it: causal mask, no attention mask for padding.
struct ClipTextEncoderImpl : torch::nn::Module {
    explicit ClipTextEncoderImpl(const TextEncoderConfig &config);

    /// ids: [batch, tokens], int64, tokens ≤ maximumPositions. Returns the last hidden state after the final layer
    /// norm, [batch, tokens, hiddenSize].
    torch::Tensor forward(const torch::Tensor &ids);
    /// All hidden states: token plus position embedding first, then after each layer (before the final norm).
    std::vector<torch::Tensor> hiddenStates(const torch::Tensor &ids);
    /// The final state at the first largest id of each row (the end-of-text token), [batch, hiddenSize].
    torch::Tensor pooled(const torch::Tensor &ids);

    TextEncoderConfig config;
    ClipTextTransformer text_model{ nullptr };
};
TORCH_MODULE(ClipTextEncoder);

} // namespace cf
