#include "core/diffusion/measuring/EngineBenchmark.h"
#include "core/diffusion/measuring/FlopCounter.h"
#include "tests/support/Check.h"

#include "core/diffusion/runtime/Torch.h"

using namespace cf;

namespace {

void productsAndConvolutionsAreCounted()
{
    const torch::Tensor left = torch::rand({ 8, 16 });
    CF_EQUAL(countFlops([&] { torch::mm(left, torch::rand({ 16, 4 })); }).products, 2.0 * 8 * 16 * 4);
    CF_EQUAL(countFlops([&] {
        torch::bmm(torch::rand({ 3, 8, 16 }), torch::rand({ 3, 16, 4 }));
    }).products,
        3 * 2.0 * 8 * 16 * 4);
    const FlopCount layer = countFlops([&] { torch::nn::Linear(16, 4)->forward(left); });
    CF_CHECK(layer.products == 2.0 * 8 * 16 * 4 && layer.convolutions == 0.0);
    // 10 × 10 with stride 2 and padding 1 makes 5 × 5 positions.
    const FlopCount convolution = countFlops([&] {
        torch::conv2d(torch::rand({ 2, 4, 10, 10 }), torch::rand({ 6, 4, 3, 3 }), {}, 2, 1);
    });
    CF_CHECK(convolution.convolutions == 2.0 * 2 * 25 * 6 * 4 * 9 && convolution.products == 0.0);
}

void nothingIsCountedAfterwards()
{
    FlopCount count = countFlops([] {});
    torch::mm(torch::rand({ 4, 4 }), torch::rand({ 4, 4 }));
    CF_EQUAL(count.sum(), 0.0);
}

void senselessSettingsAreSaid()
{
    for (const EngineBenchmarkSettings &settings : { EngineBenchmarkSettings{ 7, 2, 2, true },
             EngineBenchmarkSettings{ 64, 0, 2, true }, EngineBenchmarkSettings{ 64, 2, 0, true } }) {
        const auto result = measureEngine(settings, {});
        CF_CHECK(!result && result.error().code == ErrorCode::InvalidInput);
    }
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = measureEngine({}, JobContext(stop.get_token(), {}));
    CF_CHECK(!stopped && stopped.error().code == ErrorCode::Cancelled);
}

} // namespace

int main()
{
    const torch::NoGradGuard noGradient;
    productsAndConvolutionsAreCounted();
    nothingIsCountedAfterwards();
    senselessSettingsAreSaid();
}
