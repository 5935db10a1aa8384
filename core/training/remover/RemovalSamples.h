#pragma once

#include "core/base/RandomStream.h"
#include "core/base/Result.h"
#include "core/diffusion/models/Remover.h"
#include "core/training/data/PairCorpus.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/remover/RemoverRecipe.h"

#include <opencv2/core.hpp>
#include <torch/types.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace cf {

/// Crops of pairs: [rows, 1, crop, crop], pictures in [-1, 1]; bands [rows, bands, crop, crop]; kinds [rows, kinds].
struct RemovalBatch {
    torch::Tensor source, target, mask, bands, kinds;
};

/// Draws crops around what is to go, with masks as a hand would draw them: the change's pixels grown by a random and
/// uneven margin. Scale, mirroring and tone are varied, alike in both pictures; letters are printed across some.
class RemovalSampler
{
public:
    /// For a network of this config. Errors: pairs of the recipe that were not made yet.
    static Result<RemovalSampler> open(
        const RemoverRecipe &recipe, const TrainingFolders &folders, const RemoverConfig &config);

    /// Depends on the step alone.
    RemovalBatch batch(std::int64_t step) const;
    /// Pairs that are never trained on, cropped at their own scale with a plain mask; with the kind of each.
    std::vector<std::pair<std::string, RemovalBatch>> heldBack(std::size_t maximum) const;
    std::size_t pairs() const { return m_count; }

private:
    struct Place {
        std::size_t corpus = 0;
        std::size_t index = 0;
    };
    using Groups = std::map<Target, std::vector<Place>>;
    struct Crop;

    Place drawPlace(RandomStream &stream) const;
    Crop cropAt(Place place, double scale, RandomStream &stream) const;
    Crop variedCrop(RandomStream &stream) const;
    RemovalBatch toBatch(const std::vector<Crop> &crops) const;

    RemoverRecipe m_recipe;
    RemoverConfig m_config;
    std::vector<PairCorpus> m_corpora;
    Groups m_phantoms, m_insertions;
    std::vector<Place> m_heldBack;
    std::size_t m_count = 0;
};

} // namespace cf
