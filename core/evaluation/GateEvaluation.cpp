#include "core/evaluation/GateEvaluation.h"

#include "core/base/text/TwoPlaces.h"
#include "core/editing/engine/judging/AdditionStrength.h"
#include "core/editing/engine/judging/DeviceEdges.h"
#include "core/editing/engine/judging/Gates.h"
#include "core/editing/engine/judging/ThinStructure.h"
#include "core/editing/engine/reading/FilmReader.h"
#include "core/editing/engine/reading/ReadingGates.h"
#include "core/editing/engine/reading/ReadingRegion.h"
#include "core/editing/engine/removal/LinesLeft.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"
#include "core/insertion/dataset/InsertionDataset.h"
#include "core/training/tables/DeviceTable.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <utility>

namespace cf {

namespace {

constexpr std::uint64_t firstSeed = 700'000; ///< Held back: below one million, and not those of a training's check.
constexpr double drawnMargin = 12.0; ///< Pixels by which a user's mask is wider than the change.
constexpr const char *exactEdits = "truth"; ///< The kind that shall pass.

Radiograph radiographOf(const GreyImage &image)
{
    Radiograph film;
    film.bitsStored = 12;
    film.windowCenter = 2048.0;
    film.windowWidth = 4096.0;
    film.stored = StoredImage(image.width, image.height);
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        film.stored.pixels[i] =
            static_cast<std::int32_t>(std::lround(std::clamp(image.pixels[i], 0.0F, 1.0F) * 4095.0F));
    return film;
}

GreyImage mirrored(GreyImage image)
{
    for (int y = 0; y < image.height; ++y)
        std::reverse(&image.at(0, y), &image.at(0, y) + image.width);
    return image;
}

GreyImage scaled(GreyImage image, float factor)
{
    for (float &value : image.pixels)
        value *= factor;
    return image;
}

/// The change above its own middle; below it nothing.
GreyImage cut(GreyImage image)
{
    double whole = 0.0;
    for (const float value : image.pixels)
        whole += std::abs(value);
    double above = 0.0;
    for (int y = 0; y < image.height; ++y) {
        if (above > 0.5 * whole)
            std::fill_n(&image.at(0, y), image.width, 0.0F);
        for (int x = 0; x < image.width; ++x)
            above += std::abs(image.at(x, y));
    }
    return image;
}

GreyImage sum(GreyImage image, const GreyImage &other)
{
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        image.pixels[i] += other.pixels[i];
    return image;
}

/// Ways to spoil a change, and whether a way means something for an action on a target.
struct Spoiling {
    const char *name;
    std::function<GreyImage(const GreyImage &)> spoil;
    std::function<bool(const EditInstruction &)> applies;
};

const std::vector<Spoiling> &spoilings()
{
    const auto always = [](const EditInstruction &) { return true; };
    const auto removals = [](const EditInstruction &edit) { return edit.action == EditAction::Remove; };
    const auto sided = [](const EditInstruction &edit) {
        return edit.action == EditAction::Add && (edit.side == Side::Left || edit.side == Side::Right)
            && edit.target != Target::CentralVenousCatheter;
    };
    const auto single = [](const EditInstruction &edit) {
        return edit.action == EditAction::Add
            && (edit.target == Target::Pacemaker || edit.target == Target::LungLesion);
    };
    static const std::vector<Spoiling> list{
        { "blurred", [](const GreyImage &change) { return blurred(change, 6.0); }, always },
        { "faded", [](const GreyImage &change) { return scaled(change, 0.3F); }, always },
        { "cut", cut, removals },
        { "mirrored", mirrored, sided },
        { "doubled", [](const GreyImage &change) { return sum(change, mirrored(change)); }, single },
    };
    return list;
}

bool refuses(const std::vector<Gate> &gates)
{
    return std::ranges::any_of(gates, [](const Gate &gate) { return !gate.passed; });
}

struct Judged {
    FilmReader &reader;
    const JobContext &job;
    GateFigures &figures;

