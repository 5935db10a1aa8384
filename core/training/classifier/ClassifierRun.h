#pragma once

#include "core/diffusion/readers/ChestClassifier.h"
#include "core/training/classifier/ClassifierBatch.h"
#include "core/training/loop/OrthogonalMomentum.h"
#include "core/training/loop/TrainingState.h"
#include "core/training/recipe/Recipe.h"

#include "core/diffusion/runtime/Torch.h"

#include <memory>
#include <vector>

namespace cf {

/// The classifier while it is trained.
struct ClassifierRun {
    EfficientNet network;
    ClassifierConfig config; ///< As exported; the image size follows the stage of training.
    std::vector<torch::Tensor> parameters;
    MovingAverage average;
    torch::optim::AdamW optimizer;
    OrthogonalMomentum momentum;
    TrainingState state;

    explicit ClassifierRun(const ClassifierRecipe &recipe);
};

/// Fresh weights from the recipe's seed.
std::unique_ptr<ClassifierRun> makeClassifierRun(const ClassifierRecipe &recipe);

/// What the network says of pairs, in the rows of ClassifierBatch.
struct ScoredPairs {
    torch::Tensor logits; ///< [2 pairs, labels]
    torch::Tensor labels; ///< [2 pairs, labels]
    torch::Tensor turned; ///< [pairs]
};

/// In evaluation mode, at the config's image size.
ScoredPairs scorePairs(ClassifierRun &run, const PairCorpus &corpus, const std::vector<LabelledPair> &pairs);

} // namespace cf
