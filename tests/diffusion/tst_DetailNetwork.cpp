#include "core/diffusion/models/DetailNetwork.h"

#include "tests/support/Check.h"

using namespace cf;

namespace {

DetailNetwork makeNetwork()
{
    torch::manual_seed(1);
    return DetailNetwork(DetailConfig::fromText(R"({"block_out_channels": [4, 8], "words_width": 6})").value());
}

struct Pictures {
    torch::Tensor source = torch::rand({ 2, 1, 96, 128 });
    torch::Tensor reconstruction = torch::rand({ 2, 1, 96, 128 });
    torch::Tensor edited = torch::rand({ 2, 1, 96, 128 });
    torch::Tensor words = torch::rand({ 2, 6 });
};

void withoutItsLastLayerItSaysWhatTheDecoderSays()
{
    DetailNetwork network = makeNetwork();
    const Pictures pictures;
    network->conv_out->weight.zero_();
    network->conv_out->bias.zero_();
    const torch::Tensor change =
        network->forward(pictures.source, pictures.reconstruction, pictures.edited, pictures.words);
    CF_CHECK(torch::equal(change, pictures.edited - pictures.reconstruction));
}

/// What it learns on crops holds for whole images: far from a crop's edges both give the same.
void aCropIsTreatedAsTheWhole()
{
    DetailNetwork network = makeNetwork();
    const Pictures pictures;
    const torch::Tensor whole =
        network->forward(pictures.source, pictures.reconstruction, pictures.edited, pictures.words);
    const auto cut = [](const torch::Tensor &image) { return image.slice(2, 16, 80).slice(3, 32, 96).contiguous(); };
    const torch::Tensor crop =
        network->forward(cut(pictures.source), cut(pictures.reconstruction), cut(pictures.edited), pictures.words);
    const auto inner = [](const torch::Tensor &image) { return image.slice(2, 24, 40).slice(3, 24, 40); };
    CF_CHECK(torch::allclose(inner(cut(whole)), inner(crop), 1e-4, 1e-5));
}

void itHearsTheWords()
{
    DetailNetwork network = makeNetwork();
    const Pictures pictures;
    const torch::Tensor change =
        network->forward(pictures.source, pictures.reconstruction, pictures.edited, pictures.words);
    const torch::Tensor other =
        network->forward(pictures.source, pictures.reconstruction, pictures.edited, torch::zeros_like(pictures.words));
    CF_CHECK(!torch::allclose(change, other));
}

void wrongConfigsAreNamed()
{
    const auto refused = [](const char *json, const char *word) {
        const auto config = DetailConfig::fromText(json);
        CF_CHECK(!config && config.error().message.find(word) != std::string::npos);
    };
    refused(R"({"block_out_channels": [4, 4, 4, 4, 4, 4, 4]})", "levels");
    refused(R"({"block_out_channels": [4096]})", "2048");
    refused(R"({"words_width": 0})", "words_width");
    refused("[]", "object");
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    const torch::NoGradGuard noGrad;
    withoutItsLastLayerItSaysWhatTheDecoderSays();
    aCropIsTreatedAsTheWhole();
    itHearsTheWords();
    wrongConfigsAreNamed();
}
