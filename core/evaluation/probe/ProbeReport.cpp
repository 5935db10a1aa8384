#include "core/evaluation/probe/ProbeReport.h"

#include "core/base/text/JsonFile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace cf {

namespace {

using Json = nlohmann::ordered_json;

Json toJson(const std::optional<Bounds> &interval)
{
    return interval ? Json{ interval->low, interval->high } : Json(nullptr);
}

Json toJson(const ProbeMean &mean)
{
    if (mean.patients == 0)
        return nullptr;
    return { { "patients", mean.patients }, { "mean", mean.mean }, { "interval", toJson(mean.interval) } };
}

Json grammarJson(const CaptionGrammar &grammar)
{
    Json words = Json::object();
    for (const auto &[target, word] : grammar.words)
        words[std::string(keyOf(target))] = word;
    return { { "form", "labels" }, { "prefix", grammar.prefix }, { "normal_caption", grammar.normalCaption },
        { "words", words }, { "hears_side", grammar.hearsSide }, { "hears_zone", grammar.hearsZone },
        { "hears_severity", grammar.hearsSeverity }, { "hears_absence", grammar.hearsAbsence },
        { "hears_amounts", grammar.hearsAmounts }, { "hears_change", grammar.hearsChange } };
}

Json entanglementJson(const Entanglement &entanglement)
{
    Json rows = Json::object();
    for (const auto &[target, row] : entanglement) {
        Json moved = Json::object();
        for (const auto &[what, mean] : row.moved)
            moved[what] = toJson(mean);
        rows[std::string(keyOf(target))] = { { "edits", row.edits }, { "refused", row.refused },
            { "judged", row.judged }, { "as_asked", row.effective }, { "moved", moved }, { "most_other", row.most },
            { "most_other_share", row.maxShare ? Json(*row.maxShare) : Json(nullptr) } };
    }
    return rows;
}

Json evidence(
    const ProbeSummary &summary, const ProbePlan &plan, const Entanglement &entanglement, const ProbeTitle &title)
{
    Json templates = Json::array();
    for (const TemplateFigures &each : summary.templates)
        templates.push_back({ { "template", each.name }, { "error", toJson(each.error) },
            { "behind_percent", toJson(each.behind) }, { "own_against_other_percent", toJson(each.ownAgainstOther) },
            { "against_silence_percent", toJson(each.againstSilence) } });
    Json words = Json::array();
    for (const WordFigures &each : summary.words)
        words.push_back({ { "target", keyOf(each.target) }, { "word", each.word }, { "verdict", keyOf(each.hearing) },
            { "margin_percent", each.margin }, { "interval", toJson(each.interval) },
            { "films_with", toJson(each.withIt) }, { "films_without", toJson(each.withoutIt) },
            { "moves_percent", each.moved } });
    Json slots = Json::object();
    for (const SlotFigures &each : summary.slots)
        slots[each.slot] = { { "verdict", keyOf(each.hearing) }, { "margin_percent", toJson(each.margin) } };
    Json cosines = Json::object();
    for (const auto &[first, row] : summary.cosines)
        for (const auto &[second, mean] : row)
            cosines[std::string(keyOf(first))][std::string(keyOf(second))] = toJson(mean);
    Json notMeasured = Json::array();
    for (const Target target : summary.notMeasured)
        notMeasured.push_back(keyOf(target));
    return { { "model_sha256", title.modelSha256 }, { "films", summary.films }, { "patients", summary.patients },
        { "films_from", title.films }, { "timesteps", plan.timesteps }, { "draws", plan.draws },
        { "templates", templates }, { "words", words }, { "slots", slots }, { "words_not_measured", notMeasured },
        { "unreadable", summary.unreadable }, { "directions_alike", cosines },
        { "edits",
            { { "method", title.method }, { "judge", title.judge }, { "judge_sha256", title.judgeSha256 },
                { "judge_warning", title.judgeWarning }, { "entanglement", entanglementJson(entanglement) } } } };
}

std::string number(double value, int places)
{
    char text[40];
    std::snprintf(text, sizeof text, "%+.*f", places, value);
    return text;
}

} // namespace

