#include "core/diffusion/models/ClipVision.h"

#include "core/diffusion/runtime/TorchBorder.h"
#include "core/diffusion/weights/ConfigReader.h"
#include "core/diffusion/weights/WeightLoader.h"

#include <nlohmann/json.hpp>

namespace cf {

namespace {

torch::nn::LayerNorm layerNorm(std::int64_t width, double eps)
{
    return torch::nn::LayerNorm(torch::nn::LayerNormOptions({ width }).eps(eps));
}

torch::Tensor ofLengthOne(const torch::Tensor &features)
{
    return features / features.norm(2, -1, true);
}

double cosine(const torch::Tensor &a, const torch::Tensor &b)
{
    return torch::cosine_similarity(a, b, 1, 1e-8).item<double>();
}

} // namespace

Result<ClipConfig> ClipConfig::fromText(const std::string &json)
{
    const auto whole = nlohmann::json::parse(json, nullptr, false);
    const auto part = [&whole](const char *name) {
        const bool isThere = whole.is_object() && whole.contains(name) && whole[name].is_object();
        return isThere ? whole[name] : nlohmann::json::object();
    };
    if (part("vision_config").empty() || part("text_config").empty())
        return fail(ErrorCode::InvalidInput, "CLIP's config lacks vision_config or text_config.");
    ClipConfig config;
    CF_ASSIGN(config.text, TextEncoderConfig::fromText(part("text_config").dump()));
    ConfigReader reader(part("vision_config").dump(), "CLIP's vision_config");
    config.hiddenSize = reader.integer("hidden_size", 768, 1, 8192);
    config.intermediateSize = reader.integer("intermediate_size", 3072, 1, 65536);
    config.layers = reader.integer("num_hidden_layers", 12, 1, 128);
    config.heads = reader.integer("num_attention_heads", 12, 1, 128);
    config.imageSize = reader.integer("image_size", 224, 1, 2048);
    config.patchSize = reader.integer("patch_size", 32, 1, 512);
    config.layerNormEps = reader.number("layer_norm_eps", 1e-5);
    config.quickGelu = reader.text("hidden_act", "quick_gelu") == "quick_gelu";
    if (config.hiddenSize % config.heads != 0 || config.patchSize > config.imageSize)
        reader.complain("hidden_size must be a multiple of num_attention_heads, and patch_size at most image_size.");
    CF_TRY(reader.result());
    ConfigReader outer(json, "CLIP's config");
    config.projection = outer.integer("projection_dim", 512, 1, 8192);
    CF_TRY(outer.result());
    return config;
}

Result<ClipConfig> ClipConfig::fromFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto text, readTextFile(file));
    return fromText(text).map_error([&file](Error error) {
        error.message += " (" + file.string() + ")";
        return error;
    });
}

ClipVisionEmbeddingsImpl::ClipVisionEmbeddingsImpl(const ClipConfig &config)
{
    const std::int64_t side = config.imageSize / config.patchSize;
    class_embedding = register_parameter("class_embedding", torch::zeros({ config.hiddenSize }));
    patch_embedding = register_module("patch_embedding",
        torch::nn::Conv2d(
            torch::nn::Conv2dOptions(3, config.hiddenSize, config.patchSize).stride(config.patchSize).bias(false)));
    position_embedding =
        register_module("position_embedding", torch::nn::Embedding(side * side + 1, config.hiddenSize));
}

torch::Tensor ClipVisionEmbeddingsImpl::forward(const torch::Tensor &image)
{
    const torch::Tensor patches = patch_embedding(image).flatten(2).transpose(1, 2);
    const torch::Tensor first = class_embedding.expand({ image.size(0), 1, -1 });
    return torch::cat({ first, patches }, 1) + position_embedding->weight;
}

