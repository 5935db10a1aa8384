#include "app/contrafact-cli/annotations/AnnotationsCommands.h"

#include "app/contrafact-cli/Subcommands.h"
#include "core/annotation/AnnotationAgreement.h"
#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationJson.h"
#include "core/annotation/exchange/Coco.h"
#include "core/annotation/exchange/Table.h"
#include "core/annotation/store/AnnotationStore.h"
#include "core/base/files/AtomicFile.h"
#include "core/base/files/OutputPlan.h"
#include "core/base/files/RegularFile.h"
#include "core/base/text/JsonFile.h"
#include "dicom/AnnotationObjects.h"

#include <filesystem>
#include <memory>

namespace cf::cli {

using namespace cf::annotation;

namespace {

struct AnnotationsImportOptions {
    std::vector<std::filesystem::path> inputs;
    std::string annotator;
    std::filesystem::path output;
    std::string store;
};

enum class Form { Dicom, Json, Table };

/// By what the file holds, not by its name.
Result<Form> formOf(const std::filesystem::path &file)
{
    if (holdsAt(file, 128, "DICM"))
        return Form::Dicom;
    if (beginsWith(file, tableHead) || beginsWith(file, std::string("\xEF\xBB\xBF").append(tableHead)))
        return Form::Table;
    if (beginsWith(file, "{"))
        return Form::Json;
    return fail(ErrorCode::InvalidInput,
        file.string() + " is neither a DICOM object, nor JSON, nor a table of annotations, or cannot be read.");
}

Result<std::vector<Annotation>> readAnnotationTable(const std::filesystem::path &file)
{
    constexpr std::uintmax_t longestTable = std::uintmax_t{ 1 } << 30U;
    CF_ASSIGN(const std::string text, readText(file, longestTable));
    return fromTable(text);
}

Result<std::vector<Annotation>> readJson(const std::filesystem::path &file, const std::string &annotator)
{
    CF_ASSIGN(const nlohmann::json text, readJsonFile(file));
    if (text.contains("images"))
        return fromCoco(text, annotator);
    CF_ASSIGN(Annotation annotation, annotationFromJson(text));
    return std::vector{ std::move(annotation) };
}

Result<std::vector<Annotation>> readAll(const AnnotationsImportOptions &options)
{
    std::vector<Annotation> found;
    std::vector<AnnotationPart> parts;
    for (const auto &input : options.inputs) {
        CF_ASSIGN(const Form form, formOf(input));
        if (form == Form::Dicom) {
            CF_ASSIGN(AnnotationPart part, readAnnotationPart(input));
            parts.push_back(std::move(part));
            continue;
        }
        CF_ASSIGN(
            auto annotations, form == Form::Table ? readAnnotationTable(input) : readJson(input, options.annotator));
        std::ranges::move(annotations, std::back_inserter(found));
    }
    if (!parts.empty()) {
        CF_ASSIGN(Annotation joined, joinedParts(parts, options.annotator));
        found.push_back(std::move(joined));
    }
    if (found.empty())
        return fail(ErrorCode::InvalidInput, "There is no annotation in these files.");
    return found;
}

/// One annotation: the name given; several: NAME-1.json, NAME-2.json …
std::vector<std::filesystem::path> outputsOf(const AnnotationsImportOptions &options, std::size_t count)
{
    if (count == 1)
        return { options.output };
    std::vector<std::filesystem::path> files;
    for (std::size_t i = 1; i <= count; ++i)
        files.push_back(options.output.parent_path()
            / (options.output.stem().string().append("-").append(std::to_string(i))
                + options.output.extension().string()));
    return files;
}

Json told(const Annotation &annotation)
{
    return { { "annotator", annotation.annotator }, { "marks", annotation.marks.size() },
        { "open", openItems(annotation) } };
}

/// Under the edit that they are about, as the window keeps them where several workstations share a server. All are
/// looked at before the first is stored.
Result<Json> keep(const std::vector<Annotation> &annotations, const std::string &place)
{
    startDatabaseDrivers();
    for (const Annotation &one : annotations)
        if (one.isOfOriginal())
            return fail(ErrorCode::InvalidInput,
                "An annotation by \"" + one.annotator
                    + "\" is of an original. A store that is shared takes those of edits. Use --output.");
    CF_ASSIGN(AnnotationStore store, AnnotationStore::at(placeOfStore(place)));
    Json list = Json::array();
    for (const Annotation &one : annotations) {
        CF_TRY(store.save(imageKeyOf(one.subject), one));
        list.push_back(told(one));
    }
    return Json{ { "store", store.name() }, { "annotations", list } };
}

Result<Json> run(const AnnotationsImportOptions &options)
{
    CF_ASSIGN(const std::vector<Annotation> annotations, readAll(options));
    if (!options.store.empty())
        return keep(annotations, options.store);
    const auto files = outputsOf(options, annotations.size());
    OutputPlan plan;
    for (const auto &input : options.inputs)
        plan.reads("--input", input);
    for (const auto &file : files)
        plan.writes("--output", file, refuseExisting(), OutputPlan::Form::Text);
    CF_TRY(plan.check());
    Json list = Json::array();
    for (std::size_t i = 0; i < files.size(); ++i) {
        CF_TRY(writeWhole(files[i], toJson(annotations[i]).dump(1) + "\n"));
        Json one = { { "output", files[i].string() } };
        one.update(told(annotations[i]));
        list.push_back(std::move(one));
    }
    return Json{ { "annotations", list } };
}

} // namespace

void addAnnotationsImport(CLI::App &annotations, int &exitCode)
{
    auto options = std::make_shared<AnnotationsImportOptions>();
    CLI::App *command = annotations.add_subcommand(
        "import", "Annotations from DICOM SEG, SR and GSPS, from COCO and CSV, as JSON; told apart by what they hold.");
    command
        ->add_option("--input", options->inputs,
            "A file; again for each. Objects of DICOM together make one annotation: a report and its segmentation")
        ->required();
    command->add_option("--annotator", options->annotator, "Whose they are, where the files do not say so");
    CLI::Option_group *target = command->add_option_group("Target");
    target->add_option("--output", options->output, "JSON file to write; of several: NAME-1.json, NAME-2.json …");
    target->add_option("--store", options->store,
        "Store to put them in, which annotators share: postgresql://user@host/database?schema=name, or a folder");
    target->require_option(1);
    command->callback([options, &exitCode] { exitCode = printAnswer([&] { return run(*options); }); });
}

} // namespace cf::cli
