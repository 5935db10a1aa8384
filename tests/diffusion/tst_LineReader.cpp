#include "core/diffusion/readers/LineReader.h"
#include "tests/support/Check.h"

using namespace cf;

namespace {

void aConfigThatCannotBeIsRefusedWithAReason()
{
    for (const char *wrong : { R"({"kinds": []})", R"({"features": 0, "kinds": ["A"]})",
             R"({"kinds": ["A"], "hidden": [100000]})", R"({"kinds": ["A"], "features": "many"})", "[" }) {
        const auto config = LineReaderConfig::fromText(wrong);
        CF_CHECK(!config.has_value() && !config.error().message.empty());
    }
}

void stretchesAreReadEachByItself()
{
    const auto config =
        LineReaderConfig::fromText(R"({"features": 6, "hidden": [5, 4], "kinds": ["A", "B"], "maps": ["A", "M"]})");
    CF_CHECK(config.has_value() && config->trusted.empty() && config->maps.size() == 2);
    const torch::NoGradGuard noGradient;
    torch::manual_seed(3);
    LineReader reader(*config);
    const torch::Tensor features = torch::randn({ 7, 6 });
    const torch::Tensor all = reader->forward(features);
    CF_EQUAL(all.sizes(), torch::IntArrayRef({ 7, 2 }));
    CF_CHECK(torch::allclose(all.narrow(0, 3, 1), reader->forward(features.narrow(0, 3, 1)), 1e-5, 1e-6));
    CF_EQUAL(reader->forward(torch::empty({ 0, 6 })).size(0), 0);
}

/// What is centred and scaled is part of the weights: other units with other numbers give the same answer.
void featuresAreCentredAndScaledFirst()
{
    const auto config = LineReaderConfig::fromText(R"({"features": 3, "hidden": [4], "kinds": ["A"]})");
    const torch::NoGradGuard noGradient;
    LineReader reader(*config);
    const torch::Tensor features = torch::randn({ 5, 3 });
    const torch::Tensor plain = reader->forward(features);
    reader->mean.fill_(7.0F);
    reader->scale.fill_(0.1F);
    CF_CHECK(torch::allclose(plain, reader->forward(features * 10.0 + 7.0), 1e-4, 1e-5));
}

} // namespace

int main()
{
    aConfigThatCannotBeIsRefusedWithAReason();
    stretchesAreReadEachByItself();
    featuresAreCentredAndScaledFirst();
}
