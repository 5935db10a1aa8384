#include "core/training/loop/OrthogonalMomentum.h"

#include "tests/support/Check.h"

using namespace cf;

namespace {

void singularValuesEndNearOne()
{
    torch::manual_seed(3);
    for (const auto &[rows, columns] : { std::pair{ 48, 432 }, std::pair{ 160, 40 }, std::pair{ 96, 96 } }) {
        const torch::Tensor values = std::get<1>(torch::svd(orthogonalised(torch::randn({ rows, columns }))));
        CF_LESS(values.max().item<double>(), 1.3);
        // A square random matrix has singular values near nought; those of the others lie within a decade.
        CF_CHECK(rows == columns || values.min().item<double>() > 0.6);
    }
}

struct Network : torch::nn::Module {
    Network()
    {
        conv_in = register_module("conv_in", torch::nn::Conv2d(torch::nn::Conv2dOptions(1, 4, 3)));
        conv = register_module("conv", torch::nn::Conv2d(torch::nn::Conv2dOptions(4, 4, 3)));
    }
    torch::nn::Conv2d conv_in{ nullptr }, conv{ nullptr };
};

void innerMatricesAreSteppedAndTheRestIsLeftToTheOptimizer()
{
    torch::manual_seed(4);
    Network network;
    OrthogonalMomentum momentum(network);
    CF_EQUAL(momentum.values().size(), 1);
    network.conv(network.conv_in(torch::randn({ 1, 1, 8, 8 }))).square().mean().backward();
    const torch::Tensor outer = network.conv_in->weight.detach().clone();
    const torch::Tensor inner = network.conv->weight.detach().clone();
    momentum.step(0.1, 0.0);
    CF_CHECK(torch::equal(outer, network.conv_in->weight) && network.conv_in->weight.grad().defined());
    CF_CHECK(!torch::equal(inner, network.conv->weight) && !network.conv->weight.grad().defined());
    CF_CHECK(network.conv->bias.grad().defined());
    // 0.2 √36 × the orthogonal step of four rows: the size that the rate promises, within the iteration's tolerance.
    const double size = (network.conv->weight - inner).norm().item<double>() / (0.1 * 0.2 * 6.0);
    CF_CHECK(size > 2.0 * 0.7 && size < 2.0 * 1.3);
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    singularValuesEndNearOne();
    innerMatricesAreSteppedAndTheRestIsLeftToTheOptimizer();
}
