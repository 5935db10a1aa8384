#include "core/training/segmenter/SegmenterTrainer.h"

#include "core/base/RandomStream.h"
#include "core/training/classifier/ClassifierCalibration.h"
#include "core/training/files/ModuleFiles.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/loop/ModelCard.h"
#include "core/training/segmenter/SegmenterFigures.h"
#include "core/training/segmenter/SegmenterRun.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace cf {

namespace {

/// A label may decide about edits from this AUC on, over at least so many real films of either kind: of
/// six films with nodules the AUC was 0.91, and a nodule was seen in six pieces.
constexpr double minTrustedArea = 0.9;
constexpr int minTrustedFilms = 10;
/// A map is trusted over at least so many insertions.
constexpr int minTrustedDrawings = 5;
/// Of what fewer real films show than that, rendered ones decide: more of them, and a higher limit, for they are
/// easier.
constexpr double minTrustedRenderedArea = 0.95;
constexpr int minTrustedInsertions = 15;
/// A map may say where an edit acts from this Dice on, over so many insertions of held-back patients. Printed marks are
/// drawn by the table's places as roughly as letters are found there, so that less is to be had.
constexpr double minTrustedOverlap = 0.6;
constexpr double minTrustedMarks = 0.45;
/// Of lines, within `nearCells`, over so many insertions: a line of which a third is missed is not removed whole.
constexpr double minTrustedLine = 0.7;
constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

/// The rows of one half of the patients.
SegmenterScores halfOf(const SegmenterScores &scores, const SegmenterSamples &samples, bool second)
{
    SegmenterScores half;
    std::vector<std::int64_t> rows;
    for (std::size_t row = 0; row < scores.places.size(); ++row)
        if ((RandomStream(0, samples.info(scores.places[row]).patient).child("segmenter half").below(2) == 1)
            == second) {
            rows.push_back(static_cast<std::int64_t>(row));
            half.places.push_back(scores.places[row]);
        }
    const torch::Tensor chosen = torch::tensor(rows, torch::kInt64);
    half.logits = scores.logits.index_select(0, chosen);
    half.labels = scores.labels.index_select(0, chosen);
    half.overlap = scores.overlap.index_select(0, chosen);
    return half;
}

bool isLine(std::size_t map)
{
    switch (static_cast<SeenMap>(map)) {
    case SeenMap::PacingLeads:
    case SeenMap::CentralVenousCatheter:
    case SeenMap::EndotrachealTube:
    case SeenMap::NasogastricTube:
    case SeenMap::ChestTube:
    case SeenMap::EcgLeads:
    case SeenMap::SternalWires:
        return true;
    default:
        return false;
    }
}

/// Films and insertions together: of what is rare on real films the insertions tell most.
struct Measured {
    SegmenterScores films, insertions, phantoms;
};

Result<Measured> measure(SegmenterRun &run, const SegmenterSamples &heldBack)
{
    Measured measured;
    CF_ASSIGN(measured.films, scoreSamples(run.network, heldBack, "film", all));
    CF_ASSIGN(measured.insertions, scoreSamples(run.network, heldBack, "insertion", all));
    CF_ASSIGN(measured.phantoms, scoreSamples(run.network, heldBack, "phantom", all));
    return measured;
}

nlohmann::json overlapJson(const SegmenterScores &scores, std::int64_t map)
{
    const MeanOf mean = meanOverlap(scores.overlap, map);
    return mean.count == 0 ? nlohmann::json(nullptr) : nlohmann::json{ { "dice", mean.mean }, { "count", mean.count } };
}

/// What held-back samples say of one output of the network, a map or a label.
struct OutputFigures {
    LogitCalibration calibration;
    double threshold = 0.5; ///< Calibrated probability from which on it counts as seen.
    bool trusted = false; ///< To say whether it is there.
    nlohmann::json line; ///< For the record.
};

torch::Tensor columnOf(const torch::Tensor &table, std::size_t output)
{
    return table.select(1, static_cast<std::int64_t>(output));
}

torch::Tensor calibratedBy(const LogitCalibration &calibration, const torch::Tensor &logits)
{
    return torch::sigmoid((logits - calibration.offset) / calibration.temperature);
}

LabelFigures labelFigures(const LogitCalibration &calibration, const SegmenterScores &scores, std::size_t output)
{
    return figuresOf(calibratedBy(calibration, columnOf(scores.logits, output)), columnOf(scores.labels, output));
}

/// Whether a map is exact enough to say where an edit acts; adds its overlaps to the line.
bool judgeMap(const Measured &measured, std::size_t output, nlohmann::json &line)
{
    const auto place = static_cast<std::int64_t>(output);
    const MeanOf drawn = meanOverlap(measured.insertions.overlap, place);
    const MeanOf near = meanOverlap(measured.insertions.near, place);
    if (isLine(output) && near.count > 0)
        line["near_insertions"] = near.mean;
    line["dice_insertions"] = overlapJson(measured.insertions, place);
    line["dice_phantoms"] = overlapJson(measured.phantoms, place);
    line["dice_films"] = overlapJson(measured.films, place);
    if (drawn.count < minTrustedDrawings)
        return false;
    if (isLine(output))
        return near.mean >= minTrustedLine;
    return drawn.mean >= (output == placeOf(SeenMap::PrintedMark) ? minTrustedMarks : minTrustedOverlap);
}

/// Calibrates one output on half of the real patients and tests it on the other half.
OutputFigures figuresOfOutput(
    const Measured &measured, const SegmenterScores &fitting, const SegmenterScores &test, std::size_t output)
{
    OutputFigures figures;
    // Where real films do not tell (too few of one kind), insertions calibrate; where neither does, nothing.
    figures.calibration = fitCalibration(columnOf(fitting.logits, output), columnOf(fitting.labels, output));
    const bool fromFilms = figures.calibration.temperature != 1.0 || figures.calibration.offset != 0.0;
    if (!fromFilms)
        figures.calibration =
            fitCalibration(columnOf(measured.insertions.logits, output), columnOf(measured.insertions.labels, output));
    const torch::Tensor filmLogits = columnOf(measured.films.logits, output);
    const torch::Tensor filmLabels = columnOf(measured.films.labels, output);
    const LabelFigures real = labelFigures(figures.calibration, test, output);
    const LabelFigures films = labelFigures(figures.calibration, measured.films, output);
    const LabelFigures rendered = labelFigures(figures.calibration, measured.insertions, output);
    figures.threshold = limitAt95(calibratedBy(figures.calibration, filmLogits), filmLabels).value_or(0.5);
    figures.line = { { "real_films",
                         { { "present", films.present }, { "absent", films.absent }, { "auc", films.auc },
                             { "sensitivity_at_95", sensitivityAt95(filmLogits, filmLabels) },
                             { "test_half",
                                 { { "present", real.present }, { "absent", real.absent }, { "auc", real.auc },
                                     { "brier", real.brier }, { "ece", real.calibrationError } } } } },
        { "calibrated_on", fromFilms ? "films" : "insertions" },
        { "insertions", { { "present", rendered.present }, { "absent", rendered.absent }, { "auc", rendered.auc } } } };
    const bool isOnFilms = films.present >= minTrustedFilms && films.absent >= minTrustedFilms;
    const bool isRendered = rendered.present >= minTrustedInsertions && rendered.absent >= minTrustedInsertions;
    figures.trusted = isOnFilms ? films.auc >= minTrustedArea : isRendered && rendered.auc >= minTrustedRenderedArea;
    if (figures.trusted)
        figures.line["trusted_by"] = isOnFilms ? "films" : "insertions";
    return figures;
}

/// Folds the offsets into the biases, so that who reads the weights needs the temperature alone.
void foldOffsetsIntoBiases(Segmenter &network, const std::vector<float> &offset)
{
    const torch::NoGradGuard noGradient;
    const torch::Tensor offsets = torch::tensor(offset);
    const auto maps = std::ssize(network->config.maps);
    network->pool_bias.sub_(offsets.slice(0, 0, maps));
    if (!network->config.labels.empty())
        network->label_head->bias.sub_(offsets.slice(0, maps));
}

} // namespace

