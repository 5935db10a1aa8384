#include "core/diffusion/models/TextEncoder.h"

#include "core/diffusion/weights/ConfigReader.h"

#include <cmath>
#include <limits>

namespace cf {

Result<TextEncoderConfig> TextEncoderConfig::fromText(const std::string &json)
{
    ConfigReader reader(json, "the text encoder's config");
    TextEncoderConfig config;
    config.vocabularySize = reader.integer("vocab_size", 49408, 2, 1 << 20);
    config.hiddenSize = reader.integer("hidden_size", 768, 1, 8192);
    config.intermediateSize = reader.integer("intermediate_size", 3072, 1, 65536);
    config.layers = reader.integer("num_hidden_layers", 12, 1, 64);
    config.heads = reader.integer("num_attention_heads", 12, 1, 128);
    config.maximumPositions = reader.integer("max_position_embeddings", 77, 1, 4096);
    config.layerNormEps = reader.number("layer_norm_eps", 1e-5);
    const std::string activation = reader.text("hidden_act", "quick_gelu");
    config.quickGelu = activation == "quick_gelu";
    if (!config.quickGelu && activation != "gelu")
        reader.complain("hidden_act " + activation + " is not supported.");
    if (config.hiddenSize % config.heads != 0)
        reader.complain("hidden_size must be a multiple of num_attention_heads.");
    CF_TRY(reader.result());
    return config;
}

Result<TextEncoderConfig> TextEncoderConfig::fromFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto text, readTextFile(file));
    return fromText(text).map_error([&file](Error error) {
        error.message += " (" + file.string() + ")";
        return error;
    });
}

ClipAttentionImpl::ClipAttentionImpl(std::int64_t width, std::int64_t headCount)
    : heads(headCount)
{
    k_proj = register_module("k_proj", torch::nn::Linear(width, width));
    v_proj = register_module("v_proj", torch::nn::Linear(width, width));
    q_proj = register_module("q_proj", torch::nn::Linear(width, width));
    out_proj = register_module("out_proj", torch::nn::Linear(width, width));
}

torch::Tensor ClipAttentionImpl::forward(const torch::Tensor &hidden, const torch::Tensor &mask)
{
    const auto batch = hidden.size(0);
    const auto tokens = hidden.size(1);
    const auto headWidth = hidden.size(2) / heads;
    const auto split = [&](const torch::Tensor &tensor) {
        return tensor.view({ batch, tokens, heads, headWidth }).transpose(1, 2);
    };
    const torch::Tensor query = split(q_proj(hidden) * (1.0 / std::sqrt(static_cast<double>(headWidth))));
    torch::Tensor scores = torch::matmul(query, split(k_proj(hidden)).transpose(2, 3));
    if (mask.defined())
        scores = scores + mask;
    const torch::Tensor mixed = torch::matmul(torch::softmax(scores, -1), split(v_proj(hidden)));
    return out_proj(mixed.transpose(1, 2).reshape({ batch, tokens, heads * headWidth }));
}

ClipMlpImpl::ClipMlpImpl(std::int64_t width, std::int64_t intermediate, bool quick)
    : quickGelu(quick)
{
    fc1 = register_module("fc1", torch::nn::Linear(width, intermediate));
    fc2 = register_module("fc2", torch::nn::Linear(intermediate, width));
}

torch::Tensor ClipMlpImpl::forward(const torch::Tensor &hidden)
{
    const torch::Tensor wide = fc1(hidden);
    return fc2(quickGelu ? wide * torch::sigmoid(1.702 * wide) : torch::gelu(wide));
}

ClipLayerImpl::ClipLayerImpl(
    std::int64_t width, std::int64_t intermediate, std::int64_t heads, bool quickGelu, double eps)
{
    const auto norm = [&] { return torch::nn::LayerNorm(torch::nn::LayerNormOptions({ width }).eps(eps)); };
    self_attn = register_module("self_attn", ClipAttention(width, heads));
    layer_norm1 = register_module("layer_norm1", norm());
    mlp = register_module("mlp", ClipMlp(width, intermediate, quickGelu));
    layer_norm2 = register_module("layer_norm2", norm());
}

torch::Tensor ClipLayerImpl::forward(const torch::Tensor &hidden, const torch::Tensor &mask)
{
    const torch::Tensor attended = hidden + self_attn(layer_norm1(hidden), mask);
    return attended + mlp(layer_norm2(attended));
}

ClipEncoderImpl::ClipEncoderImpl(
    std::int64_t count, std::int64_t width, std::int64_t intermediate, std::int64_t heads, bool quickGelu, double eps)
{
    for (std::int64_t layer = 0; layer < count; ++layer)
        layers->push_back(ClipLayer(width, intermediate, heads, quickGelu, eps));
    register_module("layers", layers);
}

ClipTextEmbeddingsImpl::ClipTextEmbeddingsImpl(const TextEncoderConfig &config)
{
    token_embedding =
        register_module("token_embedding", torch::nn::Embedding(config.vocabularySize, config.hiddenSize));
    position_embedding =
        register_module("position_embedding", torch::nn::Embedding(config.maximumPositions, config.hiddenSize));
}

ClipTextTransformerImpl::ClipTextTransformerImpl(const TextEncoderConfig &config)
{
    embeddings = register_module("embeddings", ClipTextEmbeddings(config));
    encoder = register_module("encoder",
        ClipEncoder(config.layers, config.hiddenSize, config.intermediateSize, config.heads, config.quickGelu,
            config.layerNormEps));
    final_layer_norm = register_module("final_layer_norm",
        torch::nn::LayerNorm(torch::nn::LayerNormOptions({ config.hiddenSize }).eps(config.layerNormEps)));
}

ClipTextEncoderImpl::ClipTextEncoderImpl(const TextEncoderConfig &settings)
    : config(settings)
{
    text_model = register_module("text_model", ClipTextTransformer(config));
}

std::vector<torch::Tensor> ClipTextEncoderImpl::hiddenStates(const torch::Tensor &ids)
{
    const auto tokens = ids.size(1);
    const torch::Tensor positions = torch::arange(tokens, ids.options());
    std::vector<torch::Tensor> states{ text_model->embeddings->token_embedding(ids)
        + text_model->embeddings->position_embedding(positions) };
    const torch::Tensor mask =
        torch::full({ tokens, tokens }, -std::numeric_limits<float>::infinity(), states[0].options()).triu(1);
    for (const auto &layer : *text_model->encoder->layers)
        states.push_back(layer->as<ClipLayer>()->forward(states.back(), mask));
    return states;
}

torch::Tensor ClipTextEncoderImpl::forward(const torch::Tensor &ids)
{
    return text_model->final_layer_norm(hiddenStates(ids).back());
}

torch::Tensor ClipTextEncoderImpl::pooled(const torch::Tensor &ids)
{
    const torch::Tensor last = forward(ids);
    return last.index({ torch::arange(ids.size(0), ids.options()), ids.argmax(1) });
}

} // namespace cf
