#pragma once

#include "core/base/Result.h"
#include "core/diffusion/readers/EfficientNet.h"

#include "core/diffusion/runtime/Torch.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// CheXpert's 14 labels in the order of its table (arXiv 1901.07031); a classifier of 14 outputs without a
/// config.json is taken to answer in this order.
inline constexpr std::array<std::string_view, 14> chexpertLabels{ "No Finding", "Enlarged Cardiomediastinum",
    "Cardiomegaly", "Lung Opacity", "Lung Lesion", "Edema", "Consolidation", "Pneumonia", "Atelectasis", "Pneumothorax",
    "Pleural Effusion", "Pleural Other", "Fracture", "Support Devices" };

/// What the outputs of a classifier mean and what it is to be shown; config.json of its folder.
struct ClassifierConfig {
    std::vector<std::string> labels; ///< By output; empty where the folder has no config.json.
    std::int64_t imageSize = 224; ///< Height and width that it is shown.
    std::array<double, 3> mean{ 0.485, 0.456, 0.406 }; ///< Of grey 0…1 per channel; torchvision's where not said.
    std::array<double, 3> deviation{ 0.229, 0.224, 0.225 };
    std::vector<double> temperature; ///< By output; logits are divided by it. Empty: 1.

    /// Labels that it tells well enough to refuse an edit by; nothing: all.
    std::optional<std::vector<std::string>> trusted;

    /// Members "labels", "image_size", "mean", "std", "temperature", "trusted"; all optional, others are left alone.
    static Result<ClassifierConfig> fromText(const std::string &json);
};

/// Findings and devices of a frontal chest radiograph as calibrated probabilities.
struct ChestClassifier {
    ClassifierConfig config;
    EfficientNet network{ nullptr };

    /// image: [batch, 1, height, width], display grey 0…1, any size. Returns [batch, labels] in 0…1.
    torch::Tensor probabilities(const torch::Tensor &image);
    /// The output of a label, or nothing.
    std::optional<std::size_t> outputOf(std::string_view label) const;
};

/// [batch, 1, height, width], grey 0…1 → [batch, 3, size, size] as a network of this config takes it. Shrinks by areas,
/// so that thin wires get fainter and not lost.
torch::Tensor classifierInput(const torch::Tensor &image, const ClassifierConfig &config);

/// Reads config.json (may be absent: CheXpert's labels, ImageNet's normalisation) and the weights in torchvision's
/// names. Errors: labels or temperatures that are not as many as outputs; no config and not 14 outputs.
Result<ChestClassifier> loadChestClassifier(const std::filesystem::path &folder);

} // namespace cf