    Result<> judge(const GreyImage &before, const GreyImage &change, const MaskImage &region,
        const EditInstruction &edit, const std::string &kind)
    {
        const Radiograph film = radiographOf(before);
        CF_ASSIGN(FilmReading source, reader.read(film, job));
        const FilmReading::Label *label = source.label(edit.target);
        // Exact edits of anything must pass; whether a spoilt one is caught is asked only where somebody can tell.
        if (kind != exactEdits && (label == nullptr || !label->trusted))
            return {};
        const Radiograph edited = radiographOf(sum(before, change));
        CF_ASSIGN(FilmReading answer, reader.read(edited, job));
        if (edit.action == EditAction::Remove && isDevice(edit.target)) { // As an edit is read.
            CF_TRY(reader.addLines(film, source, job));
            if (areReadAsLines(source, { edit }))
                CF_TRY(reader.addLines(edited, answer, job));
        }
        const GreyImage picture = toDisplay(film);
        const GreyImage result = toDisplay(edited);
        auto gates = gatesOf(source, answer, region, { edit },
            edit.action == EditAction::Add ? std::vector{ edit.target } : std::vector<Target>{},
            { changedWhere(film, edited), thinStructureChange(picture, result) });
        const auto lines = canMeasureLines({ edit }) ? linesToGo(source, picture, { edit }) : std::vector<TracedLine>{};
        if (auto gone = judgeLinesLeft(lines, picture, result, region))
            gates.push_back(*std::move(gone));
        if (auto edges = judgeDeviceEdges(picture, result, { edit }))
            gates.push_back(*std::move(edges));
        if (auto strength = judgeAdditionStrength(picture, result, { edit }))
            gates.push_back(*std::move(strength));
        const bool decides =
            std::ranges::any_of(gates, [](const Gate &gate) { return gate.name != "seen_collateral"; });
        if (!decides && kind != exactEdits) // A removal of what the segmenter did not see at all.
            return {};
        GateCount &count = figures.kinds[kind][std::string(keyOf(edit.action)) + " " + std::string(keyOf(edit.target))];
        ++count.judged;
        count.refused += refuses(gates) ? 1 : 0;
        for (const Gate &gate : gates)
            if (!gate.passed)
                ++count.reasons[gate.reason + " (" + twoPlaces(gate.value) + ")"];
        return {};
    }