Result<std::string> proposedCard(const std::filesystem::path &modelFolder, const ProbeSummary &summary,
    const ProbePlan &plan, const Entanglement &entanglement, const ProbeTitle &title)
{
    Json card = Json::object();
    const auto file = modelFolder / "contrafact.json";
    std::error_code failure;
    if (std::filesystem::exists(file, failure)) {
        CF_ASSIGN(const nlohmann::json known, readJsonFile(file));
        for (const auto &[member, value] : known.items())
            card[member] = value;
    } else {
        card["name"] = title.model;
    }
    card.erase("written_by"); // Of a proposal that was taken over.
    card["grammar"] = grammarJson(summary.proposed);
    card["probe"] = evidence(summary, plan, entanglement, title);
    return card.dump(2, ' ', false, Json::error_handler_t::replace);
}

bool isBestTold(const ProbeSummary &summary)
{
    if (summary.templates.size() < 2)
        return true;
    const auto &second = summary.templates[1].behind.interval;
    return second && second->low > 0.0;
}

std::string probeTable(const ProbeSummary &summary, const Entanglement &entanglement, const ProbeTitle &title)
{
    char line[240];
    std::snprintf(
        line, sizeof line, "%s: %d films of %d patients\n\n", title.model.c_str(), summary.films, summary.patients);
    std::string text = line;
    text += "template                                error    behind best  other's caption  none\n";
    for (const TemplateFigures &each : summary.templates) {
        std::snprintf(line, sizeof line, "  %-34s %9.5f %9s %% %11s %% %9s %%\n", each.name.c_str(), each.error.mean,
            number(each.behind.mean, 3).c_str(), number(each.ownAgainstOther.mean, 3).c_str(),
            number(each.againstSilence.mean, 3).c_str());
        text += line;
    }
    if (!isBestTold(summary))
        text += "The best two templates are not told apart by these films.\n";
    text += "\ntarget, word                                       margin %  interval            moves %  verdict\n";
    for (const WordFigures &each : summary.words) {
        const std::string name = std::string(keyOf(each.target)) + ", \"" + each.word + "\"";
        const std::string interval =
            each.interval ? number(each.interval->low, 3) + " … " + number(each.interval->high, 3) : "–";
        std::snprintf(line, sizeof line, "  %-48s %8s  %-20s %7.2f  %s (%d with, %d without)\n", name.c_str(),
            each.interval ? number(each.margin, 3).c_str() : "–", interval.c_str(), each.moved,
            std::string(keyOf(each.hearing)).c_str(), each.withIt.patients, each.withoutIt.patients);
        text += line;
    }
    const auto few = std::ranges::count(summary.words, Hearing::NotMeasured, &WordFigures::hearing);
    if (few > 0)
        text += "  " + std::to_string(few) + " of " + std::to_string(summary.words.size())
            + " words had too few films with it or without it. More films: --count, --all-patients.\n";
    for (const SlotFigures &each : summary.slots) {
        std::snprintf(line, sizeof line, "  %-48s %8s  %s (%d patients)\n", each.slot.c_str(),
            each.margin.patients > 0 ? number(each.margin.mean, 3).c_str() : "–",
            std::string(keyOf(each.hearing)).c_str(), each.margin.patients);
        text += line;
    }
    if (!entanglement.empty())
        text += "\nacting on                 edits  refused   itself   other that moves most\n";
    for (const auto &[target, row] : entanglement) {
        std::snprintf(line, sizeof line, "  %-24s %4d %8d %9s   %s %s\n", std::string(keyOf(target)).c_str(), row.edits,
            row.refused, row.own ? number(*row.own, 3).c_str() : "–", row.most.c_str(),
            row.most.empty() ? "" : number(row.moved.at(row.most).mean, 3).c_str());
        text += line;
    }
    for (const std::string &each : summary.unreadable)
        text += "not read: " + each + "\n";
    return text;
}

} // namespace cf
