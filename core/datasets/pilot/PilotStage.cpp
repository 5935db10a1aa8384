#include "core/datasets/pilot/PilotStage.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"
#include "core/base/text/HtmlText.h"
#include "core/base/text/JsonFile.h"
#include "core/datasets/Manifest.h"
#include "core/datasets/NearFilms.h"
#include "core/datasets/pilot/PilotRuleTexts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>

namespace cf {

namespace {

/// A side letter or "AP SUPINE" is no identity; more than these may be.
constexpr int harmlessWords = 2;

std::string percent(double share)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.0f %%", 100.0 * share);
    return text.data();
}

/// "2 of 31 (6 %)": a rounded share alone may look as if it met its limit.
std::string countAndShare(double part, double all)
{
    return std::to_string(std::lround(part)) + " of " + std::to_string(std::lround(all)) + " (" + percent(part / all)
        + ")";
}

PilotVerdict verdict(std::string rule, std::string found, bool met)
{
    return { std::move(rule), std::move(found), met ? PilotVerdict::State::Met : PilotVerdict::State::NotMet };
}

constexpr std::array<const char *, 3> stateNames{ "met", "not met", "open" }; ///< By PilotVerdict::State.

/// Why a stage was started against its rules; empty where nothing is recorded.
Result<std::string> recordedReason(const std::filesystem::path &folder, int stage)
{
    std::string reason;
    CF_ASSIGN(const bool isThere, hasRegularFile(folder / "decisions.jsonl"));
    if (!isThere)
        return reason;
    std::ifstream stream(folder / "decisions.jsonl", std::ios::binary);
    for (std::string line; std::getline(stream, line) && !stream.eof();) {
        const auto json = nlohmann::json::parse(line, nullptr, false);
        if (!json.is_object() || !json.contains("stage") || !json.contains("reason") || !json["reason"].is_string())
            return fail(ErrorCode::InvalidInput, "The record of decisions, decisions.jsonl, is damaged.");
        if (json["stage"] == stage)
            reason = json["reason"].get<std::string>();
    }
    return reason;
}

/// For each film the first one before it that it looks like, and how many look like one of another patient.
struct Doubles {
    std::vector<std::string> like; ///< Empty: none.
    int ofOthers = 0;
};

Doubles doublesAmong(const std::vector<FilmCheck> &checks)
{
    std::vector<ComparedFilm> films;
    for (const FilmCheck &check : checks) {
        films.push_back(comparedFilm(check.hash, check.embedding.value_or(std::string())));
    }
    Doubles doubles;
    doubles.like.resize(checks.size());
    std::set<std::size_t> ofOthers;
    for (const NearFilms &pair : nearFilms(films, {})) { // Of each film the first one before it comes first.
        if (doubles.like[pair.second].empty())
            doubles.like[pair.second] = checks[pair.first].film;
        if (checks[pair.first].patientKey != checks[pair.second].patientKey)
            ofOthers.insert(pair.second);
    }
    doubles.ofOthers = static_cast<int>(ofOthers.size());
    return doubles;
}

} // namespace

const char *nameOf(PilotVerdict::State state)
{
    return stateNames.at(static_cast<std::size_t>(state));
}

std::string toJson(const PilotRules &rules)
{
    return nlohmann::ordered_json{
        { "films", rules.films }, { "least_suitable", rules.minSuitable }, { "most_unknown", rules.maxUnknown },
        { "most_text", rules.maxText }, { "most_doubled", rules.maxDoubled }, { "least_accepted", rules.minAccepted },
        { "cases", rules.cases }, { "least_fit", rules.minFit }, { "films_second", rules.filmsSecond },
        { "cases_second", rules.casesSecond }, { "least_as_asked", rules.minAsAsked },
        { "most_collateral", rules.maxCollateral }, { "least_learnt", rules.minLearnt }, { "least_gain", rules.minGain }
    }.dump(2)
        + "\n";
}

