#pragma once

class QWidget;

namespace cf {
struct ModelDescription;
}

namespace cf::ui {

/// All keys, in a window of its own.
void showKeys(QWidget &window);
/// What the program is for and what it is not, with the model's credits.
void showIntendedUse(QWidget &window, const ModelDescription &model);

} // namespace cf::ui
