#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace cf::ui {

enum class QuitChoice {
    FinishFirst, ///< The window goes, the program follows when the last edit has ended.
    CancelEdits, ///< They leave a trace in the history.
    Stay,
};

/// Asks what becomes of the running edit and the `waiting` ones when the window is closed. Does not block; a question
/// that stands already is raised.
void askQuitDuringWork(QWidget &window, int waiting, std::function<void(QuitChoice)> chosen);

/// Asks whether the window is closed although `underWay`, a sentence, ends with it. Does not block.
void askQuitDuring(QWidget &window, const QString &underWay, std::function<void()> quit);

} // namespace cf::ui
