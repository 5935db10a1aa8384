// A pilot's first stage: what is found out about films, and that a rule written before is not changed after.

#include "core/base/files/AtomicFile.h"
#include "core/datasets/FilmEmbedding.h"
#include "core/datasets/pilot/PilotSettings.h"
#include "core/datasets/pilot/PilotStage.h"
#include "core/datasets/pilot/PilotStanding.h"
#include "tests/support/Check.h"
#include "tests/support/FakeEditor.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>
#include <set>

using namespace cf;

namespace {

FilmCheck goodFilm(int number)
{
    FilmCheck check;
    check.film = "film" + std::to_string(number) + ".dcm";
    check.patientKey = "patient" + std::to_string(number / 2);
    check.patientKnown = true;
    check.width = check.height = 1024;
    check.view = "PA";
    check.hash = std::string(64, "0123456789abcdef"[number % 16]) + std::string(64, number % 2 == 0 ? '0' : 'f');
    check.words = 1;
    return check;
}

PilotVerdict::State stateOf(const FilmsVerdict &verdict, std::size_t rule)
{
    return verdict.verdicts.at(rule).state;
}

void everyRuleCanFail()
{
    using State = PilotVerdict::State;
    PilotRules rules;
    rules.films = 8;
    std::vector<FilmCheck> checks;
    for (int number = 0; number < 10; ++number) {
        checks.push_back(goodFilm(number));
        checks.back().hash = std::string(128, "0123456789"[number]); // Unlike each other in 128 bits or more.
    }
    FilmsVerdict verdict = judgeFilms(checks, rules);
    CF_CHECK(verdict.isMet() && verdict.suitable.size() == 10);

    checks[0].unreadable = "damaged";
    checks[1].notes = { "film-mirrored" };
    checks[2].view = "LL";
    verdict = judgeFilms(checks, rules);
    CF_CHECK(verdict.suitable.size() == 7 && verdict.reasons[2] == "lateral view");
    CF_CHECK(stateOf(verdict, 0) == State::NotMet && stateOf(verdict, 1) == State::NotMet && !verdict.isMet());

    checks[3].patientKnown = checks[4].patientKnown = false;
    checks[5].words = 3;
    checks[9].hash = checks[7].hash; // Of another patient.
    verdict = judgeFilms(checks, rules);
    CF_CHECK(stateOf(verdict, 2) == State::NotMet && verdict.verdicts[2].found == "unknown 2 of 10 (20 %)");
    CF_CHECK(stateOf(verdict, 3) == State::NotMet && verdict.verdicts[3].found == "1");
    CF_CHECK(stateOf(verdict, 4) == State::NotMet && verdict.verdicts[4].found == "1 of 10 (10 %)");
    CF_EQUAL(verdict.reasons[9], "looks like film7.dcm");
    for (FilmCheck &check : checks)
        check.words.reset();
    CF_EQUAL(stateOf(judgeFilms(checks, rules), 4), State::Open);

    const std::string page = toHtml({ 0, "t", filmsTable(checks, verdict), verdict.verdicts, "next <", "go & on" });
    CF_CHECK(page.find("No go") != std::string::npos && page.find("next &lt;") != std::string::npos);
    CF_CHECK(page.find("<pre>go &amp; on</pre>") != std::string::npos
        && page.find("starts with a reason, which is recorded") != std::string::npos);
}

/// What stage 1 is read for holds for the edits of stage 2 only where both edit alike.
void settingsAreKept()
{
    const test::TemporaryFolder folder;
    const PilotSettings usual{ { "remove the pacemaker" }, {} };
    const auto settled = [&](int stage, const PilotSettings &asked) {
        return settleSettings(folder.path(), stage, asked, usual);
    };
    CF_CHECK(settled(0, {}).value() == usual);
    const PilotSettings mine{ { "add ecg leads", "remove \"it\"" }, folder.path() / "model" };
    CF_CHECK(settled(0, mine).value() == mine); // Nothing was edited yet.
    CF_CHECK(settled(1, {}).value() == mine);
    std::filesystem::create_directory(folder.path() / "stage-1");
    CF_CHECK(settled(1, mine).value() == mine && settled(2, {}).value() == mine);
    const auto others = settled(2, usual);
    CF_CHECK(!others
        && others.error().message.find("begun with \"add ecg leads\", \"remove \"it\"\".") != std::string::npos);
    const PilotSettings adapted{ {}, folder.path() / "adapted" };
    CF_CHECK(!settled(2, adapted));
    const auto later = settled(4, adapted);
    CF_CHECK(later && later->prompts == mine.prompts && later->model == adapted.model);
    CF_CHECK(settled(2, {}).value() == mine);
    std::ofstream(folder.path() / "settings.json") << "[]";
    CF_CHECK(!settled(2, {}));
}

/// A copy that was cut has another hash; its edges are the film's.
void copiesAreKnownByTheirEdges()
{
    FilmEmbedding edges{};
    FilmEmbedding others{};
    for (std::size_t index = 0; index < embeddingValues; ++index)
        for (std::size_t inset = 0; inset < edges.size(); ++inset) {
            edges.at(inset).at(index) = static_cast<std::uint8_t>(index % 2 == 0 ? 83 : 4);
            others.at(inset).at(index) = static_cast<std::uint8_t>(index % 3 == 0 ? 101 : 5);
        }
    FilmEmbedding cut = others; // Like the film in one of its insets alone.
    cut.at(2) = edges.front();
    std::vector<FilmCheck> checks;
    for (int number = 0; number < 4; ++number) {
        checks.push_back(goodFilm(2 * number)); // Each of another patient.
        checks.back().hash = std::string(128, "0123456789"[2 * number]);
        checks.back().embedding = embeddingText(number == 3 ? cut : edges);
    }
    checks[1].embedding = std::string(); // Without edges.
    checks[2].embedding.reset(); // As an earlier version wrote it.
    const FilmsVerdict verdict = judgeFilms(checks, {});
    CF_EQUAL(verdict.reasons[3], "looks like film0.dcm");
    CF_CHECK(verdict.reasons[1].empty() && verdict.reasons[2].empty());
    CF_EQUAL(verdict.verdicts.at(3).found, "1");
    CF_CHECK(stateOf(verdict, 3) == PilotVerdict::State::NotMet);

    const auto again = filmCheckFromJson(toJson(checks[3]));
    CF_CHECK(again && again->embedding == checks[3].embedding);
    const auto old = filmCheckFromJson(toJson(checks[2]));
    CF_CHECK(old && !old->embedding);
}

void filmsAreOfManyPatients()
{
    std::vector<FilmCheck> checks;
    std::vector<std::size_t> all;
    for (int number = 0; number < 12; ++number) {
        checks.push_back(goodFilm(number));
        all.push_back(static_cast<std::size_t>(number));
    }
    std::set<std::string> patients;
    for (const std::size_t index : chooseFilms(checks, all, 6))
        patients.insert(checks[index].patientKey);
    CF_EQUAL(patients.size(), 6); // One each, though every patient has two.
    CF_CHECK(chooseFilms(checks, all, 9).size() == 9 && chooseFilms(checks, all, 100).size() == 12);
}

void rulesStand()
{
    const test::TemporaryFolder folder;
    PilotRules strict;
    strict.minAccepted = 0.9;
    CF_EQUAL(settleRules(folder.path(), strict)->minAccepted, 0.9);
    CF_EQUAL(settleRules(folder.path(), {})->minAccepted, 0.9); // As they were written.
    PilotRules lax = strict;
    lax.minAccepted = 0.1;
    CF_CHECK(!settleRules(folder.path(), lax));
}

/// A pilot that was begun before there were later stages has the usual rules for them.
void olderRulesAreRead()
{
    const test::TemporaryFolder folder;
    std::ofstream(folder.path() / "rules.json")
        << R"({"films": 5, "least_suitable": 0.5, "most_unknown": 0.1, "most_text": 0.05, "most_doubled": 0,
            "least_accepted": 0.5, "cases": 4})";
    const auto rules = settleRules(folder.path(), {});
    CF_CHECK(rules && rules->films == 5 && rules->filmsSecond == 200 && rules->maxCollateral == 0.05);
    PilotRules other = *rules;
    other.maxCollateral = 0.5;
    CF_CHECK(!settleRules(folder.path(), other));
}