Result<std::optional<PilotRules>> writtenRules(const std::filesystem::path &folder)
{
    const auto file = folder / "rules.json";
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return std::nullopt;
    CF_ASSIGN(const nlohmann::json json, readJsonFile(file));
    PilotRules rules;
    try {
        json.at("films").get_to(rules.films);
        json.at("least_suitable").get_to(rules.minSuitable);
        json.at("most_unknown").get_to(rules.maxUnknown);
        json.at("most_text").get_to(rules.maxText);
        json.at("most_doubled").get_to(rules.maxDoubled);
        json.at("least_accepted").get_to(rules.minAccepted);
        json.at("cases").get_to(rules.cases);
        rules.minFit = json.value("least_fit", rules.minFit);
        rules.filmsSecond = json.value("films_second", rules.filmsSecond);
        rules.casesSecond = json.value("cases_second", rules.casesSecond);
        rules.minAsAsked = json.value("least_as_asked", rules.minAsAsked);
        rules.maxCollateral = json.value("most_collateral", rules.maxCollateral);
        rules.minLearnt = json.value("least_learnt", rules.minLearnt);
        rules.minGain = json.value("least_gain", rules.minGain);
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorCode::InvalidInput, "\"" + file.string() + "\" holds no rules of a pilot.");
    }
    return rules;
}

Result<PilotRules> settleRules(const std::filesystem::path &folder, const PilotRules &asked)
{
    CF_ASSIGN(const auto rules, writtenRules(folder));
    if (!rules) {
        CF_TRY(writeWhole(folder / "rules.json", toJson(asked), replaceOwn()));
        return asked;
    }
    if (!(asked == PilotRules{}) && !(asked == *rules))
        return fail(ErrorCode::InvalidInput,
            "The rules of this pilot were written before and are not changed now. Begin another one in a new folder.");
    return *rules;
}

bool FilmsVerdict::isMet() const
{
    return std::ranges::all_of(
        verdicts, [](const PilotVerdict &each) { return each.state == PilotVerdict::State::Met; });
}

FilmsVerdict judgeFilms(const std::vector<FilmCheck> &checks, const PilotRules &rules)
{
    FilmsVerdict judged;
    const Doubles doubles = doublesAmong(checks);
    int unknown = 0;
    int read = 0;
    int text = 0;
    for (std::size_t index = 0; index < checks.size(); ++index) {
        const FilmCheck &check = checks[index];
        judged.reasons.push_back(whyUnsuitable(check, doubles.like[index]));
        if (judged.reasons.back().empty())
            judged.suitable.push_back(index);
        unknown += check.patientKnown ? 0 : 1;
        read += check.words ? 1 : 0;
        text += check.words && *check.words > harmlessWords ? 1 : 0;
    }
    const auto all = static_cast<double>(std::max<std::size_t>(1, checks.size()));
    const auto suitable = static_cast<double>(judged.suitable.size());
    judged.verdicts.push_back(verdict(pilot::enoughSuitable(rules),
        std::to_string(judged.suitable.size()) + " of " + std::to_string(checks.size()),
        static_cast<int>(judged.suitable.size()) >= rules.films));
    judged.verdicts.push_back(
        verdict(pilot::shareSuitable(rules), countAndShare(suitable, all), suitable / all >= rules.minSuitable));
    judged.verdicts.push_back(verdict(
        pilot::patientsKnown(rules), "unknown " + countAndShare(unknown, all), unknown / all <= rules.maxUnknown));
    judged.verdicts.push_back(
        verdict(pilot::fewDoubled(rules), std::to_string(doubles.ofOthers), doubles.ofOthers <= rules.maxDoubled));
    const std::string textRule = pilot::fewTexts(rules);
    if (read == 0)
        judged.verdicts.push_back(
            { textRule, "not looked for: install tesseract-ocr and start stage 0 again", PilotVerdict::State::Open });
    else
        judged.verdicts.push_back(
            verdict(textRule, countAndShare(text, read), text / static_cast<double>(read) <= rules.maxText));
    return judged;
}

