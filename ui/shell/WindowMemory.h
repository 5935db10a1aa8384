#pragma once

#include <QString>

#include <vector>

class QMainWindow;

namespace cf::ui {

class Preferences;
class Workplace;

/// How the window looked when it was closed last: size and place on the screen, the workplace in view, the panels of
/// each and what each wants to keep (tool, brush, options). In the user's settings; nothing of patients or files.
class WindowMemory
{
public:
    /// Null for windows that neither read nor write what they looked like, as in tests.
    explicit WindowMemory(Preferences *store);

    /// Returns the id of the workplace that was in view; empty where nothing is known.
    QString restore(QMainWindow &window, const std::vector<Workplace *> &places) const;
    void keep(const QMainWindow &window, const std::vector<Workplace *> &places, const QString &place) const;

private:
    Preferences *m_store;
};

} // namespace cf::ui