Result<> exportSegmenter(const SegmenterRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, std::string_view part, const JobContext &job)
try {
    CF_ASSIGN(const auto run, makeSegmenterRun(recipe));
    CF_ASSIGN(const bool trained, loadState(run->state, folders.state / "segmenter.pt"));
    if (!trained)
        return fail(ErrorCode::InvalidInput, "There is no trained segmenter in " + folders.state.string() + " yet.");
    CF_ASSIGN(const auto heldBack, SegmenterSamples::open(folders.state / "samples", "held_back", recipe.imageSize));
    run->average.swap();
    job.report({ 0, 0, "Measuring the segmenter", -1.0 });
    CF_ASSIGN(const Measured measured, measure(*run, heldBack));
    const SegmenterConfig &config = run->network->config;
    std::vector<std::string> names = config.maps;
    names.insert(names.end(), config.labels.begin(), config.labels.end());
    std::vector<double> temperature;
    std::vector<float> offset;
    std::vector<double> threshold;
    std::vector<std::string> trusted;
    std::vector<std::string> trustedMaps;
    nlohmann::json figures = nlohmann::json::object();
    const SegmenterScores fitting = halfOf(measured.films, heldBack, false);
    const SegmenterScores test = halfOf(measured.films, heldBack, true);
    for (std::size_t output = 0; output < names.size(); ++output) {
        CF_TRY(job.checkStop());
        OutputFigures each = figuresOfOutput(measured, fitting, test, output);
        if (output < config.maps.size() && judgeMap(measured, output, each.line))
            trustedMaps.push_back(names[output]);
        if (each.trusted)
            trusted.push_back(names[output]);
        temperature.push_back(each.calibration.temperature);
        offset.push_back(static_cast<float>(each.calibration.offset));
        threshold.push_back(each.threshold);
        figures[names[output]] = std::move(each.line);
    }
    foldOffsetsIntoBiases(run->network, offset);
    const nlohmann::json json{ { "architectures", { "Segmenter" } }, { "block_out_channels", config.blockOutChannels },
        { "layers_per_level", config.layersPerLevel }, { "image_size", config.imageSize }, { "maps", config.maps },
        { "labels", config.labels }, { "temperature", temperature }, { "threshold", threshold }, { "trusted", trusted },
        { "trusted_maps", trustedMaps }, { "steps", run->state.earlierSteps + run->state.step },
        { "seed", recipe.seed }, { "left_out_share", recipe.leftOutShare }, { "held_back", figures } };
    CF_TRY(writeConfig(json.dump(), modelFolder / part));
    CF_TRY(writeModule(*run->network, modelFolder / part / "model.safetensors", torch::kFloat16));
    return addSegmenterToCard(modelFolder, part, run->state.earlierSteps + run->state.step);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Exporting the segmenter"));
}

} // namespace cf
