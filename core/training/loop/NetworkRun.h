#pragma once

#include "core/training/loop/OrthogonalMomentum.h"
#include "core/training/loop/TrainingState.h"
#include "core/training/recipe/Recipe.h"

#include "core/diffusion/runtime/Torch.h"

#include <string>
#include <vector>

namespace cf {

/// A single network while it is trained: inner matrices by orthogonalised momentum, the rest by AdamW; what is exported
/// is the moving average. `Network` is a LibTorch module holder that is made from its config.
template <typename Network> struct NetworkRun {
    Network network;
    std::vector<torch::Tensor> parameters;
    MovingAverage average;
    torch::optim::AdamW optimizer;
    OrthogonalMomentum momentum;
    TrainingState state;

    /// `name`: under which the saved state keeps the network.
    template <typename Config>
    NetworkRun(const Config &config, const std::string &name, const LoopRecipe &recipe, double emaCap)
        : network(config)
        , parameters(network->parameters())
        , average(parameters, emaCap)
        , optimizer(parameters, torch::optim::AdamWOptions(recipe.learningRate).betas({ 0.9, 0.99 }).weight_decay(0.0))
        , momentum(*network)
    {
        state.modules = { { name, network.ptr().get() } };
        state.optimizer = &optimizer;
        state.average = &average;
        state.tensors = { { "momentum", &momentum.values() } };
    }
    NetworkRun(const NetworkRun &) = delete;

    /// To be called after backward(): clips the gradients and steps the inner matrices.
    void afterBackward(double clipNorm, double learningRate)
    {
        torch::nn::utils::clip_grad_norm_(parameters, clipNorm);
        momentum.step(learningRate, 0.0);
    }
};

} // namespace cf
