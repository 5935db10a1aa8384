#include "core/diffusion/readers/ElectrodeReader.h"

#include "core/diffusion/readers/WindowLevels.h"
#include "core/diffusion/weights/ConfigReader.h"

namespace cf {

Result<ElectrodeReaderConfig> ElectrodeReaderConfig::fromText(const std::string &json)
{
    ConfigReader reader(json, "the config of the reader of electrodes");
    ElectrodeReaderConfig config;
    config.channels = reader.integers("channels", config.channels);
    config.side = reader.integer("side", config.side, 8, 256);
    config.threshold = reader.number("threshold", config.threshold);
    checkWindowLevels(reader, config.channels, { config.side }, "side must be a multiple of ");
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
    levels = windowLevels(config.channels);
    register_module("levels", levels);
    const std::int64_t shrunk = config.side >> config.channels.size();
    head = register_module("head", torch::nn::Linear(config.channels.back() * shrunk * shrunk, 1));
}

torch::Tensor ElectrodeReaderImpl::oneWay(const torch::Tensor &windows)
{
    return head->forward(throughLevels(levels, windows)).squeeze(1);
}

torch::Tensor ElectrodeReaderImpl::forward(const torch::Tensor &windows)
{
    if (is_training()) // It is shown all ways in turn.
        return oneWay(windows);
    return 0.25
        * (oneWay(windows) + oneWay(windows.flip(3)) + oneWay(windows.flip(2)) + oneWay(windows.flip({ 2, 3 })));
}

} // namespace cf
