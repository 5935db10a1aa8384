#pragma once

#include "ui/actions/ActionRegistry.h"

#include <QMainWindow>
#include <QVariantMap>

#include <functional>
#include <vector>

class QBoxLayout;

namespace cf::ui {

class EditSession;
class Preferences;
class StudyController;
class ToolBox;
class ViewState;
struct PaletteItem;
struct WindowServices;

/// What every workplace is given. All of it outlives the workplace.
struct WorkplaceContext {
    EditSession &session;
    StudyController &files;
    ActionRegistry &actions;
    const WindowServices &services;
    Preferences &preferences;
    ToolBox &tools; ///< The tool in hand and …
    ViewState &view; ///< … zoom, window and probe, shared by all windows that show the image.
};

/// A finished batch on its way from the data sets to another place.
struct BatchResults {
    QString folder; ///< With manifest.csv.
    QString films; ///< The folder of its films.
};

/// Actions under one title of the menu bar; an empty name is a separator. Under the title of a menu that is there
/// already ("&File", "&Edit") they go into that one.
struct WorkplaceMenu {
    QString title;
    QStringList actions;
};

/// A place of work: what fills the window under the banner, with panels of its own as docks. Only the one in view is
/// visible; all are made at the start and follow the session.
///
/// To add one: a folder in ui/ with a class derived from this; its constructor takes a WorkplaceContext, draws
/// `session.state()` on EditSession::stateChanged (or services of its own), connects its actions with
/// `actions.on("id", …)`, and makes its docks with addDock(), which gives them names for the saved layout. Then one
/// line in ui/WorkplaceTable.cpp (id, name, key, icon, factory, keys) and its sources in ui/CMakeLists.txt. The shell
/// makes the tab, the menu entry, the key and the palette's lines from the table; it includes no workplace.
class Workplace : public QMainWindow
{
    Q_OBJECT

public:
    explicit Workplace(QWidget *parent = nullptr);

    /// Its own menus, between the window's.
    virtual QList<WorkplaceMenu> menus() const { return {}; }
    /// Where the window's one queue panel stands while this place is in view; null: nowhere.
    virtual QBoxLayout *queuePlace() { return nullptr; }
    /// What the command palette finds beside its actions: earlier instructions, opened images.
    virtual std::vector<PaletteItem> paletteItems();
    /// It came into view: puts the focus where the hands go first.
    virtual void entered() { }
    /// Panels as they were at the first start, for a window of the present size.
    virtual void resetLayout();
    /// Hides all panels, or shows them again.
    virtual void togglePanels();
    /// What it keeps from one run to the next beside its panels: tools and options, nothing of patients.
    virtual QVariantMap choices() const { return {}; }
    virtual void setChoices(const QVariantMap &) { }
    /// Results of a batch that were sent here; the place is in view.
    virtual void takeBatch(const BatchResults &) { }
    /// Work of its own that ends with the window, in a sentence; empty: none.
    virtual QString underWay() const { return {}; }
    /// Panels as a former run left them, of QMainWindow::saveState().
    virtual void restorePanels(const QByteArray &state, int version) { restoreState(state, version); }

Q_SIGNALS:
    /// A batch is to go on in another place.
    void batchSent(const QString &place, const cf::ui::BatchResults &batch);

protected:
    /// A panel; its `name` (never translated) is the key of the saved layout.
    QDockWidget *addDock(Qt::DockWidgetArea area, const char *name, const QString &title, QWidget *content);
    /// Call at the constructor's end: resetLayout() comes back to this.
    void rememberLayout() { m_firstLayout = saveState(); }

private:
    QByteArray m_firstLayout;
};

/// One line of the table of workplaces.
struct WorkplaceEntry {
    const char *id; ///< "edit"; also the scope of its actions' keys.
    const char *name; ///< Of its tab, to be translated in the context "Workplace".
    const char *key; ///< "F2"; empty: none.
    const char *icon; ///< Of resources/icons.
    std::function<Workplace *(const WorkplaceContext &)> make;
    std::vector<KeyEntry> actions{}; ///< That exist in this place alone.
};

} // namespace cf::ui