std::vector<std::size_t> chooseFilms(
    const std::vector<FilmCheck> &checks, const std::vector<std::size_t> &suitable, int count)
{
    std::map<std::string, std::vector<std::size_t>> byPatient;
    for (const std::size_t index : suitable)
        byPatient[checks[index].patientKey].push_back(index); // Keys are hashes: their order is by chance.
    std::vector<std::size_t> chosen;
    for (std::size_t round = 0; static_cast<int>(chosen.size()) < count; ++round) {
        const std::size_t before = chosen.size();
        for (const auto &[patient, films] : byPatient)
            if (round < films.size() && static_cast<int>(chosen.size()) < count)
                chosen.push_back(films[round]);
        if (chosen.size() == before)
            break;
    }
    std::ranges::sort(chosen);
    return chosen;
}

std::string toHtml(const StagePage &page)
{
    std::string html = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Contrafact: pilot</title>
<style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1c2430}
table{border-collapse:collapse;font-size:14px}td,th{border-bottom:1px solid #d9dee5;padding:.25rem .7rem;text-align:left}
.met{color:#17663a}.not{color:#9b2c2c;font-weight:600}.open{color:#8a5a00}small{color:#51606f}</style></head><body>
)";
    html += "<h1>Pilot, stage " + std::to_string(page.stage) + ": " + escapedHtml(page.title) + "</h1>\n";
    const bool isMet = std::ranges::all_of(
        page.verdicts, [](const PilotVerdict &each) { return each.state == PilotVerdict::State::Met; });
    const bool isOpen = !isMet && std::ranges::none_of(page.verdicts, [](const PilotVerdict &each) {
        return each.state == PilotVerdict::State::NotMet;
    });
    html += std::string("<p><b>")
        + (isMet         ? "Go: every rule is met."
                : isOpen ? "Open: see below."
                         : "No go: a rule is not met.")
        + "</b> The rules were written before this stage "
          "(rules.json).</p>\n";
    if (!page.despite.empty())
        html += "<p class=\"open\">This stage was started although stage " + std::to_string(page.stage - 1)
            + " had not met all its rules. Reason given: " + escapedHtml(page.despite) + "</p>\n";
    html += "<table><tr><th>Rule</th><th>Found</th><th></th></tr>\n";
    for (const PilotVerdict &each : page.verdicts) {
        const auto state = static_cast<std::size_t>(each.state);
        static constexpr std::array<const char *, 3> classes{ "met", "not", "open" };
        html += "<tr><td>" + escapedHtml(each.rule) + "</td><td>" + escapedHtml(each.found) + "</td><td class=\""
            + classes.at(state) + "\">" + stateNames.at(state) + "</td></tr>\n";
    }
    html += "</table>\n" + page.body;
    if (!page.next.empty())
        html += "<h2>Next</h2><p>" + escapedHtml(page.next) + "</p>\n";
    if (!page.command.empty())
        html += std::string("<p>")
            + (isMet ? "In a terminal it starts with"
                     : "Better begin again with other films, settings or models. All the same it starts with a reason, "
                       "which is recorded:")
            + "</p><pre>" + escapedHtml(page.command) + "</pre>\n";
    return html
        + "<p><small>For research; not a medical device. Everything stays on this machine.</small></p></body></html>\n";
}

