#include "ui/history/HistoryTreeLayout.h"

#include "ui/records/EditHistoryModel.h"

#include <functional>
#include <map>

namespace cf::ui {

std::vector<TreePlace> treeOf(const EditHistoryModel &history, const std::vector<bool> &shown)
{
    const int rows = history.rowCount();
    std::map<int, int> rowOfNumber;
    for (int row = 1; row < rows; ++row)
        rowOfNumber[history.entry(row).number] = row;
    const auto isShown = [&shown](int row) { return row == 0 || (row < int(shown.size()) && shown[std::size_t(row)]); };
    // A parent is older than its edit: a damaged record cannot make a ring.
    const auto parentOf = [&](int row) {
        const auto known = rowOfNumber.find(history.entry(row).parent);
        return known != rowOfNumber.end() && known->second < row ? known->second : 0;
    };
    std::map<int, std::vector<int>> children;
    for (int row = 1; row < rows; ++row) {
        if (!isShown(row))
            continue;
        int parent = parentOf(row);
        while (!isShown(parent))
            parent = parentOf(parent);
        children[parent].push_back(row);
    }
    std::vector<TreePlace> places;
    int line = 0;
    const std::function<void(int, int, int)> lay = [&](int row, int parent, int column) {
        places.push_back({ row, parent, column, line });
        const std::vector<int> &below = children[row];
        for (std::size_t at = 0; at < below.size(); ++at) {
            line += at > 0 ? 1 : 0;
            lay(below[at], row, column + 1);
        }
    };
    if (rows > 0)
        lay(0, -1, 0);
    return places;
}

} // namespace cf::ui
