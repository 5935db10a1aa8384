#include "core/training/electrodes/ElectrodeReaderTrainer.h"

#include "core/base/RandomStream.h"
#include "core/diffusion/readers/ElectrodeReader.h"
#include "core/diffusion/readers/SegmenterPart.h"
#include "core/training/electrodes/ElectrodeSpots.h"
#include "core/training/files/ModuleFiles.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/loop/ModelCard.h"
#include "core/training/loop/ReaderLoop.h"
#include "core/training/loop/TrainingSeed.h"

#include <nlohmann/json.hpp>

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <array>

namespace cf {

namespace {

constexpr std::size_t filmsWithout = 500; ///< Without leads; their spots are the more various.
constexpr int filmRepeats = 12; ///< Of films with electrodes, which are rare.
constexpr std::int64_t electrodeSteps = 6000;
/// Rows of a batch of each truth: electrodes, what is beside them, what is on films without.
constexpr std::array<int, 3> rowsOf{ 64, 96, 64 };
constexpr double electrodeRate = 2e-3;
/// Of what is taken for an electrode on the calibrating films so much is one: a spot that is none and goes is a piece
/// of the patient. Looked at 49 held-back films: at 0.9 snaps stayed on arms and over the heart; at 0.8 a marker's ball
/// went.
constexpr double minElectrodePrecision = 0.85;

using Windows = std::vector<const std::vector<float> *>;

torch::Tensor windowTensor(const Windows &windows, std::int64_t side)
{
    torch::Tensor tensor = torch::empty({ std::ssize(windows), 2, side, side });
    float *values = tensor.data_ptr<float>();
    for (const std::vector<float> *window : windows)
        values = std::ranges::copy(*window, values).out;
    return tensor;
}

/// Of the truths Electrode, BesideElectrodes, WithoutLeads in this order.
std::array<Windows, 3> byTruth(const std::vector<SpotFilm> &films)
{
    std::array<Windows, 3> rows;
    for (const SpotFilm &film : films)
        for (std::size_t i = 0; i < film.windows.size(); ++i)
            rows[static_cast<std::size_t>(film.truth[i]) - 1].push_back(&film.windows[i]);
    return rows;
}

/// Turned by quarters, mirrored, shifted by some pixels, of other contrast, with grain.
torch::Tensor variedWindows(torch::Tensor windows, RandomStream &stream)
{
    windows = torch::rot90(windows, stream.below(4), { 2, 3 });
    if (stream.chance(0.5))
        windows = windows.flip(3);
    windows = torch::roll(windows, { stream.below(7) - 3, stream.below(7) - 3 }, { 2, 3 });
    const std::int64_t count = windows.size(0);
    const torch::Tensor gain = torch::exp(torch::randn({ count, 1, 1, 1 }) * 0.3);
    return windows * gain + torch::randn_like(windows) * torch::rand({ count, 1, 1, 1 }) * 0.06;
}

Result<ElectrodeReader> trainedOnSpots(const std::array<Windows, 3> &rows, std::uint64_t seed, const JobContext &job)
{
    if (std::ranges::any_of(rows, [](const Windows &windows) { return windows.empty(); }))
        return fail(ErrorCode::InvalidInput,
            "The samples hold no electrodes that somebody told, or nothing beside them. Name a line_table in the "
            "recipe and make the samples anew.");
    seedTraining(seed);
    RandomStream stream(seed, "electrodes");
    ElectrodeReader reader(ElectrodeReaderConfig{});
    const auto lossOfBatch = [&] {
        Windows chosen;
        std::vector<float> labels;
        for (std::size_t truth = 0; truth < rows.size(); ++truth)
            for (int i = 0; i < rowsOf[truth]; ++i) {
                chosen.push_back(
                    rows[truth][static_cast<std::size_t>(stream.below(static_cast<int>(rows[truth].size())))]);
                labels.push_back(truth == 0 ? 1.0F : 0.0F);
            }
        const torch::Tensor windows = variedWindows(windowTensor(chosen, reader->config.side), stream);
        return torch::binary_cross_entropy_with_logits(reader->forward(windows), torch::tensor(labels));
    };
    CF_TRY(trainReader(learntOf(*reader), { electrodeSteps, electrodeRate, 0.05, "electrodes" }, lossOfBatch, job));
    reader->eval();
    return reader;
}

/// What a reader says of films as they are.
struct ElectrodeFigures {
    int annotated = 0; ///< Electrodes of the films.
    int found = 0; ///< Of these.
    int beside = 0; ///< What else is taken for one on the films with electrodes.
    int filmsWithout = 0;
    int onFilmsWithout = 0; ///< What is taken for one there.

