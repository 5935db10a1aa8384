#include "ui/shell/ShellActions.h"

#include "ui/actions/ActionRegistry.h"
#include "ui/help/HelpWindow.h"
#include "ui/help/Tour.h"
#include "ui/preferences/PreferencesWindow.h"
#include "ui/session/EditSession.h"
#include "ui/settings/Language.h"
#include "ui/shell/PlaceHost.h"
#include "ui/shell/dialogs/FileChoice.h"
#include "ui/shell/dialogs/ShellDialogs.h"
#include "ui/viewer/ViewerWindow.h"

#include <QAction>

namespace cf::ui {

ShellActions::ShellActions(QWidget &window, const WorkplaceContext &context, PlaceHost &places)
    : QObject(&window)
    , m_window(window)
    , m_context(context)
    , m_session(context.session)
    , m_actions(context.actions)
    , m_preferences(context.preferences)
    , m_places(places)
{
    connectOpening();
    connectWindows();
}

ShellActions::~ShellActions()
{
    delete m_palette;
    delete m_help;
    delete m_settings;
    delete m_viewer;
    delete m_tour;
}

void ShellActions::connectOpening()
{
    m_actions.on("study.open", [this] { Q_EMIT openRequested(chooseFiles(m_window)); });
    m_actions.on(
        "study.openFolder", [this] { Q_EMIT openRequested(chooseFolder(m_window, tr("Open folder"), "studies")); });
    m_actions.on("model.choose", [this] {
        const QStringList folder = chooseFolder(m_window, tr("Model folder"), "model");
        if (!folder.isEmpty())
            m_session.loadModel(folder.front().toStdString());
    });
    m_actions.on("project.checkpoint", [this] { m_session.saveNow(); });
    m_actions.on("app.quit", [this] { m_window.close(); });
}

void ShellActions::connectWindows()
{
    m_actions.on("panels.toggle", [this] { m_places.shown()->togglePanels(); });
    m_actions.on("window.resetLayout", [this] { m_places.shown()->resetLayout(); });
    m_actions.on(
        "window.fullscreen", [this] { m_window.isFullScreen() ? m_window.showNormal() : m_window.showFullScreen(); });
    m_actions.on("window.viewer", [this] {
        if (!m_viewer)
            m_viewer = new ViewerWindow(m_session, m_context.tools, m_context.view, m_preferences, &m_window);
        m_viewer->setVisible(!m_viewer->isVisible());
    });
    m_actions.on("app.palette", [this] { openPalette(); });
    m_actions.on("app.preferences", [this] {
        if (!m_settings)
            m_settings = new PreferencesWindow(m_preferences, m_actions, &m_window);
        m_settings->show();
        m_settings->raise();
        m_settings->activateWindow();
    });
    m_actions.on("help.keys", [this] { showKeys(m_window); });
    m_actions.on("help.show", [this] { showHelp(); });
    m_actions.on("help.tour", [this] { startTour(); });
    m_actions.on("help.use", [this] { showIntendedUse(m_window, m_session.state().model.description); });
}

void ShellActions::showHelp(const QString &page)
{
    if (!m_help)
        m_help = new HelpWindow(languageInUse(m_preferences), &m_window);
    m_help->show();
    m_help->raise();
    m_help->activateWindow();
    if (!page.isEmpty())
        m_help->showPage(page);
}

void ShellActions::startTour()
{
    m_places.goTo("edit");
    delete m_tour;
    m_tour = new Tour(m_window, m_session);
    m_tour->start();
}

void ShellActions::keepViewer()
{
    if (m_viewer)
        m_viewer->keepLayout();
}

void ShellActions::openPalette()
{
    if (!m_palette)
        m_palette = new CommandPalette(m_window);
    m_palette->open(paletteItems());
}

std::vector<PaletteItem> ShellActions::paletteItems()
{
    using Group = PaletteItem::Group;
    std::vector<PaletteItem> items;
    for (const auto &[id, action] : m_actions.available()) {
        if (action->isEnabled() && id != "app.palette")
            items.push_back({ Group::Actions, QString(action->text()).remove('&'),
                action->shortcut().toString(QKeySequence::NativeText), [act = action] { act->trigger(); } });
    }
    for (const PaletteItem &item : m_places.shown()->paletteItems())
        items.push_back(item);
    for (const HelpPage &page : helpPages(languageInUse(m_preferences)))
        items.push_back({ Group::Help, page.title, {}, [this, name = page.name] { showHelp(name); } });
    return items;
}

} // namespace cf::ui
