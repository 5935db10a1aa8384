#pragma once

// A model folder of the bundled model's form, small and with random weights: enough to hold the editor to its promises.

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace cf::test {

struct TinyModelOptions {
    bool isPaired = true; ///< The UNet takes the source and says the residual; else a text-to-image model of noise.
    double outputScale = 8.0; ///< Scales the UNet's last layer: 0 makes a model that changes nothing.
    std::string defaultMethod = "instruct";
    std::string methodParameters = "{}"; ///< Of the card, as JSON.
    int detailWordsWidth = 0; ///< Above 0: with a detail network that reads words of this width; 32 fits the others.
    bool hasRemover = false; ///< With a remover that knows pacemakers and ECG leads.
    std::string advice = "[]"; ///< The card's "auto", as JSON.
};

/// Writes a model for 64 × 64 pixels with latents of 4 × 16 × 16 into `folder`, which is made anew.
Result<> writeTinyModel(const std::filesystem::path &folder, const TinyModelOptions &options = {});

/// Writes a segmenter for 64 × 64 pixels with random weights, which knows what the bundled one knows, as the part of a
/// model's folder. Another `seed` is another one.
Result<> writeTinySegmenter(const std::filesystem::path &partFolder, std::uint64_t seed);

} // namespace cf::test
