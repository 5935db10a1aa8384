// What the remover promises whatever its weights: nothing changes where the mask is 0, tiles answer as the whole does,
// and the kinds that it is told are heard.

#include "core/diffusion/models/Remover.h"
#include "tests/support/Check.h"

#include "core/diffusion/runtime/Torch.h"

using namespace cf;

namespace {

Remover makeRemover()
{
    torch::manual_seed(3);
    const auto config = RemoverConfig::fromText(
        R"({"block_out_channels": [4, 8, 8], "mid_dilations": [1, 2], "band_radii": [2, 5], "kinds": ["Pacemaker", "ECG Leads"]})");
    CF_CHECK(config.has_value() && config->stride() == 8);
    return Remover(*config);
}

/// Three planes, 0 or negative.
torch::Tensor bandsOf(const torch::Tensor &picture)
{
    return -torch::cat({ picture, picture * 0.5, picture * 0.25 }, 1).abs();
}

void nothingChangesOutsideTheMask()
{
    Remover network = makeRemover();
    const torch::Tensor picture = torch::randn({ 2, 1, 48, 64 });
    torch::Tensor mask = torch::zeros({ 2, 1, 48, 64 });
    mask.narrow(2, 10, 20).narrow(3, 30, 10).fill_(1.0);
    const Removal said = network->forward(picture, mask, bandsOf(picture), torch::zeros({ 2, 2 }));
    CF_CHECK(said.change.sizes() == picture.sizes() && said.grain.sizes() == picture.sizes());
    CF_CHECK(torch::equal(said.change * (1.0 - mask), torch::zeros_like(mask)));
    CF_LESS(0.0, said.change.abs().sum().item<double>());
}

void aTileAnswersAsTheWholeWhereItSeesEnough()
{
    Remover network = makeRemover();
    const torch::Tensor picture = torch::randn({ 1, 1, 256, 256 });
    const torch::Tensor mask = torch::ones_like(picture);
    const torch::Tensor kinds = torch::zeros({ 1, 2 });
    const torch::Tensor whole = network->forward(picture, mask, bandsOf(picture), kinds).change;
    // Two blocks of dilation 2 on a grid of 8 pixels and the finer levels reach less than 96 pixels.
    const torch::Tensor tile =
        network->forward(picture.narrow(3, 0, 224), mask.narrow(3, 0, 224), bandsOf(picture).narrow(3, 0, 224), kinds)
            .change;
    CF_CHECK(torch::allclose(whole.narrow(3, 0, 128), tile.narrow(3, 0, 128), 1e-4, 1e-5));
}

void kindsAreHeard()
{
    Remover network = makeRemover();
    const torch::Tensor picture = torch::randn({ 1, 1, 32, 32 });
    const torch::Tensor mask = torch::ones_like(picture);
    const torch::Tensor untold = network->forward(picture, mask, bandsOf(picture), torch::zeros({ 1, 2 })).change;
    const torch::Tensor first =
        network->forward(picture, mask, bandsOf(picture), torch::tensor({ { 1.0F, 0.0F } })).change;
    const torch::Tensor second =
        network->forward(picture, mask, bandsOf(picture), torch::tensor({ { 0.0F, 1.0F } })).change;
    CF_CHECK(!torch::equal(untold, first) && !torch::equal(first, second));
}

void brokenConfigsAreExplained()
{
    CF_CHECK(!RemoverConfig::fromText("{}")); // No kinds.
    CF_CHECK(!RemoverConfig::fromText(R"({"kinds": ["Pacemaker"], "block_out_channels": [4, 99999]})"));
    CF_CHECK(!RemoverConfig::fromText(R"({"kinds": ["Pacemaker"], "mid_dilations": [100]})"));
    CF_CHECK(!RemoverConfig::fromText(R"({"kinds": ["Pacemaker"], "band_radii": [5, 3]})"));
    CF_CHECK(!RemoverConfig::fromText("no json"));
}

} // namespace

int main()
{
    const torch::NoGradGuard noGrad;
    torch::set_num_threads(1);
    nothingChangesOutsideTheMask();
    aTileAnswersAsTheWholeWhereItSeesEnough();
    kindsAreHeard();
    brokenConfigsAreExplained();
}