Result<> writeStage(const std::filesystem::path &folder, const StagePage &page)
{
    const std::string name = "stage-" + std::to_string(page.stage);
    nlohmann::ordered_json rules = nlohmann::ordered_json::array();
    for (const PilotVerdict &each : page.verdicts)
        rules.push_back({ { "rule", each.rule }, { "found", each.found }, { "state", nameOf(each.state) } });
    CF_TRY(writeWhole(folder / (name + ".html"), toHtml(page), replaceOwnConfidential()));
    const nlohmann::ordered_json json{ { "stage", page.stage }, { "rules", rules }, { "despite", page.despite },
        { "next", page.next } };
    return writeWhole(folder / (name + ".json"),
        json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n", replaceOwn());
}

Result<std::string> allowStage(const std::filesystem::path &folder, int stage, const std::string &reason)
{
    if (stage == 0)
        return std::string();
    const std::string before = std::to_string(stage - 1);
    const auto file = folder / ("stage-" + before + ".json");
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return fail(
            ErrorCode::InvalidInput, "Stage " + before + " comes first: the same command with --stage " + before + ".");
    CF_ASSIGN(const nlohmann::json json, readJsonFile(file));
    CF_ASSIGN(const std::string earlier, recordedReason(folder, stage));
    nlohmann::json unmet = nlohmann::json::array();
    std::string named;
    try {
        for (const nlohmann::json &each : json.at("rules")) {
            if (each.at("state") == stateNames[0])
                continue;
            unmet.push_back(each.at("rule"));
            named += "\n  " + each.at("rule").get<std::string>() + ": " + each.at("found").get<std::string>() + " ("
                + each.at("state").get<std::string>() + ")";
        }
    } catch (const nlohmann::json::exception &) {
        return fail(
            ErrorCode::InvalidInput, "\"" + file.string() + "\" cannot be read. Run stage " + before + " again.");
    }
    if (unmet.empty())
        return std::string();
    if (!earlier.empty())
        return earlier;
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return fail(ErrorCode::InvalidInput,
            "Stage " + before + " has not met all its rules (stage-" + before + ".html), so that stage "
                + std::to_string(stage)
                + " does not start. Begin again with other films, settings or models, or say why you go on all the "
                  "same, with --despite \"REASON\", which is recorded."
                + named);
    const nlohmann::json line{ { "stage", stage }, { "reason", reason }, { "rules", unmet } };
    CF_TRY(appendLines(
        folder / "decisions.jsonl", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"));
    return reason;
}

std::string filmsTable(const std::vector<FilmCheck> &checks, const FilmsVerdict &verdict)
{
    std::map<std::string, int> reasons;
    std::set<std::string> patients;
    std::map<std::string, int> views;
    for (std::size_t index = 0; index < checks.size(); ++index) {
        const std::string &why = verdict.reasons[index];
        if (!why.empty())
            ++reasons[why.starts_with(looksLike) ? std::string(looksLike) + "another film" : why];
        if (checks[index].patientKnown)
            patients.insert(checks[index].patientKey);
        ++views[checks[index].view.empty() ? "not said" : checks[index].view];
    }
    std::string html = "<h2>Films</h2><p>" + std::to_string(checks.size()) + " files of "
        + std::to_string(patients.size()) + " known patients. Views:";
    for (const auto &[view, count] : views)
        html += " " + escapedHtml(view) + " " + std::to_string(count) + ";";
    html += " left out:";
    for (const auto &[reason, count] : reasons)
        html += " " + escapedHtml(reason) + " " + std::to_string(count) + ";";
    html += reasons.empty() ? " none.</p>\n" : "</p>\n";
    html +=
        "<p>Left out is what cannot be read, looks like another film, is small, lateral or mirrored, or is no "
        "frontal chest film to the model's segmenter. Words are those printed in the film that tesseract reads; up to "
        + std::to_string(harmlessWords)
        + ", as a side letter, do no harm. A film whose view nobody says is not left "
          "out for it.</p>\n<table><tr><th>Film</th><th>Patient</th><th>Size</th><th>View</th><th>Words</th><th>Left "
          "out</th></tr>\n";
    for (std::size_t index = 0; index < checks.size(); ++index) {
        const FilmCheck &check = checks[index];
        const std::string why =
            check.unreadable.empty() ? verdict.reasons[index] : verdict.reasons[index] + ": " + check.unreadable;
        html += "<tr><td>" + escapedHtml(check.film) + "</td><td>"
            + (check.patientKnown ? check.patientKey : std::string("unknown")) + "</td><td>"
            + std::to_string(check.width) + " × " + std::to_string(check.height) + "</td><td>" + escapedHtml(check.view)
            + "</td><td>" + (check.words ? std::to_string(*check.words) : std::string("–")) + "</td><td>"
            + escapedHtml(why) + "</td></tr>\n";
    }
    return html + "</table>\n";
}

} // namespace cf
