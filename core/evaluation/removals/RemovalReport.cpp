#include "core/evaluation/removals/RemovalReport.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace cf {

namespace {

nlohmann::ordered_json figuresJson(const RemovalFigures &figures)
{
    return { { "films", figures.films }, { "found_before", figures.foundBefore }, { "found_after", figures.foundAfter },
        { "found_after_share",
            { { "mean", figures.foundAfterShare.mean }, { "low", figures.foundAfterShare.low },
                { "high", figures.foundAfterShare.high } } },
        { "refused", figures.refused }, { "found_in_answers", figures.foundInAnswers },
        { "films_without", figures.filmsWithout }, { "found_on_films_without", figures.foundWithout },
        { "changed_share", figures.changedShare } };
}

RemovalFigures figuresOf(const std::vector<RemovalCase> &cases, const std::string &device)
{
    RemovalFigures figures;
    figures.device = device;
    std::vector<PatientValue> left;
    int accepted = 0;
    for (const RemovalCase &item : cases) {
        for (const AbsentDevice &absent : item.absent) {
            if (!device.empty() && absent.device != device)
                continue;
            ++figures.filmsWithout;
            figures.foundWithout += absent.found ? 1 : 0;
        }
        for (const RemovalEdit &edit : item.edits) {
            if (!device.empty() && edit.device != device)
                continue;
            ++figures.films;
            figures.foundBefore += edit.foundBefore ? 1 : 0;
            figures.foundAfter += edit.foundAfter() ? 1 : 0;
            figures.refused += edit.refused ? 1 : 0;
            figures.foundInAnswers += edit.foundInAnswer ? 1 : 0;
            left.push_back({ item.patient, edit.foundAfter() ? 1.0 : 0.0 });
            if (!edit.refused) {
                figures.changedShare += edit.changedShare;
                ++accepted;
            }
        }
    }
    figures.changedShare /= std::max(1, accepted);
    if (!left.empty())
        figures.foundAfterShare = bootstrapRatio(left);
    return figures;
}

} // namespace

std::string removalDefinition()
{
    return "Films that show a device by the table, unsure ones left out; the edit is \"remove the <device>\" without a "
           "mask, as the program does it by default. Found: the judging segmenter's probability for the film as a "
           "whole "
           "is above its own limit for that device, which one real film in twenty without the device exceeds (0.5 "
           "where "
           "its config names none); for a pacemaker, of generator or leads. found_after is of the film as its user has "
           "it: a refused edit leaves the film as it was. found_in_answers is of what was made, refused or not. "
           "found_on_films_without is of the films that show other devices and, by the table, not this one: there it "
           "is "
           "the judge's error, and about so large a share stays when all of a device is gone. A "
           "film's "
           "marks count as changed where an accepted edit changed a stored value within strokes at the places that the "
           "table names or, of films of which it names none, within what the judge's map takes for print and for no "
           "device. Tracheostomies, clips, valves and other foreign bodies are not measured: no edit is about them "
           "alone.";
}

RemovalSummary summaryOf(const std::vector<RemovalCase> &cases)
{
    RemovalSummary summary;
    for (const DeviceColumn &column : deviceColumns())
        if (RemovalFigures figures = figuresOf(cases, column.column); figures.films > 0)
            summary.devices.push_back(std::move(figures));
    summary.whole = figuresOf(cases, {});
    for (const RemovalCase &item : cases) {
        if (!item.unreadable.empty()) {
            summary.unreadable.push_back(item.film + ": " + item.unreadable);
            continue;
        }
        ++summary.films;
        summary.filmsWithMarks += item.hasMarks ? 1 : 0;
        const auto any = [&item](auto predicate) { return std::ranges::any_of(item.edits, predicate); };
        const bool changed = any([](const RemovalEdit &edit) { return !edit.refused && edit.markChanged(); });
        summary.marksChanged += changed ? 1 : 0;
        summary.namedMarksChanged +=
            any([](const RemovalEdit &edit) { return !edit.refused && edit.namedMarkChanged; }) ? 1 : 0;
        summary.seenMarksChanged +=
            any([](const RemovalEdit &edit) { return !edit.refused && edit.seenMarkChanged; }) ? 1 : 0;
        summary.marksChangedInRefused +=
            !changed && any([](const RemovalEdit &edit) { return edit.markChanged(); }) ? 1 : 0;
    }
    return summary;
}

std::string removalJson(const RemovalSummary &summary, const RemovalTitle &title)
{
    using Json = nlohmann::ordered_json;
    Json devices = Json::object();
    for (const RemovalFigures &figures : summary.devices)
        devices[figures.device] = figuresJson(figures);
    Json json{ { "model", title.model }, { "model_sha256", title.modelSha256 }, { "method", title.method },
        { "judge", title.judge }, { "judge_sha256", title.judgeSha256 }, { "judge_warning", title.warning },
        { "films_of", title.folder }, { "patients", title.onlyHeldBack ? "held_back" : "all" },
        { "limited", title.isLimited }, { "films", summary.films }, { "devices", devices },
        { "all_devices", figuresJson(summary.whole) }, { "films_with_marks", summary.filmsWithMarks },
        { "marks_changed", summary.marksChanged }, { "marks_changed_at_named_places", summary.namedMarksChanged },
        { "marks_changed_on_map", summary.seenMarksChanged },
        { "marks_changed_in_refused_answers_only", summary.marksChangedInRefused },
        { "unreadable", summary.unreadable }, { "definition", removalDefinition() } };
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string removalTable(const RemovalSummary &summary, const RemovalTitle &title)
{
    std::string text;
    char line[200];
    std::snprintf(line, sizeof line, "%-26s %6s %13s %12s %22s %8s %17s %16s\n", "device", "films", "found before",
        "found after", "share (95 %)", "refused", "found in answers", "found where none");
    text += line;
    const auto add = [&](const RemovalFigures &figures, const char *name) {
        const Interval &share = figures.foundAfterShare;
        char range[48];
        std::snprintf(
            range, sizeof range, "%.0f %% (%.0f-%.0f)", 100.0 * share.mean, 100.0 * share.low, 100.0 * share.high);
        char without[32];
        std::snprintf(without, sizeof without, "%d of %d", figures.foundWithout, figures.filmsWithout);
        std::snprintf(line, sizeof line, "%-26s %6d %13d %12d %22s %8d %17d %16s\n", name, figures.films,
            figures.foundBefore, figures.foundAfter, range, figures.refused, figures.foundInAnswers, without);
        text += line;
    };
    for (const RemovalFigures &figures : summary.devices)
        add(figures, figures.device.c_str());
    add(summary.whole, "all");
    std::snprintf(line, sizeof line, "films with a changed printed mark: %d of %d (named by the table %d, seen %d)\n",
        summary.marksChanged, summary.films, summary.namedMarksChanged, summary.seenMarksChanged);
    text += line;
    text += "judge: " + title.judge + "; patients: " + (title.onlyHeldBack ? "held back from training" : "all") + "\n";
    for (const std::string &each : summary.unreadable)
        text += "not readable: " + each + "\n";
    if (!title.warning.empty())
        text += "WARNING: " + title.warning + "\n";
    return text;
}

} // namespace cf