void noStageStartsUnasked()
{
    using State = PilotVerdict::State;
    const test::TemporaryFolder folder;
    CF_CHECK(allowStage(folder.path(), 0, {}) && !allowStage(folder.path(), 1, "because")); // Stage 0 comes first.
    StagePage page{ 0, "t", "", { { "a rule", "1 of 9", State::NotMet }, { "an open one", "-", State::Open } }, "" };
    CF_CHECK(writeStage(folder.path(), page).has_value());
    const auto refused = allowStage(folder.path(), 1, "  ");
    CF_CHECK(!refused && refused.error().message.find("a rule: 1 of 9 (not met)") != std::string::npos);
    CF_CHECK(refused.error().message.find("an open one") != std::string::npos);
    CF_CHECK(!std::filesystem::exists(folder.path() / "decisions.jsonl"));
    CF_EQUAL(*allowStage(folder.path(), 1, "films come next week"), "films come next week");
    CF_EQUAL(*allowStage(folder.path(), 1, {}), "films come next week"); // Recorded, it need not be said again.
    page.stage = 1;
    page.despite = "films <come> next week";
    const std::string html = toHtml(page);
    CF_CHECK(html.find("films &lt;come&gt; next week") != std::string::npos && html.find("No go") != std::string::npos);
    // A reason counts for its stage alone.
    CF_CHECK(writeStage(folder.path(), page) && !allowStage(folder.path(), 2, {}));
    page.verdicts = { { "a rule", "9 of 9", State::Met } };
    CF_CHECK(writeStage(folder.path(), page) && allowStage(folder.path(), 2, {})->empty());
}

