#include "core/evaluation/removals/RemovalEvaluation.h"

#include "core/base/SecondsSince.h"
#include "core/evaluation/EvaluationPicture.h"
#include "core/evaluation/RecordLines.h"
#include "core/evaluation/removals/FilmMarks.h"
#include "core/imaging/UprightRadiograph.h"
#include "core/imaging/Windowing.h"
#include "core/language/PromptLanguage.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace cf {

namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::json;

json toJson(const RemovalCase &item)
{
    json edits = json::array();
    for (const RemovalEdit &edit : item.edits)
        edits.push_back({ { "device", edit.device }, { "before", edit.before }, { "after", edit.after },
            { "found_before", edit.foundBefore }, { "found_in_answer", edit.foundInAnswer },
            { "refused", edit.refused }, { "reason", edit.reason }, { "method", edit.method },
            { "changed_share", edit.changedShare }, { "named_mark_changed", edit.namedMarkChanged },
            { "seen_mark_changed", edit.seenMarkChanged }, { "seconds", edit.seconds } });
    json absent = json::object();
    for (const AbsentDevice &each : item.absent)
        absent[each.device] = each.found;
    return { { "film", item.film }, { "patient", item.patient }, { "has_marks", item.hasMarks },
        { "unreadable", item.unreadable }, { "edits", edits }, { "found_without", absent } };
}

RemovalCase fromJson(const json &line)
{
    RemovalCase item;
    item.film = line.at("film").get<std::string>();
    item.patient = line.at("patient").get<std::string>();
    item.hasMarks = line.at("has_marks");
    item.unreadable = line.at("unreadable").get<std::string>();
    for (const json &each : line.at("edits")) {
        RemovalEdit edit;
        edit.device = each.at("device").get<std::string>();
        edit.before = each.at("before");
        edit.after = each.at("after");
        edit.foundBefore = each.at("found_before");
        edit.foundInAnswer = each.at("found_in_answer");
        edit.refused = each.at("refused");
        edit.reason = each.at("reason").get<std::string>();
        edit.method = each.at("method").get<std::string>();
        edit.changedShare = each.at("changed_share");
        edit.namedMarkChanged = each.at("named_mark_changed");
        edit.seenMarkChanged = each.at("seen_mark_changed");
        edit.seconds = each.at("seconds");
        item.edits.push_back(std::move(edit));
    }
    for (const auto &[device, found] : line.at("found_without").items())
        item.absent.push_back({ device, found.get<bool>() });
    return item;
}

double shareOfChanged(const StoredImage &before, const StoredImage &after)
{
    if (!before.sameSizeAs(after) || before.empty())
        return 0.0;
    std::size_t changed = 0;
    for (std::size_t i = 0; i < before.pixels.size(); ++i)
        changed += before.pixels[i] != after.pixels[i] ? 1 : 0;
    return static_cast<double>(changed) / static_cast<double>(before.pixels.size());
}

/// What ends the whole evaluation; all else is an answer, too.
bool endsAll(ErrorCode code)
{
    return code == ErrorCode::Cancelled || code == ErrorCode::OutOfMemory;
}

class Evaluation
{
public:
    Evaluation(CounterfactualEditor &editor, const SeeingJudge &judge, const RemovalPlan &plan)
        : m_editor(editor)
        , m_judge(judge)
        , m_plan(plan)
        , m_stamp("removals " + plan.stamp + " " + editor.model().sha256.substr(0, 16) + " " + judge.part + " "
              + judge.sha256.substr(0, 16) + " " + (plan.method ? plan.method->name : "default"))
    {
    }

    Result<std::vector<RemovalCase>> run(const JobContext &job);

private:
    Result<RemovalCase> evaluateFilm(const RemovalFilm &film, const JobContext &job);
    Result<RemovalEdit> evaluateDevice(const RemovalCase &item, const Radiograph &film, const FilmReading &before,
        const FilmMarks &marks, const DeviceColumn &device, const JobContext &job);
    /// What a user gets, or why the editor could not begin.
    Result<EditResult> ask(const Radiograph &film, const DeviceColumn &device, const JobContext &job);

    CounterfactualEditor &m_editor;
    const SeeingJudge &m_judge;
    const RemovalPlan &m_plan;
    std::string m_stamp;
};

Result<EditResult> Evaluation::ask(const Radiograph &film, const DeviceColumn &device, const JobContext &job)
{
    EditRequest request;
    request.source = film;
    request.prompt = "remove the " + device.words();
    const CompiledPrompt compiled = compilePrompt(request.prompt, m_editor.model().grammar);
    for (const PromptWarning &warning : compiled.warnings)
        if (warning.blocks)
            return fail(ErrorCode::InvalidInput, warning.text);
    request.edits = compiled.edits;
    request.captions = compiled.captions;
    if (m_plan.method) {
        request.method = m_plan.method->method;
        request.parameters = m_plan.method->parameters;
    }
    return m_editor.edit(request, job, {});
}

