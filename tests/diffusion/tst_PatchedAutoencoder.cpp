#include "core/diffusion/models/Autoencoder.h"

#include "tests/support/Check.h"

using namespace cf;

namespace {

void patchesNeedMatchingChannels()
{
    const auto wrong = AutoencoderConfig::fromText(R"({"in_channels": 3, "out_channels": 3, "patch_size": 4})");
    CF_CHECK(!wrong && wrong.error().message.find("patch_size") != std::string::npos);
    CF_CHECK(!AutoencoderConfig::fromText(R"({"in_channels": 0, "out_channels": 0, "patch_size": 0})"));
}

void theScaleCountsPatchesAndLevels()
{
    const auto config = AutoencoderConfig::fromText(
        R"({"in_channels": 16, "out_channels": 16, "patch_size": 4, "block_out_channels": [8, 8, 8],
        "layers_per_block": 1, "norm_num_groups": 4, "latent_channels": 5})")
                            .value();
    CF_EQUAL(config.downscale(), 16);
    torch::manual_seed(1);
    AutoencoderKL autoencoder(config);
    const torch::NoGradGuard noGrad;
    const torch::Tensor image = torch::rand({ 2, 3, 64, 96 });
    const torch::Tensor latent = autoencoder->encodeMean(image);
    CF_EQUAL(latent.sizes(), (torch::IntArrayRef{ 2, 5, 4, 6 }));
    const torch::Tensor decoded = autoencoder->decode(latent);
    CF_EQUAL(decoded.sizes(), (torch::IntArrayRef{ 2, 3, 64, 96 }));
    // Grey in, grey out: the three channels are one.
    CF_CHECK(torch::equal(decoded.narrow(1, 0, 1), decoded.narrow(1, 2, 1)));
    const torch::Tensor grey = image.mean(1, true).expand({ -1, 3, -1, -1 }).contiguous();
    CF_CHECK(torch::allclose(latent, autoencoder->encodeMean(grey), 1e-5, 1e-5));
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    patchesNeedMatchingChannels();
    theScaleCountsPatchesAndLevels();
}
