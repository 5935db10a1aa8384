#include "core/training/loop/OrthogonalMomentum.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace cf {

namespace {

/// Inner weight matrices; a first or last layer, or an embedding, has rows of its own meaning each.
bool isServed(const std::string &name, const torch::Tensor &parameter)
{
    if (parameter.dim() < 2 || parameter.size(1) == 1) // Depthwise: no matrix, one filter a channel.
        return false;
    for (const char *outer : { "conv_in.", "conv_out.", "quant_conv.", "embedding", "features.0.0.", "classifier.1." })
        if (name.find(outer) != std::string::npos)
            return false;
    return true;
}

} // namespace

torch::Tensor orthogonalised(const torch::Tensor &matrix)
{
    const bool tall = matrix.size(0) > matrix.size(1);
    torch::Tensor x = tall ? matrix.t() : matrix;
    x = x / (x.norm() + 1e-7);
    // The quintic of the reference: steepest at nought that still keeps every singular value near 1.
    constexpr double a = 3.4445, b = -4.7750, c = 2.0315;
    for (int iteration = 0; iteration < 5; ++iteration) {
        const torch::Tensor gram = x.matmul(x.t());
        const torch::Tensor polynomial = torch::addmm(gram, gram, gram, b, c);
        x = torch::addmm(x, polynomial, x, a, 1.0);
    }
    return tall ? x.t() : x;
}

OrthogonalMomentum::OrthogonalMomentum(const torch::nn::Module &module)
{
    for (const auto &parameter : module.named_parameters()) {
        if (!isServed(parameter.key(), parameter.value()))
            continue;
        m_parameters.push_back(parameter.value());
        m_momenta.push_back(torch::zeros_like(parameter.value()));
    }
}

void OrthogonalMomentum::step(double learningRate, double weightDecay)
{
    const torch::NoGradGuard noGrad;
    constexpr double momentum = 0.95;
    for (std::size_t index = 0; index < m_parameters.size(); ++index) {
        torch::Tensor &parameter = m_parameters[index];
        if (!parameter.grad().defined())
            continue;
        torch::Tensor &buffer = m_momenta[index];
        buffer.lerp_(parameter.grad(), 1.0 - momentum);
        const torch::Tensor ahead = parameter.grad().lerp(buffer, momentum).flatten(1);
        const double matched = 0.2 * std::sqrt(static_cast<double>(std::max(ahead.size(0), ahead.size(1))));
        parameter.mul_(1.0 - learningRate * weightDecay);
        parameter.sub_(orthogonalised(ahead).reshape(parameter.sizes()), learningRate * matched);
        parameter.mutable_grad().reset();
    }
}

} // namespace cf
