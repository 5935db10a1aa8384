#include "app/contrafact-cli/study/StudyCommands.h"

#include "core/sessions/coordination/AnswerConflicts.h"
#include "core/sessions/coordination/StudyStatus.h"
#include "core/sessions/exchange/ReaderPackage.h"

#include <memory>

namespace cf::cli {

using namespace cf::sessions;

namespace {

struct StudyPackagesOptions {
    std::string location;
    std::string reader;
    std::filesystem::path passphrase;
    std::filesystem::path file;
    std::vector<std::filesystem::path> files;
};

Result<Json> package(const StudyPackagesOptions &options)
{
    CF_TRY(checkNewFile("--output", options.file, OutputPlan::Form::Object));
    CF_ASSIGN(const std::string passphrase, readPassphrase(options.passphrase));
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    CF_TRY(writeReaderPackage(store, options.reader, passphrase, options.file));
    std::error_code unknown;
    return Json{ { "package", options.file.string() }, { "reader", options.reader },
        { "bytes", std::filesystem::file_size(options.file, unknown) } };
}

Result<Json> open(const StudyPackagesOptions &options)
{
    CF_ASSIGN(const std::string passphrase, readPassphrase(options.passphrase));
    CF_ASSIGN(OpenedPackage opened, openReaderPackage(options.file, passphrase));
    CF_ASSIGN(const NextStep next, opened.store.next(opened.reader));
    return Json{ { "study", opened.store.location() }, { "reader", opened.reader }, { "stored", next.stored },
        { "total", next.total } };
}

Result<Json> answers(const StudyPackagesOptions &options)
{
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    CF_ASSIGN(const Study study, store.study());
    if (study.readers.size() != 1)
        return fail(ErrorCode::InvalidInput, "This is no reader's copy; answer files come from those.");
    CF_TRY(writeAnswerFile(store, study.readers[0].id, options.file));
    return Json{ { "answers", options.file.string() }, { "reader", study.readers[0].id } };
}

Result<Json> merge(const StudyPackagesOptions &options)
{
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    Json all = Json::array();
    for (const auto &file : options.files) {
        CF_ASSIGN(const MergeReport report, mergeAnswerFile(store, file));
        all.push_back({ { "file", file.string() }, { "reader", report.reader }, { "added", report.added },
            { "known", report.known }, { "conflicts", report.conflicts } });
    }
    return Json{ { "merged", all } };
}

Result<Json> conflicts(const StudyPackagesOptions &options)
{
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    CF_ASSIGN(const Study study, store.study());
    CF_ASSIGN(const bool isOver, isReadingOver(store, study));
    CF_ASSIGN(const auto found, answerConflicts(store, isOver));
    Json all = Json::array();
    for (const AnswerConflict &one : found) {
        Json row{ { "reader", one.key.reader }, { "case", one.key.caseId }, { "stage", one.key.stage },
            { "attempt", one.key.attempt }, { "question", one.question }, { "file", one.source } };
        if (isOver) {
            row["stored"] = one.stored;
            row["in_file"] = one.other;
        }
        all.push_back(std::move(row));
    }
    return Json{ { "conflicts", all }, { "answers_shown", isOver } };
}

} // namespace

void addStudyPackages(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudyPackagesOptions>();
    CLI::App *command = study.add_subcommand("package", "One encrypted file for a reader without a network.");
    addLocation(*command, options->location);
    command->add_option("--reader", options->reader, "Id")->required();
    command->add_option("--passphrase-file", options->passphrase, "Its first line; - for stdin")->required();
    command->add_option("--output", options->file, "NAME.cfreader")->required();
    command->callback([options, &exitCode] { exitCode = runStudy([&] { return package(*options); }); });

    auto opening = std::make_shared<StudyPackagesOptions>();
    command = study.add_subcommand("open", "Open a reader package; answers are kept beside it, in NAME.cfstudy.");
    command->add_option("package", opening->file, "NAME.cfreader")->required();
    command->add_option("--passphrase-file", opening->passphrase, "Its first line; - for stdin")->required();
    command->callback([opening, &exitCode] { exitCode = runStudy([&] { return open(*opening); }); });

    auto sending = std::make_shared<StudyPackagesOptions>();
    command = study.add_subcommand("answers", "Write a reader's answers into one encrypted file for the coordinator.");
    addLocation(*command, sending->location);
    command->add_option("--output", sending->file, "NAME.cfanswers")->required();
    command->callback([sending, &exitCode] { exitCode = runStudy([&] { return answers(*sending); }); });

    auto merging = std::make_shared<StudyPackagesOptions>();
    command =
        study.add_subcommand("merge", "Add answer files; as often as you like. Conflicts are shown, not decided.");
    addLocation(*command, merging->location);
    command->add_option("files", merging->files, "NAME.cfanswers …")->required();
    command->callback([merging, &exitCode] { exitCode = runStudy([&] { return merge(*merging); }); });

    auto comparing = std::make_shared<StudyPackagesOptions>();
    command = study.add_subcommand(
        "conflicts", "Merged answers that differ from the stored ones; with the answers once the reading is over.");
    addLocation(*command, comparing->location);
    command->callback([comparing, &exitCode] { exitCode = runStudy([&] { return conflicts(*comparing); }); });
}

} // namespace cf::cli