void aCheckGoesOn()
{
    const test::TemporaryFolder folder;
    const auto films = folder.path() / "films";
    std::filesystem::create_directories(films);
    for (const char *name : { "a.dcm", "b.dcm", "c.dcm" })
        std::ofstream(films / name) << (name[0] == 'b' ? "broken" : "film");
    int read = 0;
    FilmCheckServices services;
    services.readFilm = [&read](const std::filesystem::path &file) -> Result<FilmCheckServices::Film> {
        ++read;
        if (file.filename() == "b.dcm")
            return fail(ErrorCode::InvalidInput, "damaged");
        return FilmCheckServices::Film{ test::smoothRadiograph(96, 80), "JANE" };
    };
    services.look = [](const Radiograph &) -> Result<std::vector<FilmNote>> {
        return std::vector<FilmNote>{ { "film-mirrored", "It looks mirrored." } };
    };
    services.countWords = [](const Radiograph &) { return std::optional(4); };
    std::stop_source stop;
    const auto stopped = checkFilms(
        films, folder.path() / "films.jsonl", services, JobContext(stop.get_token(), [&stop](const Progress &progress) {
            if (progress.step == 2)
                stop.request_stop();
        }));
    CF_CHECK(!stopped && stopped.error().code == ErrorCode::Cancelled && read == 2);
    std::ofstream(folder.path() / "films.jsonl", std::ios::app) << "{\"film\":\"c.d"; // A kill in the middle of a line.
    const auto checks = checkFilms(films, folder.path() / "films.jsonl", services, {});
    CF_CHECK(checks && checks->size() == 3 && read == 3);
    CF_CHECK((*checks)[1].unreadable == "damaged" && !(*checks)[1].patientKnown);
    CF_CHECK((*checks)[2].width == 96 && (*checks)[2].words == 4 && (*checks)[2].notes.front() == "film-mirrored");
    CF_CHECK((*checks)[0].patientKey == (*checks)[2].patientKey && (*checks)[0].patientKey != "JANE");
    CF_EQUAL(whyUnsuitable((*checks)[0], {}), "smaller than 256 pixels");

    // What could not be read is looked at again where that is wanted, and the rest is not.
    services.looksAgain = true;
    services.readFilm = [&read](const std::filesystem::path &) -> Result<FilmCheckServices::Film> {
        ++read;
        return FilmCheckServices::Film{ test::smoothRadiograph(96, 80), "JANE" };
    };
    const auto mended = checkFilms(films, folder.path() / "films.jsonl", services, {});
    CF_CHECK(mended && read == 4 && (*mended)[1].unreadable.empty() && (*mended)[1].width == 96);
    const auto known = checkFilms(films, folder.path() / "films.jsonl", services, {});
    CF_CHECK(known && read == 4 && (*known)[1].unreadable.empty());

    // So is what an earlier version looked at, which took no embedding, once.
    FilmCheck old = (*known)[2];
    CF_CHECK(old.embedding.has_value());
    old.embedding.reset();
    std::ofstream(folder.path() / "films.jsonl", std::ios::app) << toJson(old) << "\n";
    const auto renewed = checkFilms(films, folder.path() / "films.jsonl", services, {});
    CF_CHECK(renewed && read == 5 && (*renewed)[2].embedding.has_value());
    CF_CHECK(checkFilms(films, folder.path() / "films.jsonl", services, {}) && read == 5);
}