    double precision() const { return found == 0 ? 0.0 : static_cast<double>(found) / (found + beside); }
};

/// The reader's probabilities of all spots of some films.
struct SpotAnswers {
    struct Answer {
        float probability = 0.0F;
        SpotTruth truth = SpotTruth::Unknown;
    };
    std::vector<Answer> spots;
    int annotated = 0;
    int filmsWithout = 0;
};

SpotAnswers answersOf(ElectrodeReader &reader, const std::vector<SpotFilm> &films)
{
    const torch::NoGradGuard noGradient;
    SpotAnswers answers;
    for (const SpotFilm &film : films) {
        answers.annotated += film.electrodes;
        answers.filmsWithout += film.electrodes == 0 ? 1 : 0;
        Windows windows;
        for (const std::vector<float> &window : film.windows)
            windows.push_back(&window);
        if (windows.empty())
            continue;
        const torch::Tensor said = torch::sigmoid(reader->forward(windowTensor(windows, reader->config.side)));
        for (std::size_t i = 0; i < windows.size(); ++i)
            answers.spots.push_back({ said[static_cast<std::int64_t>(i)].item<float>(), film.truth[i] });
    }
    return answers;
}

ElectrodeFigures electrodeFigures(const SpotAnswers &answers, double threshold)
{
    ElectrodeFigures figures{ answers.annotated, 0, 0, answers.filmsWithout, 0 };
    for (const SpotAnswers::Answer &spot : answers.spots) {
        if (spot.probability < threshold)
            continue;
        figures.found += spot.truth == SpotTruth::Electrode ? 1 : 0;
        figures.beside += spot.truth == SpotTruth::BesideElectrodes ? 1 : 0;
        figures.onFilmsWithout += spot.truth == SpotTruth::WithoutLeads ? 1 : 0;
    }
    return figures;
}

/// The smallest threshold, in steps of a twentieth, at which few enough spots of the calibrating films are taken for
/// electrodes wrongly.
double electrodeThreshold(const SpotAnswers &calibrating)
{
    for (double threshold = 0.3; threshold < 0.97; threshold += 0.05)
        if (electrodeFigures(calibrating, threshold).precision() >= minElectrodePrecision)
            return threshold;
    return 0.97;
}

/// One training patient in five decides the threshold.
bool calibratesElectrodes(const SpotFilm &film)
{
    return RandomStream(7, film.patient).chance(0.2);
}

nlohmann::json toJson(const ElectrodeFigures &figures)
{
    return { { "electrodes", figures.annotated }, { "found", figures.found }, { "beside", figures.beside },
        { "films_without_leads", figures.filmsWithout }, { "on_films_without_leads", figures.onFilmsWithout } };
}

} // namespace

Result<> trainElectrodeReader(const SegmenterRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job)
try {
    CF_ASSIGN(const auto samples, SegmenterSamples::open(folders.state / "samples", "training", recipe.imageSize));
    CF_ASSIGN(const auto others, SegmenterSamples::open(folders.state / "samples", "held_back", recipe.imageSize));
    CF_ASSIGN(std::vector<SpotFilm> known, spotFilms(samples, filmsWithout, filmRepeats, job));
    const auto middle =
        std::ranges::stable_partition(known, [](const SpotFilm &film) { return !calibratesElectrodes(film); });
    const std::vector<SpotFilm> calibrating(middle.begin(), middle.end());
    known.erase(middle.begin(), middle.end());
    const std::array<Windows, 3> rows = byTruth(known);
    CF_ASSIGN(ElectrodeReader reader, trainedOnSpots(rows, recipe.seed, job));
    const SpotAnswers deciding = answersOf(reader, calibrating);
    const double threshold = electrodeThreshold(deciding);
    CF_ASSIGN(const auto heldBackFilms, spotFilms(others, filmsWithout, 0, job));
    const SpotAnswers heldBack = answersOf(reader, heldBackFilms);
    nlohmann::json curve = nlohmann::json::object();
    for (const double at : { 0.3, 0.5, 0.7, 0.8, 0.9, 0.95 })
        curve[std::to_string(at).substr(0, 4)] = toJson(electrodeFigures(heldBack, at));
    const ElectrodeReaderConfig &config = reader->config;
    const nlohmann::json json{ { "architectures", { "ElectrodeReader" } }, { "channels", config.channels },
        { "side", config.side }, { "threshold", threshold },
        { "training_spots", { rows[0].size(), rows[1].size(), rows[2].size() } },
        { "calibrating", toJson(electrodeFigures(deciding, threshold)) },
        { "held_back", toJson(electrodeFigures(heldBack, threshold)) }, { "held_back_at", curve } };
    CF_TRY(writeConfig(json.dump(), modelFolder / electrodeReaderPart));
    CF_TRY(writeModule(*reader, modelFolder / electrodeReaderPart / "model.safetensors", torch::kFloat32));
    return addSegmenterToCard(modelFolder, electrodeReaderPart, electrodeSteps);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Training the reader of electrodes"));
}

} // namespace cf
