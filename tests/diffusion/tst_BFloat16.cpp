// A UNet that multiplies in bf16 answers nearly what it answers in fp32, in fp32, and can still be learnt through.

#include "core/diffusion/models/UNet.h"
#include "core/diffusion/runtime/Processor.h"
#include "tests/support/Check.h"
#include "tests/support/Skip.h"

#include <cstdio>

using namespace cf;

namespace {

UNet2DConditionModel network()
{
    UNetConfig config;
    config.blockOutChannels = { 32, 64 };
    config.downAttention = { true, true };
    config.upAttention = { true, true };
    config.heads = { 4, 4 };
    config.layersPerBlock = 1;
    config.crossAttentionWidth = 16;
    config.normGroups = 8;
    torch::manual_seed(1);
    return UNet2DConditionModel(config);
}

/// Sees every map; returns it as it is.
class Onlooker final : public AttentionControl
{
public:
    bool wants(const AttentionPlace &) const override { return true; }
    torch::Tensor apply(const AttentionPlace &, torch::Tensor probabilities) override
    {
        CF_EQUAL(probabilities.scalar_type(), torch::kFloat32);
        CF_LESS(((probabilities.sum(-1) - 1.0).abs().max().item<double>()), 1e-5);
        return probabilities;
    }
};

struct Given {
    torch::Tensor sample = torch::randn({ 2, 4, 32, 32 });
    torch::Tensor timesteps = torch::full({ 2 }, 500, torch::kInt64);
    torch::Tensor context = torch::randn({ 2, 7, 16 });
};

void answersNearlyTheSame()
{
    const torch::NoGradGuard noGradient;
    auto unet = network();
    const Given given;
    const torch::Tensor exact = unet->forward(given.sample, given.timesteps, given.context);
    unet->multiplyInBFloat16();
    const torch::Tensor near = unet->forward(given.sample, given.timesteps, given.context);
    CF_EQUAL(near.scalar_type(), torch::kFloat32);
    const double deviation = ((near - exact).norm() / exact.norm()).item<double>();
    std::printf("deviation %.4f\n", deviation);
    CF_CHECK(deviation > 0.0 && deviation < 0.02);
    CF_CHECK(torch::equal(near, unet->forward(given.sample, given.timesteps, given.context)));
    Onlooker onlooker;
    const torch::Tensor watched = unet->forward(given.sample, given.timesteps, given.context, &onlooker);
    CF_LESS(((watched - exact).norm() / exact.norm()).item<double>(), 0.02);
}

void onlyProductsAreInBFloat16()
{
    auto unet = network();
    unet->multiplyInBFloat16();
    const auto format = [&](const char *name) { return unet->named_parameters()[name].scalar_type(); };
    CF_EQUAL(format("down_blocks.0.resnets.0.conv1.weight"), torch::kBFloat16);
    CF_EQUAL(format("mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight"), torch::kBFloat16);
    CF_EQUAL(format("down_blocks.0.resnets.0.norm1.weight"), torch::kFloat32);
    CF_EQUAL(format("mid_block.attentions.0.transformer_blocks.0.norm1.weight"), torch::kFloat32);
    CF_EQUAL(format("time_embedding.linear_1.weight"), torch::kFloat32);
    CF_EQUAL(format("conv_out.weight"), torch::kFloat32);
}

/// Null-text inversion learns an embedding through the network.
void gradientsPassThrough()
{
    auto unet = network();
    unet->multiplyInBFloat16();
    for (torch::Tensor &parameter : unet->parameters())
        parameter.requires_grad_(false);
    Given given;
    given.context.requires_grad_(true);
    unet->forward(given.sample, given.timesteps, given.context).square().mean().backward();
    const torch::Tensor gradient = given.context.grad();
    CF_CHECK(gradient.scalar_type() == torch::kFloat32 && gradient.isfinite().all().item<bool>());
    CF_LESS(0.0, gradient.abs().max().item<double>());
}

} // namespace

int main()
{
    if (!multipliesBFloat16()) {
        test::skipped("all", "this processor has no instructions for bf16");
        return 0;
    }
    answersNearlyTheSame();
    onlyProductsAreInBFloat16();
    gradientsPassThrough();
}
