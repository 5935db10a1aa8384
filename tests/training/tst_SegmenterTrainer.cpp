#include "core/training/segmenter/SegmenterBatch.h"
#include "core/training/segmenter/SegmenterFigures.h"
#include "core/training/segmenter/SegmenterLoss.h"
#include "core/training/segmenter/SegmenterRun.h"
#include "core/training/segmenter/SegmenterTrainer.h"
#include "core/training/segmenter/samples/SegmenterDistractors.h"
#include "core/training/segmenter/samples/SegmenterSampleMaker.h"
#include "core/training/segmenter/samples/SegmenterTruth.h"

#include "core/base/files/Sha256.h"
#include "core/base/text/JsonFile.h"
#include "core/diffusion/readers/SegmenterPart.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "core/phantom/Phantom.h"
#include "tests/support/Check.h"
#include "tests/support/RunInParts.h"
#include "tests/support/TemporaryFolder.h"

#include "core/diffusion/runtime/Torch.h"
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace cf;

namespace {

SegmenterRecipe smallRecipe()
{
    SegmenterRecipe recipe;
    recipe.imageSize = 64;
    recipe.phantoms = 5;
    recipe.heldBackPhantoms = 3;
    recipe.insertions = 0;
    recipe.heldBackInsertions = 0;
    recipe.config = R"({"block_out_channels": [8, 16], "layers_per_level": [1, 1]})";
    recipe.steps = 6;
    recipe.batch = 2;
    recipe.warmUp = 2;
    recipe.logEvery = 1;
    recipe.checkEvery = 100;
    return recipe;
}

std::vector<torch::Tensor> train(const TrainingFolders &folders, int stepsARun)
{
    const auto recipe = smallRecipe();
    CF_CHECK(makeSegmenterSamples(recipe, folders, {}).has_value());
    test::runInParts(stepsARun, 0, [&](const JobContext &job) { return trainSegmenter(recipe, folders, job); });
    auto run = makeSegmenterRun(recipe).value();
    CF_CHECK(loadState(run->state, folders.state / "segmenter.pt").value());
    CF_EQUAL(run->state.step, recipe.steps);
    return run->average.values();
}

void aRunThatIsInterruptedEndsWithTheSameBytes()
{
    const test::TemporaryFolder first;
    const test::TemporaryFolder second;
    const auto inOneGo = train({ first.path(), {} }, 100);
    const auto inParts = train({ second.path(), {} }, 2);
    CF_CHECK(inOneGo.size() == inParts.size() && !inOneGo.empty());
    for (std::size_t index = 0; index < inOneGo.size(); ++index)
        CF_CHECK(torch::equal(inOneGo[index], inParts[index]));
}

/// A check that fails ends the run with its error, and what is saved goes on as if nothing had been.
void aFailedCheckLeavesTheLiveWeights()
{
    const test::TemporaryFolder whole;
    const test::TemporaryFolder broken;
    const auto undisturbed = train({ whole.path(), {} }, 100);
    const TrainingFolders folders{ broken.path(), {} };
    SegmenterRecipe recipe = smallRecipe();
    recipe.checkEvery = 3;
    CF_CHECK(makeSegmenterSamples(recipe, folders, {}).has_value());
    const auto heldBack = folders.state / "samples" / "held_back.bin";
    std::filesystem::copy_file(heldBack, broken / "kept.bin");
    const auto failed = trainSegmenter(recipe, folders, JobContext({}, [&](const Progress &progress) {
        if (progress.step == recipe.checkEvery)
            std::filesystem::resize_file(heldBack, 0);
    }));
    CF_CHECK(!failed && failed.error().code == ErrorCode::Io);
    std::filesystem::copy_file(broken / "kept.bin", heldBack, std::filesystem::copy_options::overwrite_existing);
    auto run = makeSegmenterRun(recipe).value();
    CF_CHECK(loadState(run->state, folders.state / "segmenter.pt").value());
    CF_EQUAL(run->state.step, recipe.checkEvery);
    const auto finished = train(folders, 100);
    CF_CHECK(finished.size() == undisturbed.size() && !finished.empty());
    for (std::size_t index = 0; index < finished.size(); ++index)
        CF_CHECK(torch::equal(finished[index], undisturbed[index]));
}

void whatIsExportedIsWhatTheConfigSays()
{
    const test::TemporaryFolder folder;
    const TrainingFolders folders{ folder.path(), {} };
    train(folders, 100);
    CF_CHECK(exportSegmenter(smallRecipe(), folders, folder.path() / "model", segmenterPart, {}).has_value());
    const auto config = SegmenterConfig::fromFile(folder.path() / "model" / "segmenter" / "config.json");
    CF_CHECK(config.has_value());
    CF_CHECK(config->maps == seenMapNames() && config->labels == seenLabelNames());
    CF_EQUAL(config->temperature.size(), config->maps.size() + config->labels.size());
    CF_EQUAL(config->threshold, std::vector<double>(config->temperature.size(), 0.5));
    CF_CHECK(config->trusted.empty()); // Nobody saw a real film.
    CF_CHECK(readSafetensors(folder.path() / "model" / "segmenter" / "model.safetensors").has_value());
}

void oneInTwentyOfWhatIsNotThereLiesAboveTheLimit()
{
    std::vector<float> scores;
    std::vector<float> labels;
    for (int row = 0; row < 101; ++row) {
        scores.push_back(static_cast<float>((row * 37) % 101));
        labels.push_back(0.0F);
    }
    for (const float label : { 1.0F, -1.0F }) { // What is there or unknown does not move it.
        scores.push_back(1000.0F);
        labels.push_back(label);
    }
    CF_EQUAL(limitAt95(torch::tensor(scores), torch::tensor(labels)), 95.0);
    CF_CHECK(!limitAt95(torch::tensor(scores).slice(0, 82), torch::tensor(labels).slice(0, 82)).has_value());
    CF_EQUAL(sensitivityAt95(torch::tensor(scores), torch::tensor(labels)), -1.0); // One alone is there.
}

/// The one that judges stands beside the one that edits: neither its files nor its lines of the card touch the other's.
void aSecondOneIsExportedBesideTheFirst()
{
    const test::TemporaryFolder folder;
    const TrainingFolders folders{ folder.path() / "state", {} };
    const auto model = folder.path() / "model";
    train(folders, 100);
    std::filesystem::create_directories(model);
    std::ofstream(model / "contrafact.json") << R"({"name": "x", "steps": {"edit": 3}, "sha256": {}})";
    SegmenterRecipe recipe = smallRecipe();
    CF_CHECK(exportSegmenter(recipe, folders, model, segmenterPart, {}).has_value());
    recipe.seed = 41;
    recipe.leftOutShare = 0.2;
    CF_CHECK(exportSegmenter(recipe, folders, model, secondSegmenterPart, {}).has_value());
    const auto card = readJsonFile(model / "contrafact.json").value();
    CF_EQUAL(card["steps"], nlohmann::json({ { "edit", 3 }, { "segmenter", 6 }, { "second-segmenter", 6 } }));
    for (const std::string part : { "segmenter", "second-segmenter" }) {
        const std::string weights = part + "/model.safetensors";
        CF_EQUAL(card["sha256"][weights], sha256OfFile(model / weights).value());
        const auto config = readJsonFile(model / part / "config.json").value();
        CF_CHECK(config["left_out_share"] == (part == "segmenter" ? 0.0 : 0.2)
            && config["seed"] == (part == "segmenter" ? 23 : 41));
    }
}

/// Without a share nobody is left out; with one some are, others for another seed.
void anotherSeedLeavesOutOtherPatients()
{
    const test::TemporaryFolder folder;
    SegmenterRecipe recipe = smallRecipe();
    recipe.phantoms = 24;
    CF_CHECK(makeSegmenterSamples(recipe, { folder.path(), {} }, {}).has_value());
    const auto samples = SegmenterSamples::open(folder.path() / "samples", "training", 64).value();
    CF_EQUAL(SegmenterPool(samples, recipe).phantoms.size(), 24);
    recipe.leftOutShare = 0.5;
    const auto first = SegmenterPool(samples, recipe).phantoms;
    CF_CHECK(first.size() > 4 && first.size() < 20 && first == SegmenterPool(samples, recipe).phantoms);
    ++recipe.seed;
    CF_CHECK(SegmenterPool(samples, recipe).phantoms != first);
}

bool shows(const SegmenterSample &sample, SeenMap map)
{
    return std::ranges::any_of(sample.seen.pixels, [map](std::uint32_t bits) { return (bits & bitOf(map)) != 0; });
}

void aPhantomsTruthIsWhatItsSwitchesSay()
{
    int pacemakers = 0;
    for (std::uint64_t seed = 10; seed < 40; ++seed) {
        const auto sample = phantomSample(seed, 128);
        CF_CHECK(sample.has_value());
        CF_EQUAL(sample->info.labels[placeOf(SeenMap::PrintedMark)], (shows(*sample, SeenMap::PrintedMark) ? 1 : 0));
        const bool generator = shows(*sample, SeenMap::Generator);
        pacemakers += generator ? 1 : 0;
        CF_EQUAL(sample->info.labels[placeOf(SeenMap::Generator)], (generator ? 1 : 0));
        CF_CHECK(!generator || shows(*sample, SeenMap::PacingLeads));
        CF_EQUAL(phantomSample(seed, 128)->seen, sample->seen);
    }
    CF_CHECK(pacemakers > 0 && pacemakers < 30);
}

void aTruthWithOneSwitchLiesWhereTheFilmChanges()
{
    const Abnormality effusion{ Target::PleuralEffusion, Side::Left, Zone::None, Severity::Large };
    const auto patient = PhantomPatient::make(5, 128);
    const auto truth = patient->truth({ effusion });
    const auto without = patient->film({});
    const auto with = patient->film({ effusion });
    CF_CHECK(truth.has_value() && truth->parts.size() == 1);
    int inside = 0;
    for (int y = 0; y < 128; ++y)
        for (int x = 0; x < 128; ++x)
            if (truth->parts[0].mask.at(x, y) > 0.0F) {
                ++inside;
                CF_CHECK(with->display.at(x, y) != without->display.at(x, y));
                CF_LESS(48, x); // The patient's left is at the image's right.
            }
    CF_LESS(100, inside);
}

void aKindThatTheTableNamesIsUnknownNotAbsent()
{
    const test::TemporaryFolder folder;
    std::ofstream(folder.path() / "table.csv")
        << "set,file,pacemaker,central_venous_catheter,ecg_leads,tracheostomy,clips_or_valve,other,marks,remark\n"
           "x,a.png,0,1,?,0,0,0,\"L@100,20\",-\n";
    const auto table = DeviceTable::read(folder.path() / "table.csv");
    CF_CHECK(table.has_value() && table->size() == 1);
    const DeviceTable::Row *row = table->find("a.png");
    CF_CHECK(row != nullptr && row->device("central_venous_catheter") == 1 && row->device("ecg_leads") == -1);
    CF_CHECK(row->marks.size() == 1 && row->marks[0].text == "L" && row->marks[0].x == 100.0);

    GreyImage film(512, 512, 0.1F);
    for (int y = 12; y < 28; ++y)
        for (int x = 96; x < 104; ++x)
            film.at(x, y) = 1.0F;
    SegmenterTruth truth(512, 512);
    truth.readDevices(*row, film, 1.0, 1.0);
    MaskImage line(512, 512);
    line.at(300, 300) = 1.0F;
    truth.addDevice(Target::CentralVenousCatheter, line, {});
    truth.addDevice(Target::Pacemaker, line, {});
    const SegmenterSample sample = truth.finish(film, 512);
    const auto known = [&](SeenMap map) { return (sample.info.known & bitOf(map)) != 0; };
    CF_CHECK(!known(SeenMap::CentralVenousCatheter) && !known(SeenMap::EcgLeads) && known(SeenMap::Generator));
    CF_CHECK(!known(SeenMap::NasogastricTube)); // A column that is not there says nothing.
    CF_EQUAL(sample.info.labels[placeOf(SeenMap::CentralVenousCatheter)], 1);
    CF_EQUAL(sample.info.labels[placeOf(SeenMap::EcgLeads)], -1);
    CF_EQUAL(sample.info.labels[placeOf(SeenMap::ForeignBody)], 0);
    CF_CHECK((sample.seen.at(150, 150) & bitOf(SeenMap::CentralVenousCatheter)) != 0);
    CF_CHECK((sample.seen.at(50, 10) & bitOf(SeenMap::PrintedMark)) != 0); // The letter.
    CF_CHECK((sample.seen.at(50, 17) & markUnknown) != 0); // Beside it nobody knows.
    CF_EQUAL((sample.seen.at(200, 200) & (markUnknown | bitOf(SeenMap::PrintedMark))), 0);
}

/// Bones are drawn into the film alone: where its maps are known they are known to be none of a device.
void aDrawnBoneChangesTheFilmAndNoMap()
{
    constexpr int side = 128;
    SegmenterSample sample;
    sample.film = Image<std::uint8_t>(side, side, 60);
    sample.seen = Image<std::uint32_t>(side / 2, side / 2, bitOf(SeenMap::RightLung));
    sample.info.known = bitOf(SeenMap::EcgLeads);
    sample.info.labels.fill(-1);
    const SegmenterSample plain = sample;
    RandomStream stream(8, "bones");
    for (int times = 0; times < 3; ++times)
        drawBones(sample, stream);
    CF_CHECK(
        sample.seen == plain.seen && sample.info.labels == plain.info.labels && sample.info.known == plain.info.known);
    int brighter = 0;
    for (const std::uint8_t value : sample.film.pixels) {
        CF_CHECK(value >= 60);
        brighter += value > 63 ? 1 : 0;
    }
    CF_LESS(200, brighter);
}

void hardwareOfTheSpineIsAForeignBody()
{
    SegmenterSample sample;
    sample.film = Image<std::uint8_t>(128, 128, 60);
    sample.seen = Image<std::uint32_t>(64, 64);
    RandomStream stream(3, "rods");
    drawHardware(sample, stream);
    CF_CHECK(shows(sample, SeenMap::ForeignBody) && sample.info.labels[placeOf(SeenMap::ForeignBody)] == 1);
    CF_CHECK(!shows(sample, SeenMap::EcgLeads) && !shows(sample, SeenMap::SternalWires));
}

/// Of the fused gradient: against differences of the loss itself.
void theLossHasTheSlopeThatItSays()
{
    torch::manual_seed(3);
    SegmenterBatch batch;
    batch.maps = (torch::rand({ 2, 3, 8, 8 }) > 0.6).to(torch::kUInt8);
    batch.known = (torch::rand({ 2, 3, 8, 8 }) > 0.2).to(torch::kUInt8);
    batch.maps = batch.maps * batch.known;
    batch.labels = torch::tensor({ { 1.0F, 0.0F, -1.0F }, { 0.0F, 1.0F, 1.0F } });
    SegmenterRecipe recipe;
    SegmenterAnswer answer{ torch::randn({ 2, 3, 8, 8 }).requires_grad_(), torch::randn({ 2, 3 }).requires_grad_() };
    segmenterLoss(answer, batch, recipe).backward();
    const torch::NoGradGuard noGradient;
    for (int place = 0; place < 40; ++place) {
        const std::int64_t at = place * 9;
        const float step = 0.05F;
        const auto lossWith = [&](float by) {
            SegmenterAnswer moved{ answer.maps.detach().clone(), answer.labels.detach() };
            moved.maps.view(-1)[at] += by;
            return segmenterLoss(moved, batch, recipe).item<double>();
        };
        const double slope = (lossWith(step) - lossWith(-step)) / (2.0 * step);
        CF_NEAR(slope, answer.maps.grad().view(-1)[at].item<double>(), 2e-4);
    }
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    theLossHasTheSlopeThatItSays();
    aDrawnBoneChangesTheFilmAndNoMap();
    hardwareOfTheSpineIsAForeignBody();
    aKindThatTheTableNamesIsUnknownNotAbsent();
    aTruthWithOneSwitchLiesWhereTheFilmChanges();
    aPhantomsTruthIsWhatItsSwitchesSay();
    aRunThatIsInterruptedEndsWithTheSameBytes();
    aFailedCheckLeavesTheLiveWeights();
    whatIsExportedIsWhatTheConfigSays();
    oneInTwentyOfWhatIsNotThereLiesAboveTheLimit();
    aSecondOneIsExportedBesideTheFirst();
    anotherSeedLeavesOutOtherPatients();
}
