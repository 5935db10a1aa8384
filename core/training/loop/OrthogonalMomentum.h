#pragma once

#include "core/diffusion/runtime/Torch.h"

#include <vector>

namespace cf {

/// Steps the weight matrices of a network's inner layers along their orthogonalised momentum (Jordan et al. 2024,
/// "Muon"; the size of a step matched to AdamW's as Liu et al. 2025, arXiv 2502.16982, do it, so that one learning rate
/// serves both). Embeddings, norms, biases, first and last layers stay with AdamW. A matrix that was stepped has its
/// gradient taken away, so that the AdamW step that follows passes over it.
class OrthogonalMomentum
{
public:
    /// Takes for its own those parameters of `module` that it serves.
    explicit OrthogonalMomentum(const torch::nn::Module &module);

    /// One step from the gradients as they are now. Momentum 0.95 with Nesterov's look-ahead.
    void step(double learningRate, double weightDecay);
    /// The momenta, for saving and loading.
    std::vector<torch::Tensor> &values() { return m_momenta; }

private:
    std::vector<torch::Tensor> m_parameters;
    std::vector<torch::Tensor> m_momenta;
};

/// The nearest matrix with orthogonal rows or columns, approximately: singular values end near 1 (0.7–1.2). Five
/// Newton–Schulz iterations; `matrix` is [rows, columns].
torch::Tensor orthogonalised(const torch::Tensor &matrix);

} // namespace cf
