#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/study/StudyCommands.h"
#include "app/report/StudyPdf.h"
#include "core/base/files/OutputPlan.h"

#include "core/sessions/analysis/report/ReaderStudyExport.h"
#include "core/sessions/analysis/report/ReportPage.h"
#include "core/sessions/coordination/StudyStatus.h"

#include <QGuiApplication>

#include <memory>
#include <system_error>
#include <utility>

namespace cf::cli {

using namespace cf::sessions;

namespace {

struct StudyAnalyseOptions {
    std::string location;
    std::filesystem::path page;
    std::filesystem::path pdf;
    std::filesystem::path table;
    std::string program;
    std::string question;
    std::string interim;
};

/// Fonts need Qt's graphical application; none of its platforms need a screen.
void startGraphics()
{
    static int count = 3;
    static char name[] = "contrafact-cli";
    static char option[] = "-platform";
    static char platform[] = "offscreen";
    static char *arguments[] = { name, option, platform, nullptr };
    if (QCoreApplication::instance() == nullptr)
        static const QGuiApplication application(count, arguments);
}

Result<> checkNames(const StudyAnalyseOptions &options)
{
    OutputPlan outputs;
    for (const auto &[option, file] :
        { std::pair("--report", options.page), std::pair("--pdf", options.pdf), std::pair("--table", options.table) }) {
        std::error_code unknown;
        if (!file.empty() && std::filesystem::exists(file, unknown) && !isStream(file))
            return fail(ErrorCode::InvalidInput, "There is a file " + file.string() + " already. Choose another name.");
        outputs.writes(option, file, refuseExisting(), OutputPlan::Form::Text);
    }
    return outputs.check();
}

Result<Json> analyseStudy(const StudyAnalyseOptions &options)
{
    CF_TRY(checkNames(options));
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    CF_ASSIGN(const Study study, store.study());
    CF_TRY(openResults(store, study, "analysed", options.interim));
    CF_ASSIGN(const AnalysisInput input, analysisInput(store));
    const StudyAnalysis analysis = analyse(input);
    if (!options.page.empty())
        CF_TRY(writeWhole(options.page, reportPage(analysis)));
    if (!options.pdf.empty()) {
        CF_ASSIGN(const std::string bytes, studyPdf(analysis));
        CF_TRY(writeWhole(options.pdf, bytes));
    }
    if (!options.table.empty()) {
        CF_ASSIGN(const std::string bytes, readerStudyTable(input, options.program, options.question));
        CF_TRY(writeWhole(options.table, bytes));
    }
    return Json::parse(sessions::toJson(analysis).dump());
}

} // namespace

void addStudyAnalyse(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudyAnalyseOptions>();
    CLI::App *command = study.add_subcommand("analyse",
        "Every figure with its interval, or why there is none, as JSON; with --report and --pdf for people.");
    addLocation(*command, options->location);
    command->add_option("--report", options->page, "HTML page to write");
    command->add_option("--pdf", options->pdf, "The same as PDF");
    CLI::Option *table = command->add_option("--table", options->table, "Table of one question for another program");
    CLI::Option *program =
        command->add_option("--for", options->program, "mrmcaov (CSV), imrmc (text) or rjafroc (xlsx)")
            ->check(CLI::IsMember({ "mrmcaov", "imrmc", "rjafroc" }));
    CLI::Option *question = command->add_option("--question", options->question, "Its id");
    table->needs(program);
    table->needs(question);
    command->add_option("--interim", options->interim, "Why it is done before the reading is over");
    command->callback([options, &exitCode] {
        if (!options->pdf.empty())
            startGraphics();
        exitCode = runStudy([&] { return analyseStudy(*options); });
    });
}

} // namespace cf::cli
