#include "ui/shell/MainWindow.h"

#include "ui/dialogs/FileDialogs.h"
#include "ui/results/QueuePanel.h"
#include "ui/settings/Language.h"
#include "ui/shell/Appearance.h"
#include "ui/shell/EyeRest.h"
#include "ui/shell/PlaceHost.h"
#include "ui/shell/SessionWords.h"
#include "ui/shell/ShellActions.h"
#include "ui/shell/ShellMenus.h"
#include "ui/shell/WindowMemory.h"
#include "ui/shell/bars/HeaderBar.h"
#include "ui/shell/bars/ShellStatus.h"
#include "ui/shell/dialogs/FileChoice.h"
#include "ui/shell/lifetime/Recovery.h"

#include <QCloseEvent>
#include <QDropEvent>
#include <QLayout>
#include <QMenuBar>
#include <QMimeData>
#include <QStatusBar>
#include <QTimer>

#include <utility>

namespace cf::ui {

MainWindow::MainWindow(WindowServices services, std::vector<WorkplaceEntry> places, QWidget *parent)
    : QMainWindow(parent)
    , m_services(std::move(services))
    , m_table(std::move(places))
    , m_preferences(m_services.settingsFile)
    , m_session(m_services.session)
    , m_leaving(*this, m_session, m_preferences)
    , m_recovery(new Recovery(m_services.session.workFolder, m_session, m_files))
{
    m_recovery->setParent(this);
    useLanguage(m_preferences);
    takeAppearance(m_preferences, m_tools);
    if (m_services.remembers || !m_services.settingsFile.isEmpty())
        dialogs::rememberFoldersIn(m_preferences);
    new EyeRest(m_session, m_preferences, this);
    setAcceptDrops(true);
    layout()->setSizeConstraint(QLayout::SetNoConstraint);
    setMinimumSize(1024, 640);
    resize(1280, 800);
    m_session.setRegionFirst(m_preferences.isOn("prompt/regionFirst"));
    connectFiles();
    connect(&m_session, &EditSession::stateChanged, this, &MainWindow::draw);
    connect(&m_preferences, &Preferences::changed, this, &MainWindow::takePreference);
    build(m_table.empty() ? QString() : QString::fromLatin1(m_table.front().id));
    m_leaving.setUnderWay([this] {
        for (const Workplace *place : m_places->all())
            if (const QString sentence = place->underWay(); !sentence.isEmpty())
                return sentence;
        return QString();
    });
    const QString last = memory().restore(*this, m_places->all());
    if (m_places->find(last))
        m_places->goTo(last);
}

MainWindow::~MainWindow()
{
    m_session.disconnect(this);
    m_files.disconnect(this);
    tearDown(); // Workplaces refer to session and files, so they go first.
    delete m_recovery;
}

void MainWindow::build(const QString &place)
{
    m_actions = new ActionRegistry(*this);
    m_header = new HeaderBar;
    setMenuWidget(m_header);
    m_status = new ShellStatus(*statusBar());
    const WorkplaceContext context{ m_session, m_files, *m_actions, m_services, m_preferences, m_tools, m_view };
    m_places = new PlaceHost(m_table, context);
    setCentralWidget(m_places);
    m_actions->useKeysOf(m_preferences);
    m_shell = new ShellActions(*this, context, *m_places);
    m_header->setPlaces(tabsOf(m_table, *m_actions));
    m_actions->on("app.menu", [this] { m_header->openMenu(); });
    connect(m_header, &HeaderBar::modelClicked, this, [this] { m_places->goTo("models"); });
    connect(m_shell, &ShellActions::openRequested, this, &MainWindow::openPaths);
    connect(&m_places->queue(), &QueuePanel::cancelRequested, &m_session, &EditSession::cancel);
    connect(m_places, &PlaceHost::titleChanged, this, &MainWindow::draw);
    connect(m_places, &PlaceHost::placeChanged, this, [this] {
        m_header->setPlace(m_places->place());
        fillMenus(m_header->menus(), *m_actions, m_places->shown(), m_table);
        m_header->menusChanged();
        draw();
    });
    connect(m_status, &ShellStatus::problemShown, this, [this] {
        if (m_services.log)
            m_services.log("A problem was shown to the user.");
    });
    m_places->goTo(place);
    draw();
}

void MainWindow::tearDown()
{
    delete std::exchange(m_shell, nullptr);
    delete takeCentralWidget();
    m_places = nullptr;
    setMenuWidget(nullptr);
    m_header = nullptr;
    m_status = nullptr;
    setStatusBar(nullptr);
    delete std::exchange(m_actions, nullptr);
}

Workplace *MainWindow::workplace(const QString &id) const
{
    return m_places->find(id);
}

WindowMemory MainWindow::memory()
{
    const bool remembers = m_services.remembers && m_preferences.isOn("general/restoreLayout");
    return WindowMemory(remembers ? &m_preferences : nullptr);
}

void MainWindow::goTo(const QString &id)
{
    m_places->goTo(id);
}

QString MainWindow::place() const
{
    return m_places->place();
}

void MainWindow::connectFiles()
{
    m_files.setRestorer(m_session.restorer());
    m_files.setFilmCheck(m_services.checkFilm);
    connect(&m_files, &StudyController::loading, &m_session, &EditSession::expectImage);
    connect(&m_files, &StudyController::loaded, &m_session, &EditSession::open);
    connect(&m_files, &StudyController::unreadable, this, [this](const QString &name, const QString &reason) {
        m_session.showUnreadable({ name, reason });
        Q_EMIT openFailed(reason);
    });
    connect(&m_files, &StudyController::failed, this, [this](const QString &message) {
        m_session.say(message, true);
        Q_EMIT openFailed(message);
    });
}

void MainWindow::openPaths(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    goTo("edit"); // Where films are shown: dropped on the data sets, one would open out of sight.
    m_recovery->noteOpened(paths);
    m_files.open(paths);
}

void MainWindow::recover()
{
    if (m_preferences.isOn("general/recover"))
        m_recovery->goOn();
}

void MainWindow::draw()
{
    if (!m_places)
        return;
    const SessionState &state = m_session.state();
    const Banner banner = bannerOf(state);
    m_header->setModel(banner.model, banner.modelDetail);
    m_header->setBanner(banner.tone, banner.strong, banner.rest, banner.details);
    m_places->queue().setEntries(queueEntries(state));
    m_places->queue().setVisible(m_places->queue().parentWidget() && state.running);
    m_status->draw(state);
    const QString title = m_places->shown() ? m_places->shown()->windowTitle() : QString();
    setWindowTitle(title.isEmpty() ? tr("Contrafact") : tr("Contrafact · %1").arg(title));
}

void MainWindow::takePreference(const QString &key)
{
    if (key == "prompt/regionFirst")
        m_session.setRegionFirst(m_preferences.isOn("prompt/regionFirst"));
    takeAppearance(m_preferences, m_tools, key);
    if (key != "general/language")
        return;
    // Made anew in the other language; the session and all that is in it stay. Not from within a widget that
    // goes.
    QTimer::singleShot(0, this, [this] {
        const QString place = m_places->place();
        tearDown();
        useLanguage(m_preferences);
        build(place);
    });
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localPaths(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    openPaths(localPaths(*event->mimeData()));
    event->acceptProposedAction();
}

void MainWindow::closeForSystem()
{
    m_leaving.askNothing();
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    if (!m_leaving.mayGo())
        return;
    memory().keep(*this, m_places->all(), m_places->place());
    m_shell->keepViewer();
    m_recovery->finish();
    event->accept();
}

} // namespace cf::ui
