#include "ui/WorkplaceTable.h"

#include "ui/annotation/AnnotationWorkplace.h"
#include "ui/comparison/ComparisonWorkplace.h"
#include "ui/coordinator/CoordinatorWorkplace.h"
#include "ui/datasets/DataSetsWorkplace.h"
#include "ui/edit/EditWorkplace.h"
#include "ui/history/HistoryWorkplace.h"
#include "ui/models/ModelsWorkplace.h"

namespace cf::ui {

std::vector<WorkplaceEntry> workplaceTable()
{
    return {
        { "edit", QT_TRANSLATE_NOOP("cf::ui::Workplace", "Edit"), "F2", "brush",
            [](const WorkplaceContext &context) -> Workplace * { return new EditWorkplace(context); } },
        { "compare", QT_TRANSLATE_NOOP("cf::ui::Workplace", "Compare"), "F3", "side",
            [](const WorkplaceContext &context) -> Workplace * { return new ComparisonWorkplace(context); },
            ComparisonWorkplace::keys() },
        { "history", QT_TRANSLATE_NOOP("cf::ui::Workplace", "History"), "F4", "history",
            [](const WorkplaceContext &context) -> Workplace * { return new HistoryWorkplace(context); },
            HistoryWorkplace::keys() },
        { "validation", QT_TRANSLATE_NOOP("cf::ui::Workplace", "Validation"), "F5", "check",
            [](const WorkplaceContext &context) -> Workplace * { return new CoordinatorWorkplace(context); } },
        { "annotation", QT_TRANSLATE_NOOP("cf::ui::Workplace", "Annotation"), "F6", "note",
            [](const WorkplaceContext &context) -> Workplace * { return new AnnotationWorkplace(context); },
            AnnotationWorkplace::keys() },
        { "models", QT_TRANSLATE_NOOP("cf::ui::Workplace", "Models"), "F7", "model",
            [](const WorkplaceContext &context) -> Workplace * { return new ModelsWorkplace(context); } },
        { "datasets", QT_TRANSLATE_NOOP("cf::ui::Workplace", "Data sets"), "Shift+F7", "grid",
            [](const WorkplaceContext &context) -> Workplace * { return new DataSetsWorkplace(context); } },
    };
}

} // namespace cf::ui
