#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/study/StudyCommands.h"

#include "app/report/StudyImages.h"
#include "core/base/files/RegularFile.h"
#include "core/editing/DefaultModel.h"
#include "core/sessions/cases/BatchCases.h"
#include "core/sessions/coordination/CaseAddition.h"
#include "core/sessions/coordination/CaseChange.h"

#include <cstdint>
#include <memory>

namespace cf::cli {

using namespace cf::sessions;

namespace {

constexpr std::uintmax_t maxManifestBytes = std::uintmax_t{ 1 } << 30U; ///< A million rows.

struct StudyCasesOptions {
    std::string location;
    std::filesystem::path list;
    std::filesystem::path folder;
    std::filesystem::path model;
    std::string arm;
    std::filesystem::path manifest; ///< manifest.csv of a batch.
    BatchCases batch;
    std::string remove;
    CaseChange change;
    std::string training;
    std::string truth;
    std::string feedback;
    int size = 1024;
    bool alreadyNullEdited = false;
};

Result<std::unique_ptr<CounterfactualEditor>> openEditor(const StudyCasesOptions &options, const JobContext &job)
{
    CF_ASSIGN(const auto model, modelOrBundled(options.model));
    return loadEditor(model, {}, job);
}

Result<Json> list(StudyStore &store)
{
    CF_ASSIGN(const Study study, store.study());
    Json cases = Json::array();
    for (const Case &one : study.cases) {
        Json arms = Json::array();
        for (const CaseImage &image : one.images)
            arms.push_back(image.arm);
        cases.push_back({ { "id", one.id }, { "arms", arms }, { "patient", one.patient }, { "pair", one.pair },
            { "training", one.isTraining }, { "truth", one.truth } });
    }
    return Json{ { "cases", cases } };
}

Result<std::vector<ManifestCase>> wantedCases(const StudyCasesOptions &options)
{
    if (!options.list.empty())
        return readManifest(options.list);
    if (options.manifest.empty())
        return manifestOfFolder(options.folder, options.arm);
    BatchCases batch = options.batch;
    batch.editedArm = options.arm.empty() ? "edited" : options.arm;
    batch.armsOfPlan = options.arm.empty();
    CF_ASSIGN(const std::string text, readText(options.manifest, maxManifestBytes));
    return casesOfBatch(text, options.manifest.parent_path(), batch);
}

Result<CaseChange> changeOf(const StudyCasesOptions &options)
{
    CaseChange change = options.change;
    if (!options.training.empty())
        change.isTraining = options.training == "yes";
    if (!options.feedback.empty())
        change.feedback = options.feedback;
    if (!options.truth.empty()) {
        CF_ASSIGN(change.truth, truthFromText(options.truth));
    }
    return change;
}

Json filesOf(const std::vector<ImportedCases::There> &files)
{
    Json list = Json::array();
    for (const ImportedCases::There &one : files)
        list.push_back({ { "file", one.file }, { "case", one.caseId } });
    return list;
}

Result<Json> cases(const StudyCasesOptions &options)
{
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    if (!options.remove.empty()) {
        CF_TRY(store.removeCase(options.remove));
        return Json{ { "removed", options.remove } };
    }
    if (!options.change.cases.empty()) {
        CF_ASSIGN(const CaseChange wanted, changeOf(options));
        CF_TRY(changeCases(store, wanted));
        return Json{ { "changed", wanted.cases } };
    }
    if (options.list.empty() && options.folder.empty() && options.manifest.empty())
        return list(store);
    CF_ASSIGN(const std::stop_token stop, beginWork({}));
    const JobContext job(stop, [](const Progress &progress) {
        if (progress.stage == "Preparing cases" && progress.step % 10 == 0)
            std::fprintf(stderr, "%s: %d of %d\n", progress.stage.c_str(), progress.step, progress.steps);
    });
    CF_ASSIGN(const Study study, store.study());
    if (study.isSealed()) // Before anything is read.
        return fail(ErrorCode::InvalidInput, "The study is sealed; its cases can no longer be changed.");
    CF_ASSIGN(const auto manifest, wantedCases(options));
    CaseAddition addition;
    addition.size = options.size;
    addition.alreadyNullEdited = options.alreadyNullEdited;
    addition.read = readStudyImage;
    addition.loadEditor = [&](const JobContext &own) { return openEditor(options, own); };
    CF_ASSIGN(const AddedCases made, addCases(store, manifest, addition, job));
    return Json{ { "added", made.cases }, { "images", made.images }, { "null_edited", made.nullEdited },
        { "skipped", made.alreadyThere.size() }, { "already_there", filesOf(made.alreadyThere) },
        { "in_other_arms", filesOf(made.inOtherArms) } };
}

} // namespace

void addStudyCases(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudyCasesOptions>();
    CLI::App *command =
        study.add_subcommand("cases", "Add cases of a table or folder, all made alike; or list them, or take one out.");
    addLocation(*command, options->location);
    auto *table =
        command->add_option("--list", options->list, "CSV with columns file, arm, …, or JSON; see the manual");
    auto *folder = command->add_option("--folder", options->folder, "All images in it, of one arm");
    folder->excludes(table);
    command
        ->add_option("--manifest,--batch", options->manifest,
            "manifest.csv of a batch: its accepted edits, in the arm that the plan named or \"edited\", or that of "
            "--arm")
        ->excludes(table)
        ->excludes(folder);
    command->add_option("--films", options->batch.films, "The batch's films, from which the edits were made");
    command->add_option("--real-arm", options->batch.realArm, "With --films: these films, too, in this arm");
    command->add_option("--split", options->batch.split, "Edits of this split of the manifest alone");
    command->add_option("--count", options->batch.count, "At most so many edits of the manifest; 0: all")
        ->check(CLI::Range(0, 1000000));
    command->add_option("--arm", options->arm, "Of the folder's images, or of a batch's edits");
    command->add_option("--size", options->size, "Width and height of the session's copies")
        ->capture_default_str()
        ->check(CLI::Range(128, 4096));
    command->add_option("--model", options->model, "With which real images are null-edited; without: the bundled one");
    command->add_flag("--already-null-edited", options->alreadyNullEdited, "Real images went through the model before");
    command->add_option("--remove", options->remove, "Id of a case; before sealing");
    auto *change =
        command->add_option("--change", options->change.cases, "Ids of cases, separated by commas; before sealing")
            ->delimiter(',');
    command->add_option("--training", options->training, "With --change: yes or no")
        ->needs(change)
        ->check(CLI::IsMember({ "yes", "no" }));
    command->add_option("--truth", options->truth, "With --change: the right answers, synthetic=yes,finding=4")
        ->needs(change);
    command->add_option("--feedback", options->feedback, "With --change: shown after a training case")->needs(change);
    command->callback([options, &exitCode] { exitCode = runStudy([&] { return cases(*options); }); });
}

} // namespace cf::cli
