#include "app/contrafact-cli/study/StudyCommands.h"

#include "core/base/files/AtomicFile.h"
#include "core/sessions/coordination/StudyStatus.h"
#include "core/sessions/reading/AnswerExport.h"

#include <memory>

namespace cf::cli {

using namespace cf::sessions;

namespace {

struct StudyExportOptions {
    std::string location;
    std::filesystem::path output;
    std::string format = "csv";
    std::string interim;
    bool allRevisions = false;
    bool training = false;
};

Result<Json> exportAnswers(const StudyExportOptions &options)
{
    CF_TRY(checkNewFile("--output", options.output, OutputPlan::Form::Text));
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    CF_ASSIGN(const Study study, store.study());
    CF_TRY(openResults(store, study, "exported", options.interim));
    CF_ASSIGN(const auto readings, store.readings(options.allRevisions, options.training));
    const auto rows = exportRows(study, readings);
    CF_TRY(writeWhole(options.output, options.format == "csv" ? toCsv(rows) : toJson(rows).dump(1) + "\n"));
    return Json{ { "output", options.output.string() }, { "readings", readings.size() }, { "answers", rows.size() },
        { "sealed", study.seals.empty() ? "" : study.seals.back().hash } };
}

} // namespace

void addStudyExport(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudyExportOptions>();
    CLI::App *command = study.add_subcommand("export", "Every answer, one row an answer, as CSV or JSON.");
    addLocation(*command, options->location);
    command->add_option("--output", options->output, "File to write")->required();
    command->add_option("--format", options->format, "csv or json")
        ->capture_default_str()
        ->check(CLI::IsMember({ "csv", "json" }));
    command->add_option("--interim", options->interim, "Why it is done before the reading is over");
    command->add_flag("--all-revisions", options->allRevisions, "Not only the last of each");
    command->add_flag("--training", options->training, "Answers to training cases, too");
    command->callback([options, &exitCode] { exitCode = runStudy([&] { return exportAnswers(*options); }); });
}

} // namespace cf::cli
