#include "core/diffusion/runtime/CancellationPoint.h"

#include "core/diffusion/models/UNet.h"
#include "core/diffusion/runtime/TorchBorder.h"
#include "tests/support/Check.h"

#include <stop_token>

using namespace cf;

namespace {

UNet2DConditionModel smallNetwork()
{
    UNetConfig config;
    config.blockOutChannels = { 8, 8 };
    config.downAttention = { true, true };
    config.upAttention = { true, true };
    config.heads = { 2, 2 };
    config.layersPerBlock = 1;
    config.crossAttentionWidth = 4;
    config.normGroups = 4;
    torch::manual_seed(1);
    return UNet2DConditionModel(config);
}

/// Counts the attention layers that a call reaches, and may stop request at the first.
class Onlooker final : public AttentionControl
{
public:
    explicit Onlooker(std::stop_source *stopsAtFirst = nullptr)
        : m_stop(stopsAtFirst)
    {
    }
    bool wants(const AttentionPlace &) const override
    {
        ++layers;
        if (m_stop != nullptr)
            m_stop->request_stop();
        return false;
    }
    torch::Tensor apply(const AttentionPlace &, torch::Tensor probabilities) override { return probabilities; }
    mutable int layers = 0;

private:
    std::stop_source *m_stop;
};

torch::Tensor call(UNet2DConditionModel &network, AttentionControl *control)
{
    return network->forward(torch::ones({ 1, 4, 8, 8 }), torch::tensor({ 500 }), torch::ones({ 1, 3, 4 }), control);
}

void aCallIsLeftBeforeItsNextLayer()
{
    auto network = smallNetwork();
    Onlooker patient;
    call(network, &patient);
    CF_LESS(4, patient.layers);

    std::stop_source source;
    const JobContext job(source.get_token(), {});
    Onlooker hurried(&source);
    const auto left = atTorchBorder("The edit", [&]() -> Result<torch::Tensor> {
        const StopGuard stops(job);
        return call(network, &hurried);
    });
    CF_CHECK(!left && left.error().code == ErrorCode::Cancelled);
    CF_EQUAL(hurried.layers, 1);
}

/// A guard that is gone stops nobody, and the wish of one job is not heard by another.
void onlyTheInnermostGuardCounts()
{
    auto network = smallNetwork();
    std::stop_source source;
    source.request_stop();
    const JobContext stopped(source.get_token(), {});
    const JobContext running;
    {
        const StopGuard outer(stopped);
        const StopGuard inner(running);
        CF_EQUAL(call(network, nullptr).size(1), 4);
    }
    CF_EQUAL(call(network, nullptr).size(1), 4);
}

void gradientsAreLeftToo()
{
    auto network = smallNetwork();
    std::stop_source source;
    const JobContext job(source.get_token(), {});
    const auto left = atTorchBorder("The edit", [&]() -> Result<> {
        const StopGuard stops(job);
        const torch::Tensor loss = call(network, nullptr).square().mean();
        source.request_stop();
        loss.backward();
        return {};
    });
    CF_CHECK(!left && left.error().code == ErrorCode::Cancelled);
    CF_CHECK(!network->conv_in->weight.grad().defined()); // The first layer's gradient would have come last.
}

void stripsAreTheConvolution()
{
    const torch::NoGradGuard noGrad;
    torch::manual_seed(2);
    auto conv = convolution(5, 7, 3);
    for (const std::int64_t rows : { 1, 4, 11, 40 }) {
        const torch::Tensor image = torch::randn({ 2, 5, 11, 9 });
        const torch::Tensor whole = conv(image);
        const torch::Tensor strips = convolvedInStrips(conv, image, rows);
        CF_EQUAL(strips.sizes(), whole.sizes());
        CF_LESS((strips - whole).abs().max().item<double>(), 1e-5);
    }
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    aCallIsLeftBeforeItsNextLayer();
    onlyTheInnermostGuardCounts();
    gradientsAreLeftToo();
    stripsAreTheConvolution();
}
