#include "core/training/letters/SideLetterTrainer.h"

#include "core/base/RandomStream.h"
#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/readers/SegmenterPart.h"
#include "core/diffusion/readers/SideLetterReader.h"
#include "core/training/files/ModuleFiles.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/letters/LetterFigures.h"
#include "core/training/letters/LetterSamples.h"
#include "core/training/loop/ModelCard.h"
#include "core/training/loop/ReaderLoop.h"
#include "core/training/loop/TrainingSeed.h"

#include <nlohmann/json.hpp>

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cf {

namespace {

constexpr int drawnTexts = 6000; ///< Several on each film.
constexpr std::uint64_t drawnSeed = 20261130;
constexpr std::int64_t firstSteps = 400; ///< Until the letters within texts are read.
constexpr std::int64_t steps = 2000;
constexpr std::int64_t perClass =
    32; ///< Rows of a batch, of real films and of drawn ones: of each letter; twice as many of none.
constexpr double learningRate = 3e-3;
const std::vector<std::int64_t> channels{ 16, 32, 40, 48 };
/// Films of the calibrating patients may be read wrongly this often: the table itself errs on some.
constexpr double wrongShare = 0.01;
constexpr double minThreshold = 0.8;

using Reader = SideLetterReaderImpl;

/// Windows and what they are, by class: none, L, R.
struct LetterRows {
    using Blobs = std::array<std::vector<const LetterBlob *>, 3>;
    Blobs real; ///< A table says which letter it is, and not whether it is mirrored: many a lead letter is.
    Blobs drawn;
};

void addRows(const std::vector<LetterFilm> &films, LetterRows::Blobs &blobs)
{
    for (const LetterFilm &film : films)
        for (std::size_t i = 0; i < film.blobs.size(); ++i) {
            const BlobTruth truth = film.truth[i];
            if (truth == BlobTruth::Other || truth == BlobTruth::Left || truth == BlobTruth::Right)
                blobs[truth == BlobTruth::Other ? 0 : truth == BlobTruth::Left ? 1 : 2].push_back(&film.blobs[i]);
        }
}

/// Cross-entropy; of a real letter either way of seeing it is right.
torch::Tensor letterLoss(const torch::Tensor &logits, const torch::Tensor &labels, const torch::Tensor &isReal)
{
    const torch::Tensor said = torch::log_softmax(logits, 1);
    const torch::Tensor own = said.gather(1, labels.unsqueeze(1)).squeeze(1);
    const torch::Tensor mirrored = torch::tensor(
        { Reader::Other, Reader::MirroredLeft, Reader::MirroredRight, Reader::Left, Reader::Right }, torch::kInt64);
    const torch::Tensor other = said.gather(1, mirrored.index_select(0, labels).unsqueeze(1)).squeeze(1);
    const torch::Tensor either =
        torch::where(labels == std::int64_t{ Reader::Other }, own, torch::logaddexp(own, other));
    return -torch::where(isReal, either, own).mean();
}

/// Small turns, shifts, sizes, grain and faintness; sometimes upside down, where nothing is a letter.
void vary(torch::Tensor &windows, torch::Tensor &labels)
{
    const std::int64_t count = windows.size(0);
    const torch::Tensor angle = torch::randn({ count }) * 0.08;
    const torch::Tensor scaleX = torch::exp(torch::randn({ count }) * 0.12);
    const torch::Tensor scaleY = torch::exp(torch::randn({ count }) * 0.08);
    torch::Tensor pose = torch::zeros({ count, 2, 3 });
    const double aspect = static_cast<double>(windows.size(3)) / static_cast<double>(windows.size(2));
    pose.select(1, 0).select(1, 0).copy_(torch::cos(angle) * scaleX);
    pose.select(1, 0).select(1, 1).copy_(-torch::sin(angle) / aspect);
    pose.select(1, 1).select(1, 0).copy_(torch::sin(angle) * aspect);
    pose.select(1, 1).select(1, 1).copy_(torch::cos(angle) * scaleY);
    pose.select(1, 0).select(1, 2).copy_(torch::randn({ count }) * 0.03);
    pose.select(1, 1).select(1, 2).copy_(torch::randn({ count }) * 0.05);
    windows = torch::grid_sampler(windows, torch::affine_grid_generator(pose, windows.sizes(), false), 0, 0, false);
    const torch::Tensor flipped = torch::rand({ count }) < 0.08;
    windows = torch::where(flipped.view({ -1, 1, 1, 1 }), windows.flip(2), windows);
    labels = torch::where(flipped, torch::zeros_like(labels), labels);
    const torch::Tensor gain = torch::exp(torch::randn({ count, 1, 1, 1 }) * 0.15);
    const torch::Tensor grain = torch::randn_like(windows.narrow(1, 0, 1)) * torch::rand({ count, 1, 1, 1 }) * 0.15;
    windows = torch::cat({ windows.narrow(1, 0, 1) * gain + grain, windows.narrow(1, 1, 1) }, 1);
}

Result<SideLetterReader> trained(const LetterRows &rows, std::int64_t count, std::uint64_t seed, const JobContext &job)
{
    for (const LetterRows::Blobs *all : { &rows.real, &rows.drawn })
        for (const auto &blobs : *all)
            if (blobs.empty())
                return fail(ErrorCode::InvalidInput, "The films hold no side letters to learn from.");
    seedTraining(seed);
    RandomStream stream(seed, "side letters");
    SideLetterConfig config;
    config.channels = channels;
    SideLetterReader reader(config);
    const auto lossOfBatch = [&] {
        std::vector<const LetterBlob *> blobs;
        std::vector<std::int64_t> classes;
        for (const LetterRows::Blobs *all : { &rows.real, &rows.drawn })
            for (const std::int64_t kind : { Reader::Other, Reader::Left, Reader::Right }) {
                const auto &from = (*all)[static_cast<std::size_t>(kind)];
                for (std::int64_t i = 0; i < (kind == Reader::Other ? 2 : 1) * perClass; ++i) {
                    blobs.push_back(from[static_cast<std::size_t>(stream.below(static_cast<int>(from.size())))]);
                    classes.push_back(kind);
                }
            }
        torch::Tensor windows = windowsOf(blobs, reader->config);
        torch::Tensor labels = torch::tensor(classes);
        vary(windows, labels);
        const torch::Tensor isReal = torch::arange(std::ssize(blobs)) < std::ssize(blobs) / 2;
        return letterLoss(reader->forward(windows), labels, isReal);
    };
    CF_TRY(trainReader(learntOf(*reader), { count, learningRate, 0.02, "side letters" }, lossOfBatch, job));
    reader->eval();
    return reader;
}

/// Which blob of a text is its L or R: the one that the reader takes for it, if any is likely.
void tellLettersWithinTexts(SideLetterReader &reader, std::vector<LetterFilm> &films)
{
    constexpr float likely = 0.5F;
    for (LetterFilm &film : films) {
        if (film.blobs.empty())
            continue;
        const torch::Tensor said = letterProbabilities(reader, film);
        for (const BlobTruth within : { BlobTruth::WithinLeft, BlobTruth::WithinRight }) {
            const std::int64_t letterOfText = within == BlobTruth::WithinLeft ? 0 : 1;
            const auto value = [&](std::size_t blob) {
                return said[static_cast<std::int64_t>(blob)][letterOfText].item<float>();
            };
            std::vector<std::pair<int, std::size_t>> best; // Of each text.
            for (std::size_t i = 0; i < film.blobs.size(); ++i) {
                if (film.truth[i] != within)
                    continue;
                const auto at = std::ranges::find(best, film.mark[i], &std::pair<int, std::size_t>::first);
                if (at == best.end())
                    best.emplace_back(film.mark[i], i);
                else if (value(i) > value(at->second))
                    at->second = i;
            }
            for (const auto &[mark, blob] : best) {
                const bool isLikely = value(blob) > likely;
                const LetterBlob &letter = film.blobs[blob];
                for (std::size_t i = 0; i < film.blobs.size(); ++i) {
                    if (film.truth[i] != within || film.mark[i] != mark)
                        continue;
                    const bool beside = std::abs(film.blobs[i].x() - letter.x()) > 0.5 * letter.box.width + 3.0;
                    if (!isLikely)
                        film.truth[i] = BlobTruth::Unknown;
                    else if (i == blob)
                        film.truth[i] = within == BlobTruth::WithinLeft ? BlobTruth::Left : BlobTruth::Right;
                    else
                        film.truth[i] = beside ? BlobTruth::Other : BlobTruth::Unknown;
                }
            }
        }
    }
}

/// The smallest threshold at which few enough calibrating films are read wrongly.
double calibrated(SideLetterReader &reader, const std::vector<LetterFilm> &films)
{
    for (double threshold = minThreshold; threshold < 0.995; threshold += 0.01)
        if (figuresOf(reader, films, threshold).wrongShare() <= wrongShare)
            return threshold;
    return 0.995;
}

/// One training patient in six decides the threshold.
bool calibrates(const LetterFilm &film)
{
    return RandomStream(6, film.patient).chance(1.0 / 6.0);
}

} // namespace

Result<> trainSideLetters(const SegmenterRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job)
try {
    if (folders.radiographs.empty() || recipe.deviceTable.empty())
        return fail(ErrorCode::InvalidInput,
            "Name the folders of radiographs with --radiographs, and in the recipe the table of their marks.");
    CF_ASSIGN(Segmenter network, loadSegmenter(modelFolder / segmenterPart));
    CF_ASSIGN(const DeviceTable table, DeviceTable::read(recipe.deviceTable));
    CF_ASSIGN(
        const auto dataset, InsertionDataset::open(folders.radiographs, recipe.imageSize, PatientShare::Training));
    CF_ASSIGN(const auto others, InsertionDataset::open(folders.radiographs, recipe.imageSize, PatientShare::HeldBack));
    CF_ASSIGN(std::vector<LetterFilm> known, letterFilms(network, dataset, table, false, job));
    CF_ASSIGN(const std::vector<LetterFilm> drawn, renderedLetters(dataset, drawnTexts, drawnSeed, job));
    const auto middle = std::ranges::stable_partition(known, [](const LetterFilm &film) { return !calibrates(film); });
    const std::vector<LetterFilm> calibrating(middle.begin(), middle.end());
    known.erase(middle.begin(), middle.end());
    LetterRows first;
    addRows(known, first.real);
    addRows(drawn, first.drawn);
    CF_ASSIGN(SideLetterReader finder, trained(first, firstSteps, recipe.seed, job));
    tellLettersWithinTexts(finder, known);
    LetterRows rows;
    addRows(known, rows.real);
    addRows(drawn, rows.drawn);
    CF_ASSIGN(SideLetterReader reader, trained(rows, steps, recipe.seed, job));
    const double threshold = calibrated(reader, calibrating);
    nlohmann::json heldBack = nlohmann::json::object();
    for (const bool mirrored : { false, true }) {
        CF_ASSIGN(const auto films, letterFilms(network, others, table, mirrored, job));
        heldBack[mirrored ? "mirrored" : "as_they_lie"] = figuresOf(reader, films, threshold).json();
        const std::string name = mirrored ? "side-letters-mirrored.png" : "side-letters.png";
        CF_TRY(writeLetterSheet(reader, films, threshold, folders.state / name));
    }
    const SideLetterConfig &config = reader->config;
    const nlohmann::json json{ { "architectures", { "SideLetterReader" } }, { "channels", config.channels },
        { "width", config.width }, { "height", config.height }, { "threshold", threshold },
        { "training_films", known.size() }, { "drawn_films", drawn.size() },
        { "letters", { rows.real[1].size(), rows.real[2].size() } }, { "held_back", heldBack } };
    CF_TRY(writeConfig(json.dump(), modelFolder / sideLettersPart));
    CF_TRY(writeModule(*reader, modelFolder / sideLettersPart / "model.safetensors", torch::kFloat32));
    return addSegmenterToCard(modelFolder, sideLettersPart, steps);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Training the reader of side letters"));
}

} // namespace cf
