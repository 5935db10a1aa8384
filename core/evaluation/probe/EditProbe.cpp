#include "core/evaluation/probe/EditProbe.h"

#include "core/evaluation/RecordLines.h"
#include "core/evaluation/axioms/Movement.h"
#include "core/language/Captions.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <tuple>
#include <utility>

namespace cf {

namespace {

using nlohmann::json;
using Key = std::tuple<std::string, Target, bool>;

json toJson(const ProbeEdit &edit)
{
    return { { "target", keyOf(edit.target) }, { "adds", edit.adds }, { "film", edit.film },
        { "patient", edit.patient }, { "made", edit.made }, { "refused", edit.refused }, { "reason", edit.reason },
        { "seconds", edit.seconds }, { "judged", edit.judged }, { "effective", edit.effective },
        { "moved", edit.moved } };
}

ProbeEdit fromJson(const json &line)
{
    return { targetFromKey(line.at("target").get<std::string>()).value(), line.at("adds"),
        line.at("film").get<std::string>(), line.at("patient").get<std::string>(), line.at("made"), line.at("refused"),
        line.at("reason").get<std::string>(), line.at("seconds"), line.at("judged"), line.at("effective"),
        line.at("moved").get<std::map<std::string, double>>() };
}

/// Whether the judge finds a thing; nothing where it does not know it.
EditRequest requestFor(const ProbeFilm &film, const PlannedEdit &edit, const CaptionGrammar &grammar, Radiograph source)
{
    EditInstruction instruction;
    instruction.action = edit.adds ? EditAction::Add : EditAction::Remove;
    instruction.target = edit.target;
    std::vector<Target> shown;
    for (const StatedTarget &each : film.shown)
        if (grammar.words.contains(each.target))
            shown.push_back(each.target);
    EditRequest request;
    request.source = std::move(source);
    request.edits = { instruction };
    request.prompt = std::string(keyOf(instruction.action)) + " " + std::string(keyOf(edit.target));
    request.captions = captionPair(request.edits, grammar, shown);
    return request;
}

/// Labels along the edit, outlines by how much.
std::map<std::string, double> movedAlong(const FilmReading &before, const FilmReading &after, bool adds)
{
    std::map<std::string, double> moved = movementOf(before, after);
    for (const FilmReading::Label &label : before.labels) {
        const FilmReading::Label *now = after.label(label.name);
        if (now != nullptr && moved.contains(label.name))
            moved[label.name] = (adds ? 1.0 : -1.0) * (now->probability - label.probability);
    }
    return moved;
}

Result<ProbeEdit> makeEdit(CounterfactualEditor &editor, const SeeingJudge &judge, const EditProbePlan &plan,
    const PlannedEdit &planned, const JobContext &job)
{
    const ProbeFilm &film = plan.films[planned.film];
    ProbeEdit edit{ planned.target, planned.adds, film.name, film.patient, false, true, {}, 0.0, false, false, {} };
    auto source = plan.open(film);
    if (!source) {
        edit.reason = source.error().message;
        return edit;
    }
    const auto start = std::chrono::steady_clock::now();
    auto result = editor.edit(requestFor(film, planned, plan.grammar, *source), job, {});
    edit.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!result) {
        if (result.error().code == ErrorCode::Cancelled || result.error().code == ErrorCode::OutOfMemory)
            return tl::make_unexpected(result.error());
        edit.reason = result.error().message;
        return edit;
    }
    edit.made = true;
    edit.refused = result->status == EditStatus::Refused;
    edit.reason = result->reason;
    CF_TRY(judgeEdit(edit, judge, *source, result->counterfactual, job));
    return edit;
}

} // namespace

Result<> judgeEdit(
    ProbeEdit &edit, const SeeingJudge &judge, const Radiograph &before, const Radiograph &after, const JobContext &job)
{
    CF_ASSIGN(const FilmReading seenBefore, judge.read(before, job));
    CF_ASSIGN(const FilmReading seenAfter, judge.read(after, job));
    judgeReadings(edit, seenBefore, seenAfter);
    return {};
}

void judgeReadings(ProbeEdit &edit, const FilmReading &before, const FilmReading &after)
{
    edit.judged = before.finds(edit.target) == std::optional(!edit.adds);
    edit.effective = edit.judged && !edit.refused && after.finds(edit.target) == std::optional(edit.adds);
    edit.moved = movedAlong(before, after, edit.adds);
}

Result<std::vector<ProbeEdit>> readProbeEdits(const std::filesystem::path &file, const std::string &stamp)
{
    CF_ASSIGN(const auto lines, readRecordLines(file, stamp));
    std::vector<ProbeEdit> edits;
    try {
        for (const json &line : lines)
            edits.push_back(fromJson(line));
    } catch (const std::exception &) {
        return fail(ErrorCode::InvalidInput,
            "The records " + file.string() + " are of another version. Move the file away to start anew.");
    }
    return edits;
}