Result<RemovalEdit> Evaluation::evaluateDevice(const RemovalCase &item, const Radiograph &film,
    const FilmReading &before, const FilmMarks &marks, const DeviceColumn &device, const JobContext &job)
{
    RemovalEdit edit;
    edit.device = device.column;
    CF_ASSIGN(const DeviceSight seen, sightOf(before, device));
    edit.before = edit.after = seen.probability;
    edit.foundBefore = edit.foundInAnswer = seen.found;
    const auto start = Clock::now();
    const auto result = ask(film, device, job);
    edit.seconds = secondsSince(start);
    if (!result && endsAll(result.error().code))
        return tl::make_unexpected(result.error());
    edit.refused = !result || result->status == EditStatus::Refused;
    edit.reason = result ? result->reason : result.error().message;
    const Radiograph &answer = result ? result->counterfactual : film;
    if (result) {
        edit.method = result->provenance.method;
        for (const MethodChoice &choice : result->provenance.chosen)
            edit.method = choice.method;
        CF_ASSIGN(const FilmReading after, m_judge.read(answer, job));
        CF_ASSIGN(const DeviceSight left, sightOf(after, device));
        edit.after = left.probability;
        edit.foundInAnswer = left.found;
        edit.changedShare = shareOfChanged(film.stored, answer.stored);
        edit.namedMarkChanged = marks.namedChanged(film.stored, answer.stored);
        edit.seenMarkChanged = marks.seenChanged(film.stored, answer.stored);
    }
    if (!m_plan.pictures.empty()) {
        constexpr int width = 288;
        const GreyImage shown = toDisplay(film);
        const GreyImage edited = toDisplay(answer);
        CF_TRY(writePictures(
            { shown, edited, shownChange(shown, edited) }, width, pictureOf(m_plan.pictures, item, edit)));
    }
    return edit;
}

Result<RemovalCase> Evaluation::evaluateFilm(const RemovalFilm &film, const JobContext &job)
{
    RemovalCase item;
    item.film = film.name;
    item.patient = film.patient;
    const auto opened = m_plan.open(film.file);
    if (!opened && endsAll(opened.error().code))
        return tl::make_unexpected(opened.error());
    if (!opened) {
        item.unreadable = opened.error().message;
        return item;
    }
    const Radiograph upright = uprightRadiograph(*opened);
    CF_ASSIGN(const FilmReading before, m_judge.read(upright, job));
    // The table's places are those of the file; a film that was turned has only what the judge sees.
    const bool isTurned = upright.stored != opened->stored;
    const FilmMarks marks = marksOf(upright, before, isTurned ? std::vector<DeviceTable::Mark>() : film.marks);
    const auto any = [](const MaskImage &mask) {
        return std::ranges::any_of(mask.pixels, [](float value) { return value > 0.0F; });
    };
    item.hasMarks = any(marks.named) || any(marks.seen);
    for (const DeviceColumn &device : film.absent)
        if (const auto seen = sightOf(before, device)) // A judge need not know what is not asked of it.
            item.absent.push_back({ device.column, seen->found });
    for (const DeviceColumn &device : film.devices) {
        CF_ASSIGN(RemovalEdit edit, evaluateDevice(item, upright, before, marks, device, job));
        item.edits.push_back(std::move(edit));
    }
    return item;
}

Result<std::vector<RemovalCase>> Evaluation::run(const JobContext &job)
{
    CF_ASSIGN(const auto lines, readRecordLines(m_plan.records, m_stamp));
    std::map<std::string, RemovalCase> known;
    try {
        for (const json &line : lines) {
            RemovalCase item = fromJson(line);
            known[item.film] = std::move(item);
        }
    } catch (const json::exception &) {
        return fail(ErrorCode::InvalidInput,
            "The evaluation records " + m_plan.records.string()
                + " are of another version. Move the file away to start anew.");
    }
    const int count = static_cast<int>(m_plan.films.size());
    const auto start = Clock::now();
    int made = 0;
    std::vector<RemovalCase> cases;
    for (const RemovalFilm &film : m_plan.films) {
        CF_TRY(job.checkStop());
        auto found = known.find(film.name);
        if (found == known.end()) {
            // The editor's own progress is of one edit; what is told here is of all.
            CF_ASSIGN(RemovalCase item, evaluateFilm(film, JobContext(job.stopToken(), {})));
            CF_TRY(appendRecordLine(m_plan.records, m_stamp, toJson(item)));
            found = known.emplace(film.name, std::move(item)).first;
            ++made;
        }
        cases.push_back(found->second);
        const int done = static_cast<int>(cases.size());
        job.report(
            { done, count, "Evaluating removals", made > 0 ? secondsSince(start) / made * (count - done) : -1.0 });
    }
    return cases;
}

} // namespace

Result<DeviceSight> sightOf(const FilmReading &reading, const DeviceColumn &device)
{
    std::vector<std::string_view> names{ keyOf(device.target) };
    if (device.target == Target::Pacemaker)
        names.push_back(seen::pacingLeads);
    DeviceSight sight;
    bool known = false;
    for (const std::string_view name : names)
        if (const FilmReading::Label *label = reading.label(name)) {
            known = true;
            sight.probability = std::max(sight.probability, label->probability);
            sight.found = sight.found || label->found();
        }
    if (!known)
        return fail(ErrorCode::InvalidInput,
            "The model's segmenter does not know \"" + device.words() + "\": it cannot say whether it is gone.");
    return sight;
}

Result<std::vector<RemovalCase>> evaluateRemovals(
    CounterfactualEditor &editor, const SeeingJudge &judge, const RemovalPlan &plan, const JobContext &job)
{
    return Evaluation(editor, judge, plan).run(job);
}

std::filesystem::path pictureOf(const std::filesystem::path &folder, const RemovalCase &item, const RemovalEdit &edit)
{
    return folder / (edit.device + " " + item.film + ".jpg");
}

} // namespace cf
