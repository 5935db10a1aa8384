#pragma once

#include "ui/canvas/ToolBox.h"
#include "ui/canvas/ViewState.h"
#include "ui/session/EditSession.h"
#include "ui/settings/Preferences.h"
#include "ui/shell/WindowServices.h"
#include "ui/shell/Workplace.h"
#include "ui/shell/lifetime/Leaving.h"
#include "ui/studies/StudyController.h"

#include <QMainWindow>

#include <vector>

namespace cf::ui {

class ActionRegistry;
class HeaderBar;
class PlaceHost;
class Recovery;
class ShellActions;
class ShellStatus;
class WindowMemory;

/// The shell: header with the workplaces as tabs, banner, the workplace in view, queue and status. It knows workplaces
/// by their interface alone, and decides nothing about edits.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(WindowServices services, std::vector<WorkplaceEntry> places, QWidget *parent = nullptr);
    ~MainWindow() override;

    EditSession &session() { return m_session; }
    StudyController &files() { return m_files; }
    ActionRegistry &actions() { return *m_actions; }
    Preferences &preferences() { return m_preferences; }
    /// The workplace of that id; null where there is none.
    Workplace *workplace(const QString &id) const;
    void goTo(const QString &id);
    QString place() const; ///< The id of the workplace in view.

    void openPaths(const QStringList &paths);
    /// Goes on where a window was that did not end by itself; says so. Nothing where there was none.
    void recover();
    /// Closes without a question, as when the system ends the session: what is unfinished is stopped and leaves a
    /// trace.
    void closeForSystem();

Q_SIGNALS:
    /// Nothing could be opened, or the chosen image cannot be shown, and why.
    void openFailed(const QString &message);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void build(const QString &place); ///< Everything that shows words, in the language of now.
    void tearDown();
    void connectFiles();
    void draw();
    void takePreference(const QString &key);
    WindowMemory memory();

    WindowServices m_services;
    const std::vector<WorkplaceEntry> m_table;
    Preferences m_preferences;
    EditSession m_session;
    StudyController m_files;
    ToolBox m_tools;
    ViewState m_view;
    Leaving m_leaving;
    Recovery *m_recovery;

    ActionRegistry *m_actions = nullptr;
    HeaderBar *m_header = nullptr;
    PlaceHost *m_places = nullptr;
    ShellStatus *m_status = nullptr;
    ShellActions *m_shell = nullptr;
};

} // namespace cf::ui
