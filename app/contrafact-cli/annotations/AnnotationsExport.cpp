#include "app/contrafact-cli/annotations/AnnotationsCommands.h"

#include "core/annotation/exchange/Coco.h"
#include "core/annotation/exchange/Table.h"
#include "core/base/files/AtomicFile.h"
#include "core/base/files/OutputPlan.h"
#include "core/base/files/Sha256.h"
#include "core/editing/ProvenanceJson.h"
#include "dicom/AnnotationObjects.h"
#include "dicom/SyntheticWriter.h"

#include <filesystem>
#include <memory>

namespace cf::cli {

using namespace cf::annotation;

namespace {

struct AnnotationsExportOptions {
    AnnotationInputs inputs;
    AnnotatedFilms films;
    std::string format;
    std::filesystem::path output;
};

/// The object was made by the very edit that was annotated.
Result<> checkEdit(const Annotation &annotation, const std::filesystem::path &image)
{
    CF_ASSIGN(const std::string record, readProvenance(image));
    std::string edit;
    if (!record.empty()) {
        CF_ASSIGN(const Provenance provenance, provenanceFromJson(record));
        const std::string text = toJson(provenance);
        Sha256 hash;
        hash.add(text.data(), text.size());
        edit = hash.finish();
    }
    if (edit != annotation.subject.edit)
        return fail(ErrorCode::InvalidInput,
            image.filename().string() + " was not made by the edit that the annotation is about. Nothing was saved.");
    return {};
}

Result<WrittenAnnotation> writeObject(const AnnotationsExportOptions &options, const Annotation &annotation)
{
    if (options.format == "seg")
        return writeAnnotationSegmentation(annotation, options.films, options.output);
    if (options.format == "sr")
        return writeAnnotationReport(annotation, options.films, options.output);
    return writeAnnotationMarks(annotation, options.films, options.output);
}

Result<Json> exportObject(const AnnotationsExportOptions &options, const std::vector<Annotation> &annotations)
{
    if (annotations.size() != 1)
        return fail(ErrorCode::InvalidInput, "An object of DICOM holds one annotation. Give one --input.");
    if (options.films.image.empty())
        return fail(ErrorCode::InvalidInput,
            "An object of DICOM refers to the image. Name it with --image, and what it was made from with --source.");
    CF_TRY(checkEdit(annotations[0], options.films.image));
    CF_ASSIGN(const WrittenAnnotation written, writeObject(options, annotations[0]));
    return Json{ { "output", written.path.string() }, { "sop_instance_uid", written.sopInstanceUid },
        { "left_out", written.leftOut } };
}

Result<Json> run(const AnnotationsExportOptions &options)
{
    OutputPlan plan;
    for (const auto &input : options.inputs.files)
        plan.reads("--input", input);
    plan.reads("--image", options.films.image);
    plan.reads("--source", options.films.source);
    const bool isText = options.format == "coco" || options.format == "csv";
    plan.writes(
        "--output", options.output, refuseExisting(), isText ? OutputPlan::Form::Text : OutputPlan::Form::Object);
    CF_TRY(plan.check());
    CF_ASSIGN(const std::vector<Annotation> annotations, readInputs(options.inputs));
    if (!isText)
        return exportObject(options, annotations);
    CF_TRY(writeWhole(
        options.output, options.format == "csv" ? toTable(annotations) : toCoco(annotations).dump(1) + "\n"));
    return Json{ { "output", options.output.string() }, { "annotations", annotations.size() },
        { "left_out", Json::array() } };
}

} // namespace

void addAnnotationsExport(CLI::App &annotations, int &exitCode)
{
    auto options = std::make_shared<AnnotationsExportOptions>();
    CLI::App *command = annotations.add_subcommand("export",
        "An annotation as DICOM segmentation, structured report or presentation state; several as COCO or CSV.");
    addInputs(*command, options->inputs, "JSON of an annotation; again for each (coco, csv)");
    command->add_option("--image", options->films.image, "The annotated DICOM object (seg, sr, gsps)");
    command->add_option("--source", options->films.source, "The object that it was made from (seg, sr, gsps)");
    command->add_option("--format", options->format, "seg, sr, gsps, coco or csv")
        ->required()
        ->check(CLI::IsMember({ "seg", "sr", "gsps", "coco", "csv" }));
    command->add_option("--output", options->output, "File to write")->required();
    command->callback([options, &exitCode] { exitCode = printAnswer([&] { return run(*options); }); });
}

} // namespace cf::cli
