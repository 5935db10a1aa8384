#include "app/contrafact-cli/annotations/AnnotationsCommands.h"

#include "app/contrafact-cli/Subcommands.h"
#include "app/program/MemoryLimit.h"
#include "core/annotation/Adjudication.h"
#include "core/annotation/AnnotationAgreement.h"
#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationJson.h"
#include "core/annotation/MarkShapes.h"
#include "core/annotation/Proposal.h"
#include "core/base/files/AtomicFile.h"
#include "core/base/files/OutputPlan.h"
#include "core/base/files/Sha256.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/ProvenanceJson.h"
#include "core/editing/readings/SeenThings.h"
#include "core/editing/readings/SourceReader.h"
#include "core/imaging/UprightRadiograph.h"
#include "core/language/PromptLanguage.h"
#include "dicom/AnnotationObjects.h"
#include "dicom/PixelReader.h"
#include "dicom/SyntheticMark.h"
#include "dicom/SyntheticWriter.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>

namespace cf::cli {

using namespace cf::annotation;

namespace {

struct AnnotationsNewOptions {
    std::filesystem::path image;
    std::filesystem::path source;
    std::filesystem::path original;
    std::filesystem::path model;
    std::string annotator;
    std::vector<std::filesystem::path> decides;
    bool isMeeting = false;
    std::filesystem::path output;
};

std::string hashOf(const std::string &text)
{
    Sha256 hash;
    hash.add(text.data(), text.size());
    return hash.finish();
}

/// What the edit changed, without the plate that says SYNTHETIC.
Result<Image<std::uint8_t>> changedBy(const Radiograph &image, const std::filesystem::path &sourceFile)
{
    CF_ASSIGN(const LoadedRadiograph source, readRadiograph(sourceFile));
    if (!source.radiograph.stored.sameSizeAs(image.stored))
        return fail(ErrorCode::InvalidInput, "Image and source differ in size.");
    Image<std::uint8_t> changed = changedPixels(source.radiograph.stored, image.stored);
    if (const auto plate = findMark(image))
        for (int y = plate->y; y < plate->y + plate->height; ++y)
            for (int x = plate->x; x < plate->x + plate->width; ++x)
                changed.at(x, y) = 0;
    return changed;
}

std::vector<AskedChange> askedBy(const std::string &prompt)
{
    std::vector<AskedChange> asked;
    for (const EditInstruction &edit : compilePrompt(prompt, CaptionGrammar::bundled()).edits)
        asked.push_back({ edit.action, edit.target, edit.side, edit.zone, edit.severity });
    return asked;
}

/// What an object's record says was done.
struct RecordedEdit {
    std::string hash; ///< Of the record.
    std::string instruction; ///< Empty: the record names none.
};

/// Of an edit the words that were typed; of an abnormality rendered into a film what it is. Another record, as that of
/// a phantom, is one of which nothing is known but itself.
Result<RecordedEdit> recordedEdit(const std::string &record)
{
    const auto json = nlohmann::json::parse(record, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::InvalidInput, "The provenance record cannot be read: it is no JSON object.");
    if (json.contains("prompt")) {
        CF_ASSIGN(const Provenance provenance, provenanceFromJson(record));
        return RecordedEdit{ hashOf(toJson(provenance)), provenance.prompt };
    }
    const auto abnormality = json.find("abnormality");
    const bool isNamed = abnormality != json.end() && abnormality->is_string();
    return RecordedEdit{ hashOf(record), isNamed ? "add " + abnormality->get<std::string>() : std::string() };
}

/// What the model's segmenter sees of each thing on source and image, which is read without its plate.
Result<std::vector<SeenThing>> seenBy(
    const std::filesystem::path &model, Radiograph image, const std::filesystem::path &sourceFile)
{
    CF_ASSIGN(const std::stop_token stop, beginWork({ editingBytes }));
    const JobContext job(stop, {});
    CF_ASSIGN(const LoadedRadiograph source, readRadiograph(sourceFile));
    const Radiograph &film = source.radiograph;
    if (const auto plate = findMark(image))
        for (int y = plate->y; y < plate->y + plate->height; ++y)
            for (int x = plate->x; x < plate->x + plate->width; ++x)
                image.stored.at(x, y) = film.stored.at(x, y);
    CF_ASSIGN(const auto editor, asInput(loadEditor(model, {}, job)));
    auto *reader = dynamic_cast<SourceReader *>(editor.get());
    const auto read = [&](const Radiograph &one) {
        return reader ? reader->readFilm(uprightRadiograph(one), job) : Result<FilmReading>();
    };
    CF_ASSIGN(const FilmReading before, read(film));
    CF_ASSIGN(const FilmReading after, read(image));
    if (before.labels.empty())
        return fail(ErrorCode::InvalidInput,
            "The model " + model.string() + " has no segmenter. Leave out --model, or name one that has.");
    return seenThings(before, after, film.axes);
}

/// The annotations between which is decided: finished ones of this image.
Result<std::vector<Annotation>> decidedUpon(const AnnotationsNewOptions &options, const Subject &subject)
{
    std::vector<Annotation> said;
    for (const auto &file : options.decides) {
        CF_ASSIGN(Annotation one, readAnnotation(file));
        if (imageKeyOf(one.subject) != imageKeyOf(subject))
            return fail(ErrorCode::InvalidInput, file.string() + " is an annotation of another image.");
        if (one.state != annotation::State::Done || one.role != annotation::Role::Annotator)
            return fail(ErrorCode::InvalidInput, file.string() + " is no finished annotation of an annotator.");
        said.push_back(std::move(one));
    }
    return said;
}

Result<Annotation> begin(const AnnotationsNewOptions &options)
{
    CF_ASSIGN(const LoadedRadiograph image, readRadiograph(options.image));
    CF_ASSIGN(const std::string record, readProvenance(options.image));
    Subject subject;
    subject.width = image.radiograph.stored.width;
    subject.height = image.radiograph.stored.height;
    std::vector<AskedChange> asked;
    std::vector<ProposedRegion> regions;
    Image<std::uint8_t> changed(subject.width, subject.height);
    if (!record.empty()) {
        CF_ASSIGN(const RecordedEdit edit, recordedEdit(record));
        subject.edit = edit.hash;
        subject.instruction = edit.instruction;
        asked = askedBy(edit.instruction);
    }
    if (!options.source.empty()) {
        CF_ASSIGN(changed, changedBy(image.radiograph, options.source));
        regions.push_back({ changed, asked.size() == 1 ? std::optional(asked[0].target) : std::nullopt, {} });
    }
    Annotation annotation = proposedAnnotation(subject, options.annotator, asked, regions);
    std::vector<SeenThing> seen;
    if (!options.model.empty()) {
        if (regions.empty())
            return fail(ErrorCode::InvalidInput,
                "A segmenter compares a synthetic image with what it was made from. Name that with --source.");
        CF_ASSIGN(seen, seenBy(options.model, image.radiograph, options.source));
        proposeSeen(annotation, asked, seen);
    }
    CF_ASSIGN(annotation, boundToFilms(annotation, { options.image, options.source }));
    if (!options.decides.empty()) {
        CF_ASSIGN(const auto said, decidedUpon(options, annotation.subject));
        annotation = adjudicationOf(annotation, said, options.isMeeting ? Decider::Meeting : Decider::Third);
        if (options.isMeeting)
            proposeSeenWhereOpen(annotation, asked, seen);
    }
    if (!options.original.empty()) {
        CF_ASSIGN(const Annotation original, readAnnotation(options.original));
        if (original.subject.width != subject.width || original.subject.height != subject.height)
            return fail(ErrorCode::InvalidInput, "The annotation of the original is of an image of another size.");
        carryMarks(original, annotation, changed);
    }
    CF_TRY(checkAnnotation(annotation));
    return annotation;
}

Result<Json> run(const AnnotationsNewOptions &options)
{
    OutputPlan plan;
    plan.reads("--image", options.image);
    plan.reads("--source", options.source);
    plan.reads("--original", options.original);
    for (const auto &file : options.decides)
        plan.reads("--decides", file);
    plan.writes("--output", options.output, refuseExisting(), OutputPlan::Form::Text);
    CF_TRY(plan.check());
    CF_ASSIGN(const Annotation annotation, begin(options));
    CF_TRY(writeWhole(options.output, toJson(annotation).dump(1) + "\n"));
    return Json{ { "output", options.output.string() }, { "findings", annotation.findings.size() },
        { "marks", annotation.marks.size() }, { "open", openItems(annotation) } };
}

} // namespace

void addAnnotationsNew(CLI::App &annotations, int &exitCode)
{
    auto options = std::make_shared<AnnotationsNewOptions>();
    CLI::App *command = annotations.add_subcommand("new",
        "An annotation of an image, with what instruction, change and a segmenter propose; nothing is confirmed.");
    command->add_option("--image", options->image, "The DICOM object, synthetic or an original")->required();
    command->add_option("--source", options->source, "The object that a synthetic one was made from");
    command->add_option(
        "--model", options->model, "Model folder with a segmenter: what it sees on image and source is proposed, too");
    command->add_option("--original", options->original,
        "An annotation of the original, whose marks are carried over and are stale where pixels changed");
    command->add_option("--annotator", options->annotator, "Name or code of the annotator")->required();
    auto *decides = command->add_option("--decides", options->decides,
        "A finished annotation of the same image; again for each: this one decides where they differ");
    command
        ->add_flag("--meeting", options->isMeeting,
            "A consensus meeting, which gets what they said; else a third annotator, who does not")
        ->needs(decides);
    command->add_option("--output", options->output, "JSON file to write")->required();
    command->callback([options, &exitCode] { exitCode = printAnswer([&] { return run(*options); }); });
}

} // namespace cf::cli
