#pragma once

#include "core/base/Result.h"
#include "core/training/recipe/LoopRecipe.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// How the pairs to learn from are made.
struct CorpusRecipe {
    int imageSize = 512;
    int phantomPairs = 3000;
    int insertionPairs = 3000;
    std::uint64_t phantomSeed = 1'000'000; ///< Seeds below one million are held back for evaluation.
    double minVisible = 6.0; ///< Grey levels of 255; fainter pairs teach nothing.
};

struct AutoencoderRecipe : LoopRecipe {
    AutoencoderRecipe()
        : LoopRecipe{ 20000, 4, 4e-4, 200, 0.5, 7 }
    {
    }
    std::string config; ///< diffusers' AutoencoderKL config.json, as text.
    int crop = 256; ///< Pixels; the last tenth of the steps sees whole images.
    double divergenceWeight = 1e-7; ///< Of the mean KL divergence; all losses are means.
    double latentNoise = 0.05; ///< Deviation of the noise added to latents before decoding, in latent deviations.
    double changeWeight = 12.0; ///< Extra weight of pixels that differ strongly between the images of a pair.
    double radiographShare = 0.5; ///< Share of rows drawn from real radiographs.
};

struct EditRecipe : LoopRecipe {
    EditRecipe()
        : LoopRecipe{ 20000, 16, 6e-4, 300, 0.6, 11 }
    {
    }
    std::string unetConfig; ///< diffusers' UNet2DConditionModel config.json, as text.
    std::string textConfig; ///< transformers' CLIPTextModel config.json, as text.
    double weightDecay = 0.01;
    double clipNorm = 1.0;
    double emaCap = 0.999;
    double regionWeight = 4.0; ///< Loss weight 1 + this inside the pair's region.
    double energyPower = 0.75; ///< A row's loss is divided by this power of its pair's energy; 0: not at all.
    double pureNoiseShare = 0.5; ///< Share of rows that start where an edit starts: from noise alone.
    double idleShare = 0.12; ///< Rows whose instruction changes nothing.
    double captionDropout = 0.05;
    double insertionShare = 0.5; ///< Share of rows from real radiographs, where the corpus has any.
};

/// A network that makes images from captions of their state, for the methods that invert.
struct TextToImageRecipe : LoopRecipe {
    TextToImageRecipe()
        : LoopRecipe{ 2000, 16, 2e-3, 50, 0.4, 17 }
    {
    }
    std::string unetConfig; ///< diffusers' UNet2DConditionModel config.json, as text; empty: none is trained.
    std::string textConfig; ///< transformers' CLIPTextModel config.json, as text.
    bool startFromEditor = true; ///< From the weights of `state`/edit.pt, where their shapes are the same.
    double weightDecay = 0.01;
    double clipNorm = 1.0;
    double emaCap = 0.99;
    double signalCap = 5.0; ///< γ of min-SNR weighting (arXiv 2303.09556).
    double changeWeight = 1.0; ///< Of the error in what the captions of a pair tell apart.
    double regionWeight = 4.0; ///< As in EditRecipe, for that error.
    double placeWeight = 5.0; ///< Of the answer to an image's own caption where the images of a pair differ.
    double energyPower = 0.75; ///< As in EditRecipe, for that error.
    double captionDropout = 0.1;
    double insertionShare = 0.5;
};

/// The network that carries the editor's answers from the latents' resolution to the image's.
struct DetailRecipe : LoopRecipe {
    DetailRecipe()
        : LoopRecipe{ 2200, 16, 1.2e-3, 100, 0.3, 19 }
    {
    }
    std::string config; ///< A DetailNetwork's config.json, as text; empty: none is trained.
    int crop = 128; ///< Pixels: thin lines fill little of a large crop.
    double clipNorm = 1.0;
    double emaCap = 0.995;
    double regionWeight = 4.0; ///< Loss weight 1 + this where the images of a pair differ.
    double idleShare = 0.1; ///< Rows whose instruction changes nothing.
    double captionDropout = 0.1; ///< Rows whose instruction this network is not told.
    double insertionShare = 0.5;
};

struct ClassifierRecipe : LoopRecipe {
    ClassifierRecipe()
        : LoopRecipe{ 6000, 16, 1.5e-3, 50, 0.4, 13 } // A batch is of images, two a pair.
    {
    }
    int imageSize = 224; ///< Pixels of the square that the classifier is shown.
    int smallImageSize = 128; ///< In the first part of training.
    double smallShare = 0.7; ///< Share of the steps with small images.
    double weightDecay = 0.01;
    double emaCap = 0.99;
    double drop = 0.2; ///< See EfficientNet; a short training learns faster without.
    double insertionShare = 0.5; ///< Share of pairs on real radiographs, where the corpus has any.
    double turnedWeight = 4.0; ///< Weight of the label that a pair turns; 1 for the others.
    double orderWeight = 0.5; ///< Of the demand that the image with the abnormality scores higher for it.
    double collateralWeight = 0.02; ///< Of the squared change of logits that must not move within a pair.
    int checkEvery = 500;
};

/// A whole training: a JSON file with the members "corpus", "autoencoder", "edit" and, where they are trained,
/// "detail", "text_to_image" and "classifier".
struct TrainingRecipe {
    std::string name;
    CorpusRecipe corpus;
    AutoencoderRecipe autoencoder;
    EditRecipe edit;
    DetailRecipe detail;
    TextToImageRecipe textToImage;
    ClassifierRecipe classifier;
};

/// Errors name the member that is missing, of the wrong type or not known.
Result<TrainingRecipe> readRecipe(const std::filesystem::path &file);

} // namespace cf