Result<> appendProbeEdit(const std::filesystem::path &file, const std::string &stamp, const ProbeEdit &edit)
{
    return appendRecordLine(file, stamp, toJson(edit));
}

bool isOutlineMovement(std::string_view what)
{
    return what == seen::rightLung || what == seen::leftLung || what == seen::heart || what == "Mediastinum"
        || what == cardiothoracicRatioKey;
}

bool belongsTo(std::string_view what, Target target)
{
    return what == keyOf(target) || (target == Target::Pacemaker && what == seen::pacingLeads)
        || (isDevice(target) && what == keyOf(Target::SupportDevices));
}

std::vector<PlannedEdit> plannedEdits(const EditProbePlan &plan)
{
    std::vector<PlannedEdit> edits;
    for (const Target target : plan.targets) {
        std::vector<std::size_t> with;
        std::vector<std::size_t> without;
        for (std::size_t index = 0; index < plan.films.size(); ++index) {
            if (plan.films[index].shows(target))
                with.push_back(index);
            else if (plan.films[index].absent.contains(target))
                without.push_back(index);
        }
        const auto wanted = static_cast<std::size_t>(std::max(0, plan.editsATarget));
        const std::size_t half = wanted / 2;
        // Where one kind is short the other fills up.
        const std::size_t removals = std::min(with.size(), std::max(half, wanted - std::min(wanted, without.size())));
        const std::size_t additions = std::min(without.size(), wanted - std::min(wanted, removals));
        for (std::size_t index = 0; index < additions; ++index)
            edits.push_back({ without[index], target, true });
        for (std::size_t index = 0; index < removals; ++index)
            edits.push_back({ with[index], target, false });
    }
    return edits;
}

Result<std::vector<ProbeEdit>> runEdits(
    CounterfactualEditor &editor, const SeeingJudge &judge, const EditProbePlan &plan, const JobContext &job)
{
    CF_ASSIGN(auto earlier, readProbeEdits(plan.records, plan.stamp));
    std::map<Key, ProbeEdit> known;
    for (ProbeEdit &edit : earlier) {
        Key key{ edit.film, edit.target, edit.adds };
        known.insert_or_assign(std::move(key), std::move(edit));
    }
    const auto planned = plannedEdits(plan);
    std::vector<ProbeEdit> edits;
    const auto start = std::chrono::steady_clock::now();
    int made = 0;
    for (const PlannedEdit &each : planned) {
        CF_TRY(job.checkStop());
        const auto found = known.find({ plan.films[each.film].name, each.target, each.adds });
        if (found != known.end()) {
            edits.push_back(found->second);
            continue;
        }
        // The editor's own progress is of one edit; what is told here is of all.
        CF_ASSIGN(ProbeEdit edit, makeEdit(editor, judge, plan, each, JobContext(job.stopToken(), {})));
        CF_TRY(appendProbeEdit(plan.records, plan.stamp, edit));
        edits.push_back(std::move(edit));
        ++made;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        job.report({ static_cast<int>(edits.size()), static_cast<int>(planned.size()), "Probing edits",
            seconds / made * static_cast<double>(planned.size() - edits.size()) });
    }
    return edits;
}

Entanglement entanglementOf(const std::vector<ProbeEdit> &edits)
{
    std::map<Target, std::map<std::string, PatientValues>> values;
    Entanglement rows;
    for (const ProbeEdit &edit : edits) {
        EntanglementRow &row = rows[edit.target];
        row.edits += edit.made ? 1 : 0;
        row.refused += edit.refused ? 1 : 0;
        row.judged += edit.judged ? 1 : 0;
        row.effective += edit.effective ? 1 : 0;
        for (const auto &[what, by] : edit.moved)
            values[edit.target][what][edit.patient].push_back(by);
    }
    for (auto &[target, row] : rows) {
        for (const auto &[what, byPatient] : values[target])
            row.moved[what] = meanOfPatients(byPatient);
        const std::string own(keyOf(target));
        if (const auto found = row.moved.find(own); found != row.moved.end())
            row.own = found->second.mean;
        double furthest = 0.0;
        for (const auto &[what, mean] : row.moved)
            if (!belongsTo(what, target) && !isOutlineMovement(what) && std::abs(mean.mean) > furthest) {
                furthest = std::abs(mean.mean);
                row.most = what;
            }
        constexpr double minOwn = 0.02; // Below it nothing was done, and a share of it says nothing.
        if (row.own && *row.own > minOwn && !row.most.empty())
            row.maxShare = furthest / *row.own;
    }
    return rows;
}

} // namespace cf
