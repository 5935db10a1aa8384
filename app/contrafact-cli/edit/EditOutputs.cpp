#include "app/contrafact-cli/edit/EditOutputs.h"

#include "app/contrafact-cli/Subcommands.h"
#include "core/base/files/Sha256.h"
#include "core/editing/ProvenanceJson.h"
#include "core/imaging/DifferenceMap.h"
#include "core/imaging/figures/FigureWriter.h"
#include "core/imaging/figures/SpreadFigure.h"
#include "core/imaging/pictures/PictureMark.h"
#include "dicom/SyntheticWriter.h"

#include <algorithm>

namespace cf::cli {

namespace {

std::string asciiCaption(const EditResult &result)
{
    std::string caption = result.provenance.captions.target + "  |  " + result.provenance.method + ", "
        + result.provenance.model + ", seed " + std::to_string(result.provenance.seed)
        + (result.status == EditStatus::Accepted ? "  |  accepted" : "  |  REFUSED: " + result.reason);
    for (char &character : caption)
        if (static_cast<unsigned char>(character) < 32 || static_cast<unsigned char>(character) > 126)
            character = '?';
    return caption;
}

/// Standard deviation and agreement over the seeds, beside the figure: FIGURE.spread.png.
std::filesystem::path spreadFile(const EditOptions &options)
{
    std::filesystem::path file = options.figure;
    return file.replace_extension(".spread.png");
}

/// The report names what was written: whoever finds other bytes under these names has files of two runs.
Result<> nameInReport(const std::filesystem::path &file, ReportJson &report)
{
    CF_ASSIGN(const std::string hash, sha256OfFile(file));
    report["files"].push_back({ { "path", file.string() }, { "sha256", hash } });
    return {};
}

Result<> writeFigures(
    const EditOptions &options, const EditRequest &request, const EditResult &result, ReportJson &report)
{
    const WritePolicy policy = outputPolicy(options.overwrite, isOurPicture);
    CF_ASSIGN(
        const auto difference, differenceMap(request.source, result.counterfactual.stored, result.metrics.noiseFloor));
    CF_TRY(writeFigure({ request.source, result.counterfactual, difference, result.region, asciiCaption(result) },
        options.figure, policy));
    report["figure"] = options.figure.string();
    CF_TRY(nameInReport(options.figure, report));
    if (!result.spread)
        return {};
    const SeedSpread &spread = *result.spread;
    CF_TRY(writeSpreadFigure(
        { request.source, spread.meanChange, spread.deviation, spread.agreement, asciiCaption(result) },
        spreadFile(options), policy));
    report["spread"]["figure"] = spreadFile(options).string();
    return nameInReport(spreadFile(options), report);
}

} // namespace

OutputPlan planOf(const EditOptions &options)
{
    OutputPlan plan;
    plan.reads("--input", options.input);
    plan.reads("--mask", options.mask);
    plan.writes("--output", options.output, outputPolicy(options.overwrite, isOurObject));
    plan.writes("--figure", options.figure, outputPolicy(options.overwrite, isOurPicture));
    if (!options.figure.empty() && options.seeds > 1)
        plan.writes(
            "the figure of the seeds' spread", spreadFile(options), outputPolicy(options.overwrite, isOurPicture));
    plan.writes("--json", options.json, outputPolicy(options.overwrite, isOurReport), OutputPlan::Form::Text);
    return plan;
}

SyntheticRecord recordOf(const EditRequest &request, const EditResult &result, bool deidentified)
{
    SyntheticRecord record;
    const Provenance made = deidentified ? withoutIdentity(result.provenance) : result.provenance;
    const std::string &program = made.program; // "Contrafact 0.1.0"
    record.programVersion = program.substr(std::min(program.size(), program.find(' ') + 1));
    record.modelName = made.model;
    record.modelSha256 = made.modelSha256;
    record.method = made.method;
    record.provenanceJson = toJson(made);
    if (!deidentified || !request.captionsByHand)
        record.edit = record.seriesDescription = request.captions.target;
    record.deidentified = deidentified;
    return record;
}

Result<> writeOutputs(
    const EditOptions &options, const EditRequest &request, const EditResult &result, ReportJson &report)
{
    SyntheticRecord record = recordOf(request, result, options.deidentify);
    record.mark = options.noMarkReason.empty();
    record.reasonForNoMark = options.noMarkReason;
    report["files"] = ReportJson::array();
    CF_ASSIGN(const auto written,
        writeSynthetic(result.counterfactual, record, options.input, options.output, options.reading.frame,
            outputPolicy(options.overwrite, isOurObject)));
    report["output"] = written.path.string();
    CF_TRY(nameInReport(written.path, report));
    if (written.mark)
        report["mark"] = { { "x", written.mark->x }, { "y", written.mark->y }, { "width", written.mark->width },
            { "height", written.mark->height } };
    if (options.figure.empty())
        return {};
    return writeFigures(options, request, result, report);
}

Result<> writeReport(const EditOptions &options, const ReportJson &report)
{
    return writeWhole(options.json, report.dump(2, ' ', false, ReportJson::error_handler_t::replace) + "\n",
        outputPolicy(options.overwrite, isOurReport));
}

} // namespace cf::cli
