// A model with a reader of lines removes a wire that nobody marked: whole, and nothing but the wire.

#include "core/diffusion/readers/LineReader.h"
#include "core/diffusion/readers/Segmenter.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "core/imaging/lines/LineWindows.h"
#include "tests/editing/EditorRuns.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/TemporaryFolder.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>

using namespace cf;

namespace {

constexpr int side = 256;

double wireAt(int y)
{
    return 70.0 + 0.4 * y;
}

Radiograph film(bool withWire)
{
    Radiograph radiograph;
    radiograph.bitsStored = 12;
    radiograph.stored = StoredImage(side, side);
    radiograph.windowCenter = 2048.0;
    radiograph.windowWidth = 4096.0;
    RandomStream stream(5);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double away = (x - wireAt(y)) / 1.3;
            const bool reaches = y > 20 && y < 236;
            radiograph.stored.at(x, y) = static_cast<std::int32_t>(1500 + 2 * x
                + (withWire && reaches ? 700.0 * std::exp(-0.5 * away * away) : 0.0) + 12 * stream.normal());
        }
    return radiograph;
}

template <typename Module> void writeWeights(const Module &module, const std::filesystem::path &folder)
{
    TensorMap tensors;
    for (const auto &parameter : module->named_parameters())
        tensors[parameter.key()] = parameter.value().detach().clone();
    CF_CHECK(writeSafetensors(folder / "model.safetensors", tensors).has_value());
}

/// A segmenter that sees nothing, and a reader that takes every line for an ECG lead.
void writeReaders(const std::filesystem::path &model, const std::string &mapsOfReader)
{
    const torch::NoGradGuard noGradient;
    const std::string segmenter = R"({"block_out_channels": [8, 16], "layers_per_level": [1, 1], "image_size": 256,
        "maps": ["ECG Leads", "Pacemaker"], "labels": [], "trusted": [], "trusted_maps": []})";
    std::filesystem::create_directories(model / "segmenter");
    std::ofstream(model / "segmenter" / "config.json") << segmenter;
    Segmenter network(SegmenterConfig::fromText(segmenter).value());
    network->conv_out->weight.zero_();
    network->conv_out->bias.fill_(-6.0F);
    writeWeights(network, model / "segmenter");

    const std::string reader = R"({"features": )" + std::to_string(lineFeatureCount(2))
        + R"(, "hidden": [4], "kinds": ["ECG Leads"], "trusted": ["ECG Leads"], "maps": )" + mapsOfReader + "}";
    std::filesystem::create_directories(model / "line-reader");
    std::ofstream(model / "line-reader" / "config.json") << reader;
    LineReader lines(LineReaderConfig::fromText(reader).value());
    lines->layers[1]->as<torch::nn::Linear>()->weight.zero_();
    lines->layers[1]->as<torch::nn::Linear>()->bias.fill_(4.0F);
    writeWeights(lines, model / "line-reader");
}

EditRequest removal()
{
    EditRequest request;
    request.source = film(true);
    request.prompt = "remove the ECG leads";
    request.edits = { { EditAction::Remove, Target::EcgLeads, Side::None, Zone::None, Severity::None } };
    request.captions = { "do nothing", "remove ecg leads", { "ecg leads" } };
    request.method = "remove";
    return request;
}

void aWireThatNobodyMarkedGoesWhole(const std::filesystem::path &model)
{
    const auto editor = test::openForgetful(model);
    const EditRequest request = removal();
    const EditResult result = test::runEdit(*editor, request);
    CF_CHECK(!result.regionIsDrawn && result.metrics.outsideChangedValues == 0);
    const Radiograph without = film(false);
    double left = 0.0;
    double wire = 0.0;
    double far = 0.0;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double asked = request.source.stored.at(x, y) - without.stored.at(x, y);
            const double rest = result.counterfactual.stored.at(x, y) - without.stored.at(x, y);
            if (std::abs(x - wireAt(y)) < 6.0) {
                wire += asked * asked;
                left += rest * rest;
            } else if (std::abs(x - wireAt(y)) > 20.0) {
                const double changed = result.counterfactual.stored.at(x, y) - request.source.stored.at(x, y);
                far += changed * changed;
            }
        }
    // To this reader any line is a lead, even one that grain makes; of those next to nothing is there to be taken.
    std::printf("of the wire's energy %.3f is left; far away %.4f of it changed\n", left / wire, far / wire);
    CF_CHECK(left < 0.1 * wire && far < 0.01 * wire);
    const EditResult again = test::runEdit(*editor, request);
    CF_EQUAL(again.counterfactual, result.counterfactual);
}

/// Half of it, by a mask: the other half keeps every value.
void aMaskDecidesHowMuchGoes(const std::filesystem::path &model)
{
    const auto editor = test::openForgetful(model);
    EditRequest request = removal();
    request.mask = MaskImage(side, side);
    for (int y = 0; y < side / 2; ++y)
        for (int x = 0; x < side; ++x)
            request.mask.at(x, y) = 1.0F;
    const EditResult result = test::runEdit(*editor, request);
    CF_CHECK(result.regionIsDrawn);
    for (int y = side / 2; y < side; ++y)
        for (int x = 0; x < side; ++x)
            CF_EQUAL(result.counterfactual.stored.at(x, y), request.source.stored.at(x, y));
    const int x = static_cast<int>(std::lround(wireAt(70)));
    CF_LESS(400, request.source.stored.at(x, 70) - result.counterfactual.stored.at(x, 70));
}

void aReaderOfAnotherSegmenterIsRefused(const std::filesystem::path &model)
{
    writeReaders(model, R"(["Pacemaker", "ECG Leads"])");
    const auto refused = loadEditor(model);
    CF_CHECK(!refused && refused.error().message.find("line reader") != std::string::npos);
}

} // namespace

int main()
{
    const test::TemporaryFolder folder;
    test::TinyModelOptions options;
    options.hasRemover = true;
    const auto model = folder.path() / "model";
    CF_CHECK(test::writeTinyModel(model, options).has_value());
    writeReaders(model, R"(["ECG Leads", "Pacemaker"])");
    aWireThatNobodyMarkedGoesWhole(model);
    aMaskDecidesHowMuchGoes(model);
    aReaderOfAnotherSegmenterIsRefused(model);
}
