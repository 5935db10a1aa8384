#include "core/diffusion/readers/SideLetterReader.h"

#include "core/diffusion/readers/WindowLevels.h"
#include "core/diffusion/weights/ConfigReader.h"

namespace cf {

Result<SideLetterConfig> SideLetterConfig::fromText(const std::string &json)
{
    ConfigReader reader(json, "the config of the reader of side letters");
    SideLetterConfig config;
    config.channels = reader.integers("channels", config.channels);
    config.width = reader.integer("width", config.width, 8, 256);
    config.height = reader.integer("height", config.height, 8, 256);
    config.threshold = reader.number("threshold", config.threshold);
    checkWindowLevels(
        reader, config.channels, { config.width, config.height }, "width and height must be multiples of ");
    if (!(config.threshold > 0.0 && config.threshold <= 1.0))
        reader.complain("threshold must lie between 0 and 1.");
    CF_TRY(reader.result());
    return config;
}

Result<SideLetterConfig> SideLetterConfig::fromFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto text, readTextFile(file));
    return fromText(text);
}

SideLetterReaderImpl::SideLetterReaderImpl(const SideLetterConfig &settings)
    : config(settings)
{
    levels = windowLevels(config.channels);
    register_module("levels", levels);
    const std::int64_t shrunk = std::int64_t{ 1 } << config.channels.size();
    head = register_module("head",
        torch::nn::Linear(
            config.channels.back() * (config.width / shrunk) * (config.height / shrunk), std::int64_t{ Classes }));
}

torch::Tensor SideLetterReaderImpl::oneWay(const torch::Tensor &windows)
{
    return head->forward(throughLevels(levels, windows));
}

torch::Tensor SideLetterReaderImpl::forward(const torch::Tensor &windows)
{
    const torch::Tensor swapped = torch::tensor({ Other, MirroredLeft, MirroredRight, Left, Right }, torch::kInt64);
    return 0.5 * (oneWay(windows) + oneWay(windows.flip(3)).index_select(1, swapped));
}

} // namespace cf
