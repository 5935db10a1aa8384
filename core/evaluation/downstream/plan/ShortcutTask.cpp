#include "core/evaluation/downstream/plan/ShortcutTask.h"

#include <array>

namespace cf::downstream {

const std::vector<ShortcutTask> &shortcutTasks()
{
    static const std::vector<ShortcutTask> tasks{ { "pacemaker", Target::Cardiomegaly, Target::Pacemaker },
        { "chest-tube", Target::Pneumothorax, Target::ChestTube },
        { "ecg-leads", Target::PleuralEffusion, Target::EcgLeads } };
    return tasks;
}

Result<ShortcutTask> shortcutTask(std::string_view name)
{
    std::string names;
    for (const ShortcutTask &task : shortcutTasks()) {
        if (task.name == name)
            return task;
        names.append(names.empty() ? "" : ", ").append(task.name);
    }
    std::string message = "There is no task \"";
    message.append(name).append("\". Tasks, by their device: ").append(names).append(".");
    return fail(ErrorCode::InvalidInput, std::move(message));
}

std::string_view keyOfCell(int cell)
{
    constexpr std::array<std::string_view, cellCount> names{ "neither", "device", "finding", "both" };
    return names.at(static_cast<std::size_t>(cell));
}

} // namespace cf::downstream
