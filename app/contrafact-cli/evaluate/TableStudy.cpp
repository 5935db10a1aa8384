#include "app/contrafact-cli/evaluate/TableStudy.h"

#include "app/contrafact-cli/ReadingArguments.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <utility>

namespace cf::cli {

namespace {

using namespace cf::downstream;

std::string orName(const std::string &column, Target target)
{
    return column.empty() ? std::string(keyOf(target)) : column;
}

/// What the header of an object says; of a picture its view at most.
FilmTraits traitsOf(const LoadedRadiograph &loaded)
{
    const InstanceAttributes &attributes = loaded.attributes;
    FilmTraits traits = traitsOfRow({ { "view",
        loaded.radiograph.viewPosition.empty() ? attributes.viewPosition : loaded.radiograph.viewPosition } });
    traits.sex = sexOf(attributes.patientSex);
    traits.ageYears = ageInYears(attributes.patientAge);
    traits.scanner = scannerName(attributes.manufacturer, attributes.modelName, attributes.detector);
    return traits;
}

class RefusingEditor final : public CounterfactualEditor
{
public:
    explicit RefusingEditor(std::unique_ptr<CounterfactualEditor> editor)
        : m_editor(std::move(editor))
    {
    }
    const ModelDescription &model() const override { return m_editor->model(); }
    std::vector<MethodDescription> methods() const override { return m_editor->methods(); }

    Result<EditResult> edit(const EditRequest &request, const JobContext &job, const PreviewSink &preview) override
    {
        auto result = m_editor->edit(request, job, preview);
        if (result || (result.error().code != ErrorCode::InvalidInput && result.error().code != ErrorCode::Unsupported))
            return result;
        EditResult refused;
        refused.status = EditStatus::Refused;
        refused.reason = result.error().message;
        refused.counterfactual = request.source;
        refused.reconstruction = request.source;
        refused.region = MaskImage(request.source.stored.width, request.source.stored.height);
        refused.provenance.method = request.method.empty() ? model().defaultMethod : request.method;
        refused.provenance.modelSha256 = model().sha256;
        return refused;
    }

private:
    std::unique_ptr<CounterfactualEditor> m_editor;
};

} // namespace

Result<std::unique_ptr<FilmSource>> openTable(
    const TableChoice &choice, const ShortcutTask &task, const StudyPlan &plan)
{
    TableOfFilms table;
    table.table = choice.table;
    table.films = choice.films;
    table.findingColumn = orName(choice.findingColumn, task.finding);
    table.deviceColumn = orName(choice.deviceColumn, task.device);
    table.onlyColumn = choice.onlyColumn;
    table.about = choice.about;
    table.open = [](const std::filesystem::path &file) -> Result<OpenedFilm> {
        CF_ASSIGN(auto loaded, openFilm(file, {}));
        FilmTraits header = traitsOf(loaded);
        return OpenedFilm{ std::move(loaded.radiograph), std::move(header) };
    };
    table.tell = [](const std::string &sentence) { std::fprintf(stderr, "warning: %s\n", sentence.c_str()); };
    return openTableFilms(task, plan, table);
}

Result<TableChoice> withColumns(TableChoice choice, const ShortcutTask &task)
{
    CF_ASSIGN(choice.findingColumn, columnFor(choice.table, choice.findingColumn, task.finding));
    CF_ASSIGN(choice.deviceColumn, columnFor(choice.table, choice.deviceColumn, task.device));
    return choice;
}

std::string originOf(const TableChoice &choice, const ShortcutTask &task)
{
    return "table " + choice.table.filename().string() + " (" + orName(choice.findingColumn, task.finding) + ", "
        + orName(choice.deviceColumn, task.device) + (choice.onlyColumn.empty() ? "" : ", only " + choice.onlyColumn)
        + "): one film a patient; a \"patient\" of this report is a set of films of different patients, one a group, "
          "so "
          "that nothing is said of exact counterfactuals";
}

Result<> fitToTable(StudyPlan &plan, bool armsAreAsked)
{
    if (plan.tasks.size() != 1)
        return fail(ErrorCode::InvalidInput,
            "A table is about one finding and one device: name one --task (pacemaker, chest-tube or ecg-leads).");
    const bool hasExact = std::ranges::find(plan.arms, "exact") != plan.arms.end();
    if (hasExact && armsAreAsked)
        return fail(ErrorCode::InvalidInput,
            "The arm exact needs films rendered with the device turned; real films have none. Leave it out.");
    std::erase(plan.arms, "exact");
    return {};
}

void dropExactPairs(StudyReport &report)
{
    const std::string sensitivity = sensitivityFigure().key;
    for (ConditionSummary &condition : report.conditions) {
        for (ArmSummary &arm : condition.arms) {
            arm.figures[sensitivity] = {};
            arm.spread[sensitivity] = {};
        }
        for (ArmComparison &comparison : condition.comparisons) {
            comparison.sensitivityRatio = {};
            comparison.sensitivityP.reset();
            comparison.sensitivityHolm.reset();
        }
    }
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    for (EditsSummary &edits : report.edits)
        edits.errorInside = edits.errorOutside = edits.spill = edits.gain = nothing;
}

std::unique_ptr<CounterfactualEditor> refusingEditor(std::unique_ptr<CounterfactualEditor> editor)
{
    return std::make_unique<RefusingEditor>(std::move(editor));
}

} // namespace cf::cli
