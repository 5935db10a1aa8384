// The reader of electrodes: what its config may say, and that an electrode has no right way up.

#include "core/diffusion/readers/ElectrodeReader.h"
#include "tests/support/Check.h"

using namespace cf;

int main()
{
    for (const char *wrong : { "{", R"({"channels": []})", R"({"channels": [4, 4, 4], "side": 20})",
             R"({"channels": [100000]})", R"({"threshold": 1})", R"({"side": 4})" }) {
        const auto config = ElectrodeReaderConfig::fromText(wrong);
        CF_CHECK(!config && !config.error().message.empty());
    }
    const auto config = ElectrodeReaderConfig::fromText(R"({"channels": [4, 6], "side": 16, "threshold": 0.7})");
    CF_CHECK(config && config->threshold == 0.7);
    torch::manual_seed(3);
    ElectrodeReader reader(*config);
    reader->eval();
    const torch::NoGradGuard noGradient;
    const torch::Tensor windows = torch::randn({ 5, 2, 16, 16 });
    const torch::Tensor said = reader->forward(windows);
    CF_EQUAL(said.sizes(), torch::IntArrayRef({ 5 }));
    for (const torch::Tensor &other : { windows.flip(3), windows.flip(2), windows.flip({ 2, 3 }) })
        CF_CHECK(torch::allclose(said, reader->forward(other), 1e-4, 1e-5));
    CF_CHECK(!torch::allclose(said, reader->forward(torch::randn({ 5, 2, 16, 16 })), 1e-4, 1e-5));
}