    Result<> judgeAll(
        const GreyImage &before, const GreyImage &after, const MaskImage &region, const EditInstruction &edit)
    {
        const GreyImage change = sum(scaled(before, -1.0F), after);
        CF_TRY(judge(before, change, region, edit, exactEdits));
        for (const Spoiling &way : spoilings())
            if (way.applies(edit))
                CF_TRY(judge(before, way.spoil(change), MaskImage(region.width, region.height, 1.0F), edit, way.name));
        return {};
    }
};

Result<> measureMarks(FilmReader &reader, const InsertionDataset &films, const DeviceTable &table, GateFigures &figures,
    const JobContext &job)
{
    double protectedShare = 0.0;
    int seen = 0;
    for (std::size_t index = 0; index < films.size(); ++index) {
        const InsertionSource &source = films.sources()[index];
        const DeviceTable::Row *row = table.find(source.file.filename().string());
        const auto film = films.film(index);
        if (row == nullptr || !film)
            continue;
        job.report({ static_cast<int>(index), static_cast<int>(films.size()), "Measuring printed marks", -1.0 });
        CF_ASSIGN(const FilmReading reading, reader.read(radiographOf(*film), job));
        const MaskImage marks = printedMarks(reading);
        protectedShare +=
            marks.empty() ? 0.0 : static_cast<double>(areaOf(marks)) / static_cast<double>(marks.pixels.size());
        ++seen;
        // As the samples of training: places are on the file's picture, which may be squeezed into a square.
        const bool squeezed = source.widthMillimetres > 50.0 && source.heightMillimetres > 50.0;
        const double longer = std::max(source.widthMillimetres, source.heightMillimetres);
        const double across = squeezed ? source.widthMillimetres / longer : 1.0;
        const double down = squeezed ? source.heightMillimetres / longer : 1.0;
        if (!squeezed)
            continue; // The borders of other pictures are not known here.
        const double side = films.imageSize();
        const MaskImage near = marks.empty() ? marks : dilated(marks, 4.0);
        for (const DeviceTable::Mark &mark : row->marks) {
            const auto x = static_cast<int>((mark.x / DeviceTable::side - 0.5) * across * side + 0.5 * side);
            const auto y = static_cast<int>((mark.y / DeviceTable::side - 0.5) * down * side + 0.5 * side);
            ++figures.marks;
            const bool inside = x >= 0 && y >= 0 && x < near.width && y < near.height;
            figures.marksCovered += inside && near.at(x, y) > 0.0F ? 1 : 0;
        }
    }
    figures.coveredShare = seen > 0 ? protectedShare / seen : 0.0;
    return {};
}

} // namespace

GateCount GateFigures::whole(const std::string &kind) const
{
    GateCount sum;
    if (const auto found = kinds.find(kind); found != kinds.end())
        for (const auto &[name, count] : found->second) {
            sum.judged += count.judged;
            sum.refused += count.refused;
        }
    return sum;
}

Result<GateFigures> evaluateGates(const GateEvaluationPlan &plan, const JobContext &job)
{
    CF_ASSIGN(auto reader, FilmReader::load(plan.model));
    if (!reader)
        return fail(ErrorCode::InvalidInput, "The model " + plan.model.string() + " has no segmenter.");
    CF_ASSIGN(const auto films, InsertionDataset::open(plan.radiographs, plan.imageSize, PatientShare::HeldBack));
    CF_ASSIGN(const auto table, DeviceTable::read(plan.deviceTable));
    GateFigures figures;
    CF_TRY(measureMarks(*reader, films, table, figures, job));
    Judged judged{ *reader, job, figures };
    for (int index = 0; index < plan.count; ++index) {
        CF_TRY(job.checkStop());
        job.report({ index, plan.count, "Judging exact and spoilt edits", -1.0 });
        const auto sample = films.sample(firstSeed + static_cast<std::uint64_t>(index));
        if (!sample)
            continue;
        const CounterfactualPair &pair = sample->pair;
        const Abnormality &what = pair.abnormality;
        const MaskImage region = dilated(pair.region, drawnMargin);
        CF_TRY(judged.judgeAll(
            pair.without, pair.with, region, { EditAction::Add, what.target, what.side, what.zone, what.severity }));
        CF_TRY(judged.judgeAll(
            pair.with, pair.without, region, { EditAction::Remove, what.target, what.side, what.zone, what.severity }));
    }
    return figures;
}

std::string gateTable(const GateFigures &figures)
{
    std::string text;
    char line[160];
    for (const auto &[kind, targets] : figures.kinds) {
        const GateCount whole = figures.whole(kind);
        std::snprintf(line, sizeof line, "%-10s %4d judged %4d refused (%.1f %%)\n", kind.c_str(), whole.judged,
            whole.refused, 100.0 * whole.refused / std::max(1, whole.judged));
        text += line;
        for (const auto &[target, count] : targets) {
            std::snprintf(line, sizeof line, "    %-34s %4d %4d\n", target.c_str(), count.judged, count.refused);
            text += line;
            if (kind == exactEdits)
                for (const auto &[reason, times] : count.reasons)
                    text += "        " + std::to_string(times) + ": " + reason + '\n';
        }
    }
    std::snprintf(line, sizeof line, "printed marks covered: %d of %d; protected: %.2f %% of a film\n",
        figures.marksCovered, figures.marks, 100.0 * figures.coveredShare);
    return text + line;
}

} // namespace cf
