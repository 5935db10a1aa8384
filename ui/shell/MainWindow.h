#pragma once

#include "ui/session/EditSession.h"
#include "ui/session/RunRecord.h"
#include "ui/shell/WindowServices.h"
#include "ui/shell/Workplace.h"
#include "ui/studies/StudyController.h"

#include <QMainWindow>

#include <optional>
#include <vector>

class QLabel;
class QStackedWidget;

namespace cf::ui {

class ActionRegistry;
class HeaderBar;
class QueuePanel;

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
    /// The workplace of that id; null where there is none.
    Workplace *workplace(const QString &id) const;
    void goTo(const QString &id);
    const QString &place() const { return m_place; } ///< The id of the workplace in view.

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
    void buildPlaces(std::vector<WorkplaceEntry> places);
    void buildStatusBar();
    std::vector<Workplace *> workplaces() const;
    void buildMenus();
    void connectActions();
    void connectFiles();
    void draw();
    void drawBanner();
    void drawQueue();
    void askBeforeQuitting();
    void tellOfRecovery();

    WindowServices m_services;
    EditSession m_session;
    StudyController m_files;
    RunRecord m_run;
    std::optional<RunRecord::Unfinished> m_recovered; ///< Until its image is in view.
    std::vector<WorkplaceEntry> m_table;
    QString m_place;
    bool m_mayClose = false; ///< The user was told what closing means, or is not asked.
    bool m_finishFirst = false; ///< Hidden, until the last edit has ended.

    ActionRegistry *m_actions;
    HeaderBar *m_header = nullptr;
    QStackedWidget *m_places = nullptr;
    QueuePanel *m_queue = nullptr;
    QLabel *m_status = nullptr;
    QLabel *m_saved = nullptr;
};

} // namespace cf::ui
