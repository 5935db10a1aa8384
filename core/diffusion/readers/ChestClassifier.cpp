#include "core/diffusion/readers/ChestClassifier.h"

#include "core/diffusion/weights/ConfigReader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

/// Finite numbers of an array member; `least` is the smallest that is allowed. Empty text: no complaint.
std::string readNumbers(const nlohmann::json &json, const char *name, double minimum, std::vector<double> &numbers)
{
    const auto found = json.find(name);
    if (found == json.end())
        return {};
    const std::string complaint = std::string("The member \"").append(name).append("\" must be a list of numbers.");
    if (!found->is_array() || found->size() > 4096)
        return complaint;
    for (const auto &each : *found) {
        if (!each.is_number() || !std::isfinite(each.get<double>()) || each.get<double>() < minimum)
            return complaint;
        numbers.push_back(each.get<double>());
    }
    return {};
}

/// A list of texts, which may be empty: no label may be trusted.
std::string readTexts(const nlohmann::json &json, const char *name, std::optional<std::vector<std::string>> &texts)
{
    const auto found = json.find(name);
    if (found == json.end())
        return {};
    const std::string complaint = std::string("The member \"").append(name).append("\" must be a list of texts.");
    if (!found->is_array() || found->size() > 4096)
        return complaint;
    texts.emplace();
    for (const auto &each : *found) {
        if (!each.is_string())
            return complaint;
        texts->push_back(each.get<std::string>());
    }
    return {};
}

} // namespace

Result<ClassifierConfig> ClassifierConfig::fromText(const std::string &text)
{
    ClassifierConfig config;
    ConfigReader reader(text, "the classifier's config");
    config.imageSize = reader.integer("image_size", 224, 32, 1024);
    CF_TRY(reader.result());
    const auto json = nlohmann::json::parse(text, nullptr, false);
    std::vector<double> mean;
    std::vector<double> deviation;
    std::optional<std::vector<std::string>> labels;
    for (const std::string &problem : { readNumbers(json, "mean", -100.0, mean),
             readNumbers(json, "std", 1e-6, deviation), readNumbers(json, "temperature", 1e-3, config.temperature),
             readTexts(json, "labels", labels), readTexts(json, "trusted", config.trusted) })
        if (!problem.empty())
            return fail(ErrorCode::InvalidInput, "The classifier's config cannot be used: " + problem);
    config.labels = labels.value_or(std::vector<std::string>{});
    if ((!mean.empty() && mean.size() != 3) || (!deviation.empty() && deviation.size() != 3))
        return fail(ErrorCode::InvalidInput, "The classifier's config needs three values in \"mean\" and \"std\".");
    if (!mean.empty())
        std::copy_n(mean.begin(), 3, config.mean.begin());
    if (!deviation.empty())
        std::copy_n(deviation.begin(), 3, config.deviation.begin());
    return config;
}

torch::Tensor classifierInput(const torch::Tensor &image, const ClassifierConfig &config)
{
    const std::int64_t size = config.imageSize;
    torch::Tensor fitted = image;
    if (image.size(2) > size && image.size(3) > size)
        fitted = torch::adaptive_avg_pool2d(image, { size, size });
    else if (image.size(2) != size || image.size(3) != size)
        fitted = torch::upsample_bilinear2d(image, { size, size }, false);
    const auto perChannel = [&fitted](const std::array<double, 3> &values) {
        return torch::tensor({ values[0], values[1], values[2] }, fitted.options()).view({ 1, 3, 1, 1 });
    };
    return (fitted.expand({ -1, 3, -1, -1 }) - perChannel(config.mean)) / perChannel(config.deviation);
}

torch::Tensor ChestClassifier::probabilities(const torch::Tensor &image)
{
    const torch::NoGradGuard noGradient;
    torch::Tensor logits = network->forward(classifierInput(image, config));
    if (!config.temperature.empty())
        logits = logits / torch::tensor(config.temperature, logits.options());
    return torch::sigmoid(logits);
}

std::optional<std::size_t> ChestClassifier::outputOf(std::string_view label) const
{
    const auto found = std::find(config.labels.begin(), config.labels.end(), label);
    if (found == config.labels.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - config.labels.begin());
}

Result<ChestClassifier> loadChestClassifier(const std::filesystem::path &folder)
{
    ChestClassifier classifier;
    std::error_code failure;
    if (std::filesystem::exists(folder / "config.json", failure)) {
        CF_ASSIGN(const auto text, readTextFile(folder / "config.json"));
        CF_ASSIGN(classifier.config, ClassifierConfig::fromText(text));
    }
    CF_ASSIGN(classifier.network, loadEfficientNet(folder));
    const auto outputs = static_cast<std::size_t>(classifier.network->named_parameters()["classifier.1.bias"].numel());
    ClassifierConfig &config = classifier.config;
    if (config.labels.empty() && outputs == chexpertLabels.size())
        config.labels.assign(chexpertLabels.begin(), chexpertLabels.end());
    if (config.labels.size() != outputs || (!config.temperature.empty() && config.temperature.size() != outputs))
        return fail(ErrorCode::InvalidInput,
            "The classifier in " + folder.string() + " has " + std::to_string(outputs)
                + " outputs; its config.json must name as many \"labels\" (and temperatures, if any). Without labels "
                  "14 outputs in CheXpert's order are expected.");
    return classifier;
}

} // namespace cf
