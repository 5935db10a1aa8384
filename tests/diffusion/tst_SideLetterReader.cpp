// The reader of side letters: what its config may say, and that a window in a mirror is read as in a mirror.

#include "core/diffusion/readers/SideLetterReader.h"
#include "tests/support/Check.h"

using namespace cf;

int main()
{
    for (const char *wrong : { "{", R"({"channels": []})", R"({"channels": [4, 4, 4], "width": 60})",
             R"({"channels": [100000]})", R"({"threshold": 0})", R"({"height": 4})" }) {
        const auto config = SideLetterConfig::fromText(wrong);
        CF_CHECK(!config && !config.error().message.empty());
    }
    const auto config =
        SideLetterConfig::fromText(R"({"channels": [4, 6], "width": 16, "height": 8, "threshold": 0.7})");
    CF_CHECK(config && config->threshold == 0.7);
    torch::manual_seed(3);
    SideLetterReader reader(*config);
    const torch::NoGradGuard noGradient;
    const torch::Tensor windows = torch::randn({ 5, 2, 8, 16 });
    const torch::Tensor said = reader->forward(windows);
    const torch::Tensor mirrored = reader->forward(windows.flip(3));
    CF_EQUAL(said.sizes(), torch::IntArrayRef({ 5, 5 }));
    using Class = SideLetterReaderImpl;
    for (const auto &[one, other] : { std::pair{ Class::Left, Class::MirroredLeft },
             { Class::Right, Class::MirroredRight }, { Class::Other, Class::Other } }) {
        CF_CHECK(torch::allclose(said.select(1, one), mirrored.select(1, other), 1e-4, 1e-5));
        CF_CHECK(torch::allclose(said.select(1, other), mirrored.select(1, one), 1e-4, 1e-5));
    }
}
