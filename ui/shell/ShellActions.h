#pragma once

#include "ui/shell/Workplace.h"
#include "ui/shell/dialogs/CommandPalette.h"

#include <QObject>
#include <QPointer>

namespace cf::ui {

class HelpWindow;
class PlaceHost;
class PreferencesWindow;
class Tour;
class ViewerWindow;

/// What the window itself can do beside going to places: opening, the palette, preferences, help, the second viewer.
class ShellActions : public QObject
{
    Q_OBJECT

public:
    ShellActions(QWidget &window, const WorkplaceContext &context, PlaceHost &places);
    ~ShellActions() override;

    void showHelp(const QString &page = {});
    void startTour();
    void keepViewer(); ///< Its place and size, before the window goes.

Q_SIGNALS:
    void openRequested(const QStringList &paths);

private:
    void connectOpening();
    void connectWindows();
    void openPalette();
    std::vector<PaletteItem> paletteItems();

    QWidget &m_window;
    WorkplaceContext m_context;
    EditSession &m_session;
    ActionRegistry &m_actions;
    Preferences &m_preferences;
    PlaceHost &m_places;
    QPointer<CommandPalette> m_palette;
    QPointer<HelpWindow> m_help;
    QPointer<PreferencesWindow> m_settings;
    QPointer<ViewerWindow> m_viewer;
    QPointer<Tour> m_tour;
};

} // namespace cf::ui
