#include "core/diffusion/readers/LineReader.h"

#include "core/diffusion/weights/ConfigReader.h"

namespace cf {

Result<LineReaderConfig> LineReaderConfig::fromText(const std::string &json)
{
    ConfigReader reader(json, "the line reader's config");
    LineReaderConfig config;
    config.features = reader.integer("features", config.features, 1, 4096);
    config.hidden = reader.integers("hidden", config.hidden);
    config.kinds = reader.texts("kinds", config.kinds);
    config.trusted = reader.texts("trusted", config.trusted);
    config.maps = reader.texts("maps", config.maps);
    if (config.hidden.size() > 8)
        reader.complain("hidden must name at most 8 layers.");
    for (const std::int64_t width : config.hidden)
        if (width > 4096)
            reader.complain("hidden must be at most 4096.");
    if (config.kinds.empty() || config.kinds.size() > 64)
        reader.complain("kinds must name 1 to 64 devices.");
    CF_TRY(reader.result());
    return config;
}

Result<LineReaderConfig> LineReaderConfig::fromFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto text, readTextFile(file));
    return fromText(text);
}

LineReaderImpl::LineReaderImpl(const LineReaderConfig &settings)
    : config(settings)
{
    // Parameters, so that they are stored and read as all others; no step changes them.
    mean = register_parameter("mean", torch::zeros({ config.features }), false);
    scale = register_parameter("scale", torch::ones({ config.features }), false);
    std::int64_t width = config.features;
    for (const std::int64_t next : config.hidden) {
        layers->push_back(torch::nn::Linear(width, next));
        width = next;
    }
    layers->push_back(torch::nn::Linear(width, static_cast<std::int64_t>(config.kinds.size())));
    register_module("layers", layers);
}

torch::Tensor LineReaderImpl::forward(const torch::Tensor &features)
{
    torch::Tensor hidden = (features - mean) * scale;
    for (std::size_t layer = 0; layer < layers->size(); ++layer) {
        hidden = layers[layer]->as<torch::nn::Linear>()->forward(hidden);
        if (layer + 1 < layers->size())
            hidden = torch::silu(hidden);
    }
    return hidden;
}

} // namespace cf
