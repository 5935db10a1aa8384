// Several seeds in one batch: each answer is the one that its seed gives alone, and the spread says how they differ.

#include "core/editing/engine/latent/SpreadOverSeeds.h"
#include "tests/editing/EditorRuns.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <cstdlib>

using namespace cf;

namespace {

namespace fs = std::filesystem;

/// Rows of a batch may be summed in another order than a row alone.
bool nearlyEqual(const StoredImage &a, const StoredImage &b)
{
    bool near = a.sameSizeAs(b);
    for (std::size_t index = 0; near && index < a.pixels.size(); ++index)
        near = std::abs(a.pixels[index] - b.pixels[index]) <= 1;
    return near;
}

void eachSeedGivesWhatItGivesAlone(const fs::path &model, const std::string &method)
{
    const auto editor = test::openForgetful(model);
    EditRequest request = test::removalRequest(method);
    request.parameters = { { "detail_gate", 0.0 } };
    request.seeds = 3;
    const EditResult all = test::runEdit(*editor, request);
    CF_CHECK(all.candidates.size() == 3 && all.candidates[0].isChosen && all.spread.has_value());
    CF_EQUAL(all.counterfactual.stored, all.candidates[0].stored);
    CF_EQUAL(all.spread->seeds, std::vector<std::uint64_t>({ 7, 8, 9 }));
    request.seeds = 1;
    if (method == "direct")
        request.parameters["eta"] = 1.0; // What several seeds ask for by themselves.
    CF_CHECK(method != "direct" || all.provenance.parameters.at("eta") == 1.0);
    int evaluations = 0;
    for (std::size_t index = 0; index < 3; ++index) {
        request.seed = 7 + index;
        const EditResult alone = test::runEdit(*editor, request);
        CF_CHECK(nearlyEqual(alone.counterfactual.stored, all.candidates[index].stored));
        CF_CHECK(alone.status == all.candidates[index].status && alone.candidates.empty() && !alone.spread);
        evaluations += alone.metrics.networkEvaluations;
    }
    CF_EQUAL(all.metrics.networkEvaluations, evaluations);
    CF_CHECK(!(all.candidates[0].stored == all.candidates[1].stored));
    CF_CHECK(all.spread->meanDeviation > 0.0 && all.spread->deviation.sameSizeAs(request.source.stored));
    CF_CHECK(all.spread->largestDeviation >= all.spread->meanDeviation);
    // The same batch again is the same to the last bit.
    request.seed = 7;
    request.seeds = 3;
    const EditResult again = test::runEdit(*editor, request);
    CF_CHECK(again.counterfactual == all.counterfactual && again.spread->deviation == all.spread->deviation);
}

/// What a removal takes away is the mean of several draws of noise: chance has less of a say than in one draw. Of an
/// addition, one draw is shown as it is.
void aRemovalIsTheMeanOfItsDraws(const fs::path &model)
{
    const auto editor = test::openForgetful(model);
    EditRequest request = test::removalRequest("instruct");
    request.seeds = 4;
    const auto run = [&](double draws) {
        request.parameters = { { "detail_gate", 0.0 }, { "shrink_noise", 0.0 }, { "draws", draws },
            { "mask_from", 0.0 } }; // Weights by chance answer wildly; a mask from the start holds them in bounds.
        return test::runEdit(*editor, request);
    };
    const double one = run(1.0).spread->meanDeviation;
    const double nine = run(9.0).spread->meanDeviation;
    const EditResult asItWants = run(0.0);
    std::printf("deviation over seeds: one draw %.3f, nine %.3f, as it wants %.3f stored units\n", one, nine,
        asItWants.spread->meanDeviation);
    CF_LESS(nine, 0.8 * one); // A third in the latent; the decoder, of random weights, is far from linear.
    CF_CHECK(asItWants.spread->meanDeviation < 0.9 * one && asItWants.metrics.networkEvaluations > 4 * request.steps);
    request.edits.front().action = EditAction::Add;
    CF_EQUAL(run(0.0).metrics.networkEvaluations, 4 * request.steps);
}

void onlySomeMethodsTakeSeeds(const fs::path &model)
{
    const auto editor = test::openEditor(model);
    for (const char *method : { "prism", "insertion" }) {
        EditRequest request = test::removalRequest(method);
        request.seeds = 2;
        const auto result = editor->edit(request, {}, {});
        CF_CHECK(!result && result.error().code == ErrorCode::InvalidInput);
        CF_CHECK(result.error().message.find("seed") != std::string::npos);
    }
    EditRequest request = test::removalRequest("flow");
    for (const int seeds : { 0, -1, 1000 }) {
        request.seeds = seeds;
        CF_CHECK(!editor->edit(request, {}, {}).has_value());
    }
}

void timesAddUp(const fs::path &model)
{
    const EditResult result = test::runEdit(*test::openEditor(model), test::removalRequest("flow"));
    double sum = 0.0;
    for (const StageTime &stage : result.metrics.stages)
        sum += stage.seconds;
    CF_CHECK(result.metrics.stages.size() >= 5 && std::abs(sum - result.metrics.seconds) < 1e-9);
}

GreyImage withSquare(float grey)
{
    GreyImage image(128, 128, 0.5F);
    for (int y = 40; y < 80; ++y)
        for (int x = 40; x < 80; ++x)
            image.at(x, y) += grey;
    return image;
}

void spreadOfKnownPictures()
{
    Radiograph source;
    source.bitsStored = 12;
    source.stored = StoredImage(256, 256, 2048);
    source.windowCenter = 2048.0;
    source.windowWidth = 4096.0;
    source.voiFunction = VoiFunction::LinearExact;
    const Letterbox letterbox = *fitIntoSquare(source, 128);
    MaskImage region(256, 256);
    for (int y = 90; y < 150; ++y)
        for (int x = 90; x < 150; ++x)
            region.at(x, y) = 1.0F;
    const GreyImage flat(128, 128, 0.5F);
    const SeedSpread same =
        spreadOverSeeds(source, letterbox, { 1, 2 }, { withSquare(0.1F), withSquare(0.1F) }, flat, region);
    CF_CHECK(same.meanDeviation < 1e-6 && same.regionAgreement == 1.0 && same.agreement.at(120, 120) > 0.999F);
    CF_CHECK(std::abs(same.meanChange.at(120, 120) - 409.6F) < 0.5F && same.meanChange.at(10, 10) == 0.0F);
    // Grey ±0.1 is ±409.6 stored values: a deviation of the sample of 409.6 · √2.
    const SeedSpread opposite =
        spreadOverSeeds(source, letterbox, { 1, 2 }, { withSquare(0.1F), withSquare(-0.1F) }, flat, region);
    CF_NEAR(opposite.deviation.at(120, 120), 579.3F, 1.0F);
    CF_CHECK(opposite.regionAgreement == 0.0 && opposite.agreement.at(120, 120) <= 0.5F);
    source.photometric = Photometric::Monochrome1; // Lighter is now a smaller stored value.
    const SeedSpread inverted =
        spreadOverSeeds(source, letterbox, { 1, 2 }, { withSquare(0.1F), withSquare(0.1F) }, flat, region);
    CF_CHECK(inverted.meanChange.at(120, 120) < -400.0F && inverted.deviation.at(120, 120) >= 0.0F);
}

} // namespace

int main()
{
    const test::TemporaryFolder folder;
    const fs::path &scratch = folder.path();
    CF_CHECK(test::writeTinyModel(scratch / "paired").has_value());
    CF_CHECK(test::writeTinyModel(scratch / "plain", { false, 1.0, "flow" }).has_value());
    eachSeedGivesWhatItGivesAlone(scratch / "paired", "instruct");
    eachSeedGivesWhatItGivesAlone(scratch / "plain", "flow");
    eachSeedGivesWhatItGivesAlone(scratch / "plain", "direct");
    aRemovalIsTheMeanOfItsDraws(scratch / "paired");
    onlySomeMethodsTakeSeeds(scratch / "plain");
    timesAddUp(scratch / "plain");
    spreadOfKnownPictures();
}
