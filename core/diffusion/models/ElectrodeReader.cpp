#include "core/diffusion/models/ElectrodeReader.h"

#include "core/diffusion/models/ConfigReader.h"

#include <algorithm>

namespace cf {

Result<ElectrodeReaderConfig> ElectrodeReaderConfig::fromText(const std::string &json)
{
    ConfigReader reader(json, "the config of the reader of electrodes");
    ElectrodeReaderConfig config;
    config.channels = reader.integers("channels", config.channels);
    config.side = reader.integer("side", config.side, 8, 256);
    config.threshold = reader.number("threshold", config.threshold);
    if (config.channels.empty() || config.channels.size() > 6)
        reader.complain("channels must name 1 to 6 levels.");
    for (const std::int64_t count : config.channels)
        if (count < 1 || count > 1024)
            reader.complain("channels must be 1 to 1024.");
    const std::int64_t stride = std::int64_t{ 1 } << std::min<std::size_t>(config.channels.size(), 6);
    if (config.side % stride != 0)
        reader.complain("side must be a multiple of " + std::to_string(stride) + ".");
    if (!(config.threshold > 0.0 && config.threshold < 1.0))
        reader.complain("threshold must lie between 0 and 1.");
    CF_TRY(reader.result());
    return config;
}

Result<ElectrodeReaderConfig> ElectrodeReaderConfig::fromFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto text, readTextFile(file));
    return fromText(text);
}

ElectrodeReaderImpl::ElectrodeReaderImpl(const ElectrodeReaderConfig &settings)
    : config(settings)
{
    std::int64_t before = 2;
    for (const std::int64_t count : config.channels) {
        levels->push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(before, count, 3).stride(2).padding(1)));
        before = count;
    }
    register_module("levels", levels);
    const std::int64_t shrunk = config.side >> config.channels.size();
    head = register_module("head", torch::nn::Linear(before * shrunk * shrunk, 1));
}

torch::Tensor ElectrodeReaderImpl::oneWay(const torch::Tensor &windows)
{
    torch::Tensor hidden = windows;
    for (std::size_t level = 0; level < levels->size(); ++level)
        hidden = torch::silu(levels[level]->as<torch::nn::Conv2d>()->forward(hidden));
    return head->forward(hidden.flatten(1)).squeeze(1);
}

torch::Tensor ElectrodeReaderImpl::forward(const torch::Tensor &windows)
{
    if (is_training()) // It is shown all ways in turn.
        return oneWay(windows);
    return 0.25
        * (oneWay(windows) + oneWay(windows.flip(3)) + oneWay(windows.flip(2)) + oneWay(windows.flip({ 2, 3 })));
}

} // namespace cf
