#pragma once

#include <vector>

namespace cf::ui {

class EditHistoryModel;

/// The place of one edit in the tree of results: depth to the right, one line for each leaf.
struct TreePlace {
    int row = 0; ///< Of the history.
    int parentRow = -1; ///< Of what it branches from; −1 for the original.
    int column = 0;
    int line = 0;
};

/// The tree of the rows that `shown` names; the original is always in it. An edit whose parent is not shown hangs from
/// the nearest one that is. In the order of making: nothing is ever sorted by score.
std::vector<TreePlace> treeOf(const EditHistoryModel &history, const std::vector<bool> &shown);

} // namespace cf::ui