/// Where a pilot stands is told by its folder; the rules of a stage are known before it is worked.
void aFolderTellsWhereItStands()
{
    const test::TemporaryFolder folder;
    const auto none = pilot::standingOf(folder.path());
    CF_CHECK(none && !none->hasBegun && none->current() == 0 && none->rules == PilotRules{});
    for (int stage = 0; stage < pilot::stages; ++stage)
        CF_CHECK(
            !pilot::rulesOf(PilotRules{}, stage).empty() && !none->all.at(static_cast<std::size_t>(stage)).isDone());
    // In the order, and with the words, of the page.
    PilotRules rules;
    rules.films = 7;
    const auto texts = pilot::rulesOf(rules, 0);
    const FilmsVerdict judged = judgeFilms({}, rules);
    CF_CHECK(texts.size() == judged.verdicts.size() && texts.front() == "At least 7 suitable films");
    for (std::size_t i = 0; i < texts.size(); ++i)
        CF_EQUAL(texts[i], judged.verdicts[i].rule);

    CF_CHECK(settleRules(folder.path(), rules).has_value());
    CF_CHECK(writeStage(folder.path(),
        { 0, "films", {}, { { "a", "1", PilotVerdict::State::Met }, { "b", "2", PilotVerdict::State::Met } },
            "Stage 1: about 3 minutes." })
                 .has_value());
    CF_CHECK(writeStage(folder.path(),
        { 1, "edits", {}, { { "c", "3", PilotVerdict::State::Met }, { "d", "4", PilotVerdict::State::Open } },
            {} }).has_value());
    CF_CHECK(
        writeStage(folder.path(), { 2, "more", {}, { { "e", "5", PilotVerdict::State::NotMet } }, {}, {}, "no time" })
            .has_value());
    const auto standing = pilot::standingOf(folder.path());
    CF_CHECK(standing && standing->hasBegun && standing->rules.films == 7 && standing->current() == 1);
    CF_CHECK(standing->all[0].isMet() && standing->all[0].next == "Stage 1: about 3 minutes.");
    CF_CHECK(standing->all[1].isOpen() && !standing->all[1].isMet() && standing->all[1].verdicts[1].rule == "d");
    CF_CHECK(!standing->all[2].isOpen() && standing->all[2].despite == "no time");
    std::ofstream(folder.path() / "stage-3.json") << "[]";
    const auto damaged = pilot::standingOf(folder.path());
    CF_CHECK(!damaged && damaged.error().message.find("stage-3.json") != std::string::npos);
}

} // namespace

int main()
{
    everyRuleCanFail();
    copiesAreKnownByTheirEdges();
    filmsAreOfManyPatients();
    rulesStand();
    settingsAreKept();
    olderRulesAreRead();
    noStageStartsUnasked();
    aCheckGoesOn();
    aFolderTellsWhereItStands();
    return 0;
}
