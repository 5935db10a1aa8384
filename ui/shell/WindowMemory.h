#pragma once

#include <QString>

#include <vector>

class QMainWindow;

namespace cf::ui {

class Workplace;

/// How the window looked when it was closed last: size and place on the screen, the workplace in view, the panels of
/// each and what each wants to keep (tool, brush, options). In the user's settings; nothing of patients or files.
class WindowMemory
{
public:
    /// `on`: false for windows that neither read nor write settings, as in tests.
    explicit WindowMemory(bool on);

    /// Returns the id of the workplace that was in view; empty where nothing is known.
    QString restore(QMainWindow &window, const std::vector<Workplace *> &places) const;
    void keep(const QMainWindow &window, const std::vector<Workplace *> &places, const QString &place) const;

private:
    bool m_on;
};

} // namespace cf::ui
