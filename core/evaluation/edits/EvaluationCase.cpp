#include "core/evaluation/edits/EvaluationCase.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"
#include "core/evaluation/RecordLines.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

namespace cf {

namespace {

using nlohmann::json;

constexpr std::uintmax_t longestRecords = std::uintmax_t{ 1 } << 30U;

json toJson(const EvaluationCase &item)
{
    const EditScore &score = item.score;
    json line{ { "seed", item.seed }, { "patient", item.patient }, { "target", keyOf(item.abnormality.target) },
        { "side", keyOf(item.abnormality.side) }, { "zone", keyOf(item.abnormality.zone) },
        { "severity", keyOf(item.abnormality.severity) }, { "adds", item.adds }, { "mask", keyOf(item.mask) },
        { "method", item.method }, { "error_inside", score.errorInside }, { "error_outside", score.errorOutside },
        { "error_whole", score.errorWhole }, { "asked_energy", score.askedEnergy }, { "gain", score.gain },
        { "spill", score.spill }, { "success", score.success }, { "right_side", score.rightSide },
        { "l1_inside", score.l1Inside }, { "l1_outside", score.l1Outside }, { "psnr_inside", score.psnrInside },
        { "psnr_outside", score.psnrOutside }, { "ssim_inside", score.ssimInside },
        { "ssim_outside", score.ssimOutside }, { "seconds", item.seconds },
        { "network_evaluations", item.networkEvaluations }, { "peak_megabytes", item.peakMegabytes },
        { "refused", item.refused }, { "reason", item.reason },
        { "outside_changed_values", item.outsideChangedValues } };
    if (item.added)
        line["added"] = { { "match", item.added->match }, { "displacement", item.added->displacement },
            { "contrast", item.added->contrast }, { "right_side", item.added->rightSide } };
    if (item.seen)
        line["seen"] = { { "found", item.seen->found }, { "once", item.seen->once },
            { "right_side", item.seen->rightSide }, { "right_zone", item.seen->rightZone },
            { "right_amount", item.seen->rightAmount } };
    if (item.perceptual)
        line["lpips"] = *item.perceptual;
    if (item.readings) {
        line["cpg"] = item.readings->gain;
        line["flipped"] = item.readings->flipped ? json(*item.readings->flipped) : json(nullptr);
        line["collateral"] = item.readings->collateral;
        line["collateral_label"] = item.readings->collateralLabel;
    }
    return line;
}

EvaluationCase fromJson(const json &line)
{
    EvaluationCase item;
    item.seed = line.at("seed");
    item.patient = line.at("patient").get<std::string>();
    item.abnormality = abnormalityOf(line);
    item.adds = line.at("adds");
    item.mask = line.at("mask").get<std::string>() == keyOf(MaskKind::None) ? MaskKind::None : MaskKind::DrawnLike;
    item.method = line.at("method").get<std::string>();
    item.score = { line.at("error_inside"), line.at("error_outside"), line.at("error_whole"), line.at("asked_energy"),
        line.at("gain"), line.at("spill"), line.at("success"), line.at("right_side"), line.at("l1_inside"),
        line.at("l1_outside"), line.at("psnr_inside"), line.at("psnr_outside"), line.at("ssim_inside"),
        line.at("ssim_outside") };
    item.seconds = line.at("seconds");
    item.networkEvaluations = line.at("network_evaluations");
    item.peakMegabytes = line.at("peak_megabytes");
    item.refused = line.at("refused");
    item.reason = line.at("reason").get<std::string>();
    item.outsideChangedValues = line.at("outside_changed_values");
    if (const auto added = line.find("added"); added != line.end())
        item.added = AddedReadout{ added->at("match"), added->at("displacement"), added->at("contrast"),
            added->at("right_side") };
    if (const auto seen = line.find("seen"); seen != line.end())
        item.seen = SeenAddition{ seen->at("found"), seen->at("once"), seen->at("right_side"), seen->at("right_zone"),
            seen->at("right_amount") };
    if (line.contains("lpips"))
        item.perceptual = line.at("lpips").get<double>();
    if (line.contains("cpg")) {
        item.readings = CaseReadings{ line.at("cpg"), std::nullopt, line.at("collateral"),
            line.at("collateral_label").get<std::string>() };
        if (line.at("flipped").is_boolean())
            item.readings->flipped = line.at("flipped").get<bool>();
    }
    return item;
}

/// What a kill leaves of a line of ours, in a file with whole ones of ours or by its beginning; anything else is
/// another's file and is said to be damaged.
bool isCutShort(const std::string &line, bool hasOurs)
{
    if (json::accept(line))
        return false;
    return hasOurs
        || std::ranges::any_of(std::array{ std::string_view("{\"add"), std::string_view("{\"stamp\"") },
            [&](std::string_view begin) { return line.starts_with(begin) || begin.starts_with(line); });
}

} // namespace

std::string_view keyOf(MaskKind mask)
{
    return mask == MaskKind::None ? "none" : "drawn_like";
}

bool isBaseline(std::string_view method)
{
    return method.starts_with("baseline: ");
}

Result<EvaluationRecords> readRecords(const std::filesystem::path &file, const std::string &stamp)
{
    EvaluationRecords records;
    std::error_code failure;
    if (!std::filesystem::exists(file, failure))
        return records;
    CF_ASSIGN(const std::string text, readText(file, longestRecords));
    std::istringstream stream(text);
    std::string line;
    while (std::getline(stream, line)) {
        const bool hasOurs = !records.cases.empty() || !records.withoutTruth.empty();
        if (stream.eof() && isCutShort(line, hasOurs)) // The next line to be written takes its place.
            break;
        try {
            const json parsed = json::parse(line);
            if (parsed.at("stamp").get<std::string>() != stamp)
                return fail(ErrorCode::InvalidInput,
                    "The evaluation records " + file.string()
                        + " are of another model, classifier or kind of pairs. Name another file.");
            if (parsed.contains("without_truth"))
                records.withoutTruth.push_back(parsed.at("without_truth"));
            else
                records.cases.push_back(fromJson(parsed));
        } catch (const std::exception &) {
            return fail(ErrorCode::InvalidInput,
                "The evaluation records " + file.string()
                    + " are damaged or of another version. Move the file away to start anew.");
        }
    }
    return records;
}

Result<> appendRecords(
    const std::filesystem::path &file, const std::string &stamp, const std::vector<EvaluationCase> &cases)
{
    std::string lines;
    for (const EvaluationCase &item : cases) {
        json line = toJson(item);
        line["stamp"] = stamp;
        lines += line.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
    }
    return appendLines(file, lines);
}

Result<> appendWithoutTruth(const std::filesystem::path &file, const std::string &stamp, std::uint64_t seed)
{
    return appendLines(file, json{ { "stamp", stamp }, { "without_truth", seed } }.dump() + '\n');
}

} // namespace cf
