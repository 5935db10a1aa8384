#include "app/contrafact-cli/study/StudyCommands.h"

#include "core/base/files/AtomicFile.h"
#include "core/sessions/coordination/Disagreements.h"

#include <memory>

namespace cf::cli {

using namespace cf::sessions;

namespace {

struct StudyAdjudicateOptions {
    std::string location;
    double above = 0.0;
    std::string question;
    Reader judge;
    bool isMeeting = false;
    std::filesystem::path output;
};

Json listOf(const std::vector<Disagreement> &found)
{
    Json list = Json::array();
    for (const Disagreement &one : found)
        list.push_back({ { "case", one.caseId }, { "stage", one.stage }, { "question", one.question },
            { "readers", { one.lowReader, one.highReader } }, { "answers", { one.low, one.high } },
            { "distance", one.distance }, { "sent_to", one.sentTo }, { "verdict", one.verdict } });
    return list;
}

Result<Json> adjudicate(StudyAdjudicateOptions options)
{
    if (!options.output.empty())
        CF_TRY(checkNewFile("--output", options.output, OutputPlan::Form::Text));
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    if (options.above <= 0.0) {
        CF_ASSIGN(const Study study, store.study());
        options.above = study.protocol.adjudicateAbove;
    }
    CF_ASSIGN(auto found, disagreements(store, options.above, options.question));
    if (!options.judge.id.empty()) {
        options.judge.role = options.isMeeting ? ReaderRole::Consensus : ReaderRole::Adjudicator;
        std::vector<std::string> cases;
        for (const Disagreement &one : found)
            if (one.sentTo.empty())
                cases.push_back(one.caseId);
        CF_TRY(sendToAdjudication(store, options.judge, cases));
        CF_ASSIGN(found, disagreements(store, options.above, options.question));
    }
    if (!options.output.empty())
        CF_TRY(writeWhole(options.output, adjudicationCsv(found)));
    return Json{ { "above", options.above }, { "disagreements", listOf(found) } };
}

} // namespace

void addStudyAdjudicate(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudyAdjudicateOptions>();
    CLI::App *command = study.add_subcommand("adjudicate",
        "Cases on which readers differ by more than a limit; or send those to a third reader or a meeting.");
    addLocation(*command, options->location);
    command->add_option("--above", options->above, "Instead of the protocol's limit; 0.5 for yes or no")
        ->check(CLI::PositiveNumber);
    command->add_option("--question", options->question, "This one alone");
    auto *to = command->add_option("--to", options->judge.id, "Send what nobody has yet to this adjudicator, e.g. A1");
    command->add_option("--name", options->judge.name, "Theirs, for the coordinator alone")->needs(to);
    command->add_flag("--meeting", options->isMeeting, "It is a consensus meeting")->needs(to);
    command->add_option("--output", options->output, "The same as CSV");
    command->callback([options, &exitCode] { exitCode = runStudy([&] { return adjudicate(*options); }); });
}

} // namespace cf::cli