ClipVisionTransformerImpl::ClipVisionTransformerImpl(const ClipConfig &config)
{
    embeddings = register_module("embeddings", ClipVisionEmbeddings(config));
    pre_layrnorm = register_module("pre_layrnorm", layerNorm(config.hiddenSize, config.layerNormEps));
    encoder = register_module("encoder",
        ClipEncoder(config.layers, config.hiddenSize, config.intermediateSize, config.heads, config.quickGelu,
            config.layerNormEps));
    post_layernorm = register_module("post_layernorm", layerNorm(config.hiddenSize, config.layerNormEps));
}

torch::Tensor ClipVisionTransformerImpl::forward(const torch::Tensor &image)
{
    torch::Tensor hidden = pre_layrnorm(embeddings(image));
    for (const auto &layer : *encoder->layers)
        hidden = layer->as<ClipLayer>()->forward(hidden, {});
    return hidden;
}

ClipModelImpl::ClipModelImpl(const ClipConfig &settings)
    : config(settings)
{
    const auto linear = [](std::int64_t from, std::int64_t to) {
        return torch::nn::Linear(torch::nn::LinearOptions(from, to).bias(false));
    };
    text_model = register_module("text_model", ClipTextTransformer(config.text));
    vision_model = register_module("vision_model", ClipVisionTransformer(config));
    visual_projection = register_module("visual_projection", linear(config.hiddenSize, config.projection));
    text_projection = register_module("text_projection", linear(config.text.hiddenSize, config.projection));
    logit_scale = register_parameter("logit_scale", torch::zeros({}));
}

torch::Tensor ClipModelImpl::preprocessed(const torch::Tensor &image) const
{
    const torch::Tensor mean =
        torch::tensor({ 0.48145466, 0.4578275, 0.40821073 }, image.options()).view({ 1, 3, 1, 1 });
    const torch::Tensor deviation =
        torch::tensor({ 0.26862954, 0.26130258, 0.27577711 }, image.options()).view({ 1, 3, 1, 1 });
    return (torch::upsample_bicubic2d(image, { config.imageSize, config.imageSize }, false) - mean) / deviation;
}

torch::Tensor ClipModelImpl::imageFeatures(const torch::Tensor &image)
{
    const torch::NoGradGuard noGradient;
    const torch::Tensor last = vision_model(preprocessed(image));
    return ofLengthOne(visual_projection(vision_model->post_layernorm(last.select(1, 0))));
}

torch::Tensor ClipModelImpl::textFeatures(const torch::Tensor &ids)
{
    const torch::NoGradGuard noGradient;
    const std::int64_t tokens = ids.size(1);
    torch::Tensor hidden = text_model->embeddings->token_embedding(ids)
        + text_model->embeddings->position_embedding(torch::arange(tokens, ids.options()));
    const torch::Tensor mask =
        torch::full({ tokens, tokens }, -std::numeric_limits<float>::infinity(), hidden.options()).triu(1);
    for (const auto &layer : *text_model->encoder->layers)
        hidden = layer->as<ClipLayer>()->forward(hidden, mask);
    const torch::Tensor pooled =
        text_model->final_layer_norm(hidden).index({ torch::arange(ids.size(0), ids.options()), ids.argmax(1) });
    return ofLengthOne(text_projection(pooled));
}

ClipSimilarity clipSimilarity(const torch::Tensor &imageBefore, const torch::Tensor &imageAfter,
    const torch::Tensor &textBefore, const torch::Tensor &textAfter)
{
    return { cosine(imageBefore, textBefore), cosine(imageAfter, textAfter),
        cosine(imageAfter - imageBefore, textAfter - textBefore), cosine(imageBefore, imageAfter) };
}

Result<ClipModel> loadClip(const std::filesystem::path &folder)
{
    CF_ASSIGN(const auto config, ClipConfig::fromFile(folder / "config.json"));
    CF_ASSIGN(const auto weights, readWeights(folder, "model"));
    return atTorchBorder("The CLIP model in " + folder.string(), [&]() -> Result<ClipModel> {
        ClipModel model(config);
        CF_TRY(loadWeights(*model, weights, "CLIP model in " + folder.string()));
        model->eval();
        for (auto &parameter : model->parameters())
            parameter.requires_grad_(false);
        return model;
    });
}

} // namespace cf
