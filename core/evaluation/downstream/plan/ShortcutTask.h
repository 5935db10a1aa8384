#pragma once

#include "core/base/Result.h"
#include "core/base/terms/ClinicalTerms.h"

#include <string>
#include <string_view>
#include <vector>

namespace cf::downstream {

/// A finding that a classifier is to tell, and a device that goes with it in the training data and must not decide.
struct ShortcutTask {
    std::string name; ///< Short, for files and tables: that of the device.
    Target finding = Target::Cardiomegaly;
    Target device = Target::Pacemaker;
};

/// (cardiomegaly, pacemaker), (pneumothorax, chest tube), (pleural effusion, ECG leads).
const std::vector<ShortcutTask> &shortcutTasks();
/// Errors: InvalidInput, naming those that there are.
Result<ShortcutTask> shortcutTask(std::string_view name);

/// The four groups of films: 0 nothing, 1 the device, 2 the finding, 3 both.
inline constexpr int cellCount = 4;
constexpr int cellOf(bool finding, bool device)
{
    return (finding ? 2 : 0) + (device ? 1 : 0);
}
constexpr bool showsFinding(int cell)
{
    return cell >= 2;
}
constexpr bool showsDevice(int cell)
{
    return cell % 2 == 1;
}
/// The same film with the device taken away or put in.
constexpr int deviceTurned(int cell)
{
    return cell ^ 1;
}
/// Where a classifier that goes by the device errs.
constexpr bool isConflict(int cell)
{
    return showsFinding(cell) != showsDevice(cell);
}
std::string_view keyOfCell(int cell); ///< "neither", "device", "finding", "both"

} // namespace cf::downstream
