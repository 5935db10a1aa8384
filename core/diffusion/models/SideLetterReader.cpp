#include "core/diffusion/models/SideLetterReader.h"

#include "core/diffusion/models/ConfigReader.h"

namespace cf {

Result<SideLetterConfig> SideLetterConfig::fromText(const std::string &json)
{
    ConfigReader reader(json, "the config of the reader of side letters");
    SideLetterConfig config;
    config.channels = reader.integers("channels", config.channels);
    config.width = reader.integer("width", config.width, 8, 256);
    config.height = reader.integer("height", config.height, 8, 256);
    config.threshold = reader.number("threshold", config.threshold);
    if (config.channels.empty() || config.channels.size() > 6)
        reader.complain("channels must name 1 to 6 levels.");
    for (const std::int64_t count : config.channels)
        if (count > 1024)
            reader.complain("channels must be at most 1024.");
    const std::int64_t stride = std::int64_t{ 1 } << std::min<std::size_t>(config.channels.size(), 6);
    if (config.width % stride != 0 || config.height % stride != 0)
        reader.complain("width and height must be multiples of " + std::to_string(stride) + ".");
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
    std::int64_t before = 2;
    for (const std::int64_t count : config.channels) {
        levels->push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(before, count, 3).stride(2).padding(1)));
        before = count;
    }
    register_module("levels", levels);
    const std::int64_t shrunk = std::int64_t{ 1 } << config.channels.size();
    head = register_module("head",
        torch::nn::Linear(before * (config.width / shrunk) * (config.height / shrunk), std::int64_t{ Classes }));
}

torch::Tensor SideLetterReaderImpl::oneWay(const torch::Tensor &windows)
{
    torch::Tensor hidden = windows;
    for (std::size_t level = 0; level < levels->size(); ++level)
        hidden = torch::silu(levels[level]->as<torch::nn::Conv2d>()->forward(hidden));
    return head->forward(hidden.flatten(1));
}

torch::Tensor SideLetterReaderImpl::forward(const torch::Tensor &windows)
{
    const torch::Tensor swapped = torch::tensor({ Other, MirroredLeft, MirroredRight, Left, Right }, torch::kInt64);
    return 0.5 * (oneWay(windows) + oneWay(windows.flip(3)).index_select(1, swapped));
}

} // namespace cf
