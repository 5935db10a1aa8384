#include "app/contrafact-cli/study/StudyCommands.h"

#include "core/base/files/RegularFile.h"
#include "core/sessions/coordination/ReaderConsent.h"
#include "core/sessions/reading/AnswerCheck.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/store/Consent.h"

#include <iostream>
#include <memory>

namespace cf::cli {

using namespace cf::sessions;

namespace {

struct StudyReadingOptions {
    std::string location;
    std::string reader;
    std::string answers;
    std::string key;
    std::string language = "en";
    bool agrees = false;
    bool declines = false;
};

Json stepJson(const NextStep &next)
{
    Json json{ { "state",
                   next.state == NextStep::State::Read          ? "read"
                       : next.state == NextStep::State::Washout ? "washout"
                                                                : "finished" },
        { "stored", next.stored }, { "total", next.total } };
    if (next.state == NextStep::State::Washout)
        json["readable_from"] = next.readableFrom;
    if (next.state == NextStep::State::Read)
        json["step"] = Json::parse(toJson(next.step).dump());
    return json;
}

Result<Json> next(const StudyReadingOptions &options)
{
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    CF_ASSIGN(const NextStep step, store.next(options.reader));
    Json json = stepJson(step);
    if (step.state != NextStep::State::Read)
        return json;
    CF_ASSIGN(const bool isDue, store.consentIsDue(options.reader));
    json["consent_due"] = isDue;
    CF_ASSIGN(const Study study, store.study());
    Json asked = Json::array();
    for (const Question *question : askedQuestions(study.protocol, *study.protocol.stage(step.step.stage), {}))
        asked.push_back({ { "id", question->id }, { "text", question->text.english } });
    json["questions"] = asked;
    return json;
}

/// Standard input, which may be a pipe. Errors: InvalidInput for more than any reader writes.
Result<std::string> textOfInput()
{
    constexpr std::size_t longest = std::size_t{ 16 } * 1024 * 1024;
    std::string text;
    char block[4096];
    while (std::cin.read(block, sizeof block), std::cin.gcount() > 0) {
        text.append(block, static_cast<std::size_t>(std::cin.gcount()));
        if (text.size() > longest)
            return fail(ErrorCode::InvalidInput, "What came on standard input is longer than any answer.");
    }
    return text;
}

/// { "case": …, "stage": …, "attempt": 1, "answers": { … }, "active_seconds": 3.2 }; case, stage and attempt may be
/// left out: then it is the reader's next step, and sending twice would answer two. With them it is safe to repeat.
Result<Json> answer(const StudyReadingOptions &options)
{
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    CF_ASSIGN(const Study study, store.study());
    std::string text = options.answers;
    if (!text.starts_with("{")) {
        CF_ASSIGN(text, text == "-" ? textOfInput() : readText(text));
    }
    const auto given = nlohmann::json::parse(text, nullptr, false);
    if (!given.is_object() || !given.contains("answers"))
        return fail(ErrorCode::InvalidInput, "The reading is no JSON object with \"answers\".");
    CF_ASSIGN(const NextStep now, store.next(options.reader));
    nlohmann::json whole = given;
    whole["reader"] = options.reader;
    if (!given.contains("case")) {
        if (now.state != NextStep::State::Read)
            return fail(ErrorCode::InvalidInput, "Reader " + options.reader + " has nothing to read now.");
        whole["case"] = now.step.caseId;
        whole["stage"] = now.step.stage;
        whole["attempt"] = now.step.attempt;
    }
    CF_ASSIGN(const Reading reading, readingFromJson(study.protocol, whole));
    CF_ASSIGN(const Reading stored, store.submit(reading));
    CF_ASSIGN(const NextStep after, store.next(options.reader));
    Json json{ { "stored", Json::parse(toJson(stored).dump()) }, { "audit", stored.auditSequence } };
    json["next"] = stepJson(after);
    const Case *one = study.find(stored.key.caseId);
    if (one != nullptr && one->isTraining && study.protocol.trainingFeedback)
        json["feedback"] = { { "truth", one->truth }, { "text", one->feedback } };
    return json;
}

/// The page before the first case: its words, what is recorded, and whether the reader has agreed.
Result<Json> consent(const StudyReadingOptions &options)
{
    CF_ASSIGN(StudyStore store, openStudy(options.location));
    CF_ASSIGN(const Study study, store.study());
    const Protocol &protocol = study.protocol;
    if (options.agrees)
        CF_TRY(store.agree(options.reader, consentHash(protocol), options.language));
    if (options.declines)
        CF_TRY(store.decline(options.reader, consentHash(protocol), options.language));
    CF_ASSIGN(const bool isDue, store.consentIsDue(options.reader));
    CF_ASSIGN(const auto audit, store.audit());
    return Json{ { "state", nameOf(consentOf(study, audit, options.reader).stage) }, { "asked", asksConsent(protocol) },
        { "due", isDue }, { "text", { { "en", protocol.consent.english }, { "ja", protocol.consent.japanese } } },
        { "records_time", protocol.recordsTime }, { "records_display", protocol.recordsDisplay },
        { "names_readers", protocol.namesReaders }, { "sha256", consentHash(protocol) } };
}

} // namespace

void addStudyReading(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudyReadingOptions>();
    CLI::App *command = study.add_subcommand("next", "What a reader is to read now, and what is asked.");
    addLocation(*command, options->location);
    command->add_option("--reader", options->reader, "Id")->required();
    command->callback([options, &exitCode] { exitCode = runStudy([&] { return next(*options); }); });

    auto agreeing = std::make_shared<StudyReadingOptions>();
    CLI::App *page = study.add_subcommand("consent",
        "The page that readers agree to before their first case, and whether this one has; --agree stores that they "
        "do, --decline that they do not, or no longer.");
    addLocation(*page, agreeing->location);
    page->add_option("--reader", agreeing->reader, "Id")->required();
    auto *agrees = page->add_flag("--agree", agreeing->agrees, "The reader has read it and agrees");
    page->add_flag("--decline", agreeing->declines, "The reader does not agree, or no longer; what is answered stays")
        ->excludes(agrees);
    page->add_option("--language", agreeing->language, "In which it was read: en or ja")
        ->check(CLI::IsMember({ "en", "ja" }));
    page->callback([agreeing, &exitCode] { exitCode = runStudy([&] { return consent(*agreeing); }); });

    auto answering = std::make_shared<StudyReadingOptions>();
    CLI::App *other =
        study.add_subcommand("answer", "Store a reader's answers to a case; on the disk when it returns.");
    addLocation(*other, answering->location);
    other->add_option("--reader", answering->reader, "Id")->required();
    other->add_option("--json", answering->answers, "{\"answers\": {…}}, a file with it, or - for stdin")->required();
    other->callback([answering, &exitCode] { exitCode = runStudy([&] { return answer(*answering); }); });
}

} // namespace cf::cli
