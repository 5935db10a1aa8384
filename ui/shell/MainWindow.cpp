#include "ui/shell/MainWindow.h"

#include "ui/results/QueuePanel.h"
#include "ui/shell/FileChoice.h"
#include "ui/shell/HeaderBar.h"
#include "ui/shell/QuitQuestion.h"
#include "ui/shell/SessionWords.h"
#include "ui/shell/ShellDialogs.h"
#include "ui/shell/WindowMemory.h"
#include "ui/theme/ElidedLabel.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QDropEvent>
#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>

#include <algorithm>
#include <utility>

namespace cf::ui {

MainWindow::MainWindow(WindowServices services, std::vector<WorkplaceEntry> places, QWidget *parent)
    : QMainWindow(parent)
    , m_services(std::move(services))
    , m_session(m_services.session)
    , m_run(m_services.session.workFolder)
    , m_actions(new ActionRegistry(*this))
    , m_header(new HeaderBar)
    , m_places(new QStackedWidget)
    , m_queue(new QueuePanel)
{
    setWindowTitle(tr("Contrafact"));
    setAcceptDrops(true);
    setMenuWidget(m_header);
    setCentralWidget(m_places);
    buildStatusBar();
    buildPlaces(std::move(places));
    connectActions();
    connectFiles();
    connect(m_queue, &QueuePanel::cancelRequested, &m_session, &EditSession::cancel);
    connect(&m_session, &EditSession::stateChanged, this, &MainWindow::draw);
    layout()->setSizeConstraint(QLayout::SetNoConstraint);
    setMinimumSize(1024, 640);
    resize(1280, 800);
    const QString last = WindowMemory(m_services.remembers).restore(*this, workplaces());
    if (!m_table.empty())
        goTo(workplace(last) ? last : QString::fromLatin1(m_table.front().id));
    draw();
}

MainWindow::~MainWindow()
{
    m_session.disconnect(this);
    m_files.disconnect(this);
    delete m_queue; // It may stand in a workplace.
    delete takeCentralWidget(); // Workplaces refer to session and files, so they go first.
}

void MainWindow::buildPlaces(std::vector<WorkplaceEntry> places)
{
    m_table = std::move(places);
    const WorkplaceContext context{ m_session, m_files, *m_actions, m_services };
    std::vector<PlaceTab> tabs;
    for (const WorkplaceEntry &entry : m_table) {
        m_actions->addPlace(entry.id, entry.actions);
        const QString id = QString::fromLatin1(entry.id);
        QAction &go = m_actions->addGoTo(id, Workplace::tr(entry.name), entry.key);
        connect(&go, &QAction::triggered, this, [this, id] { goTo(id); });
        Workplace *place = entry.make(context);
        place->setObjectName(id);
        place->setAccessibleName(Workplace::tr(entry.name));
        m_places->addWidget(place);
        connect(place, &QWidget::windowTitleChanged, this, &MainWindow::draw);
        tabs.push_back({ id, &go, QString::fromLatin1(entry.icon) });
    }
    m_header->setPlaces(tabs);
}

void MainWindow::buildStatusBar()
{
    m_status = new theme::ElidedLabel;
    m_saved = new QLabel;
    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(m_saved);
    auto *keys = new QLabel(tr("?"));
    theme::setRole(*keys, "key");
    statusBar()->addPermanentWidget(keys);
    statusBar()->addPermanentWidget(new QLabel(tr("for keys")));
    statusBar()->setContentsMargins(8, 0, 12, 0);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setFixedHeight(24);
}

std::vector<Workplace *> MainWindow::workplaces() const
{
    std::vector<Workplace *> all;
    for (int at = 0; at < m_places->count(); ++at)
        all.push_back(static_cast<Workplace *>(m_places->widget(at)));
    return all;
}

Workplace *MainWindow::workplace(const QString &id) const
{
    for (int at = 0; at < m_places->count(); ++at) {
        if (m_places->widget(at)->objectName() == id)
            return static_cast<Workplace *>(m_places->widget(at));
    }
    return nullptr;
}

void MainWindow::goTo(const QString &id)
{
    Workplace *place = workplace(id);
    if (!place || std::exchange(m_place, id) == id)
        return;
    m_places->setCurrentWidget(place);
    m_actions->setPlace(id);
    m_header->setPlace(id);
    if (QBoxLayout *room = place->queuePlace())
        room->addWidget(m_queue);
    else
        m_queue->setParent(nullptr);
    buildMenus();
    place->entered();
    draw();
}

void MainWindow::buildMenus()
{
    QList<WorkplaceMenu> menus{ { tr("&File"), { "study.open", "study.openFolder", "model.choose", "" } },
        { tr("&Edit"), {} } };
    const auto merge = [&menus](const WorkplaceMenu &more) {
        const auto known = std::find_if(
            menus.begin(), menus.end(), [&more](const WorkplaceMenu &menu) { return menu.title == more.title; });
        if (known == menus.end())
            menus << more;
        else
            known->actions << more.actions;
    };
    QStringList goes;
    for (const WorkplaceEntry &entry : m_table)
        goes << ActionRegistry::goToId(QString::fromLatin1(entry.id));
    for (const WorkplaceMenu &menu : m_places->count() > 0 ? workplace(m_place)->menus() : QList<WorkplaceMenu>())
        merge(menu);
    merge({ tr("&File"), { "", "project.checkpoint", "app.quit" } });
    merge({ tr("&Window"), goes + QStringList{ "", "panels.toggle", "window.fullscreen", "window.resetLayout" } });
    merge({ tr("&Help"), { "help.keys", "help.show" } });
    m_header->menus().clear();
    for (const WorkplaceMenu &menu : menus) {
        if (menu.actions.isEmpty())
            continue;
        QMenu *entry = m_header->menus().addMenu(menu.title);
        entry->setAccessibleName(QString(menu.title).remove('&'));
        for (const QString &id : menu.actions)
            id.isEmpty() ? entry->addSeparator() : (entry->addAction(&m_actions->action(id)), nullptr);
    }
}

void MainWindow::connectActions()
{
    m_actions->on("study.open", [this] { openPaths(chooseFiles(*this)); });
    m_actions->on("study.openFolder", [this] { openPaths(chooseFolder(*this, tr("Open folder"), "studies")); });
    m_actions->on("model.choose", [this] {
        const QStringList folder = chooseFolder(*this, tr("Model folder"), "model");
        if (!folder.isEmpty())
            m_session.loadModel(folder.front().toStdString());
    });
    m_actions->on("project.checkpoint", [this] { m_session.saveNow(); });
    m_actions->on("app.quit", [this] { close(); });
    m_actions->on("panels.toggle", [this] { workplace(m_place)->togglePanels(); });
    m_actions->on("window.fullscreen", [this] { isFullScreen() ? showNormal() : showFullScreen(); });
    m_actions->on("window.resetLayout", [this] { workplace(m_place)->resetLayout(); });
    m_actions->on("help.keys", [this] { showKeys(*this); });
    m_actions->on("help.show", [this] { showIntendedUse(*this, m_session.state().model.description); });
}

void MainWindow::connectFiles()
{
    m_files.setRestorer(m_session.restorer());
    connect(&m_files, &StudyController::loading, &m_session, &EditSession::expectImage);
    connect(&m_files, &StudyController::loaded, &m_session, &EditSession::open);
    connect(&m_files, &StudyController::unreadable, this, [this](const QString &name, const QString &reason) {
        m_session.showUnreadable({ name, reason });
        Q_EMIT openFailed(reason);
    });
    connect(&m_session, &EditSession::imageShown, this, [this] {
        const OpenedImage &image = m_session.document()->image();
        m_run.noteShown(QString::fromStdString(image.path.string()), image.frame);
        tellOfRecovery();
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
    m_run.noteOpened(paths);
    m_files.open(paths);
}

void MainWindow::recover()
{
    m_recovered = RunRecord::takeUnfinished(m_services.session.workFolder);
    if (m_recovered)
        openPaths(m_recovered->opened);
}

void MainWindow::tellOfRecovery()
{
    if (!m_recovered)
        return;
    // The scan shows its first image; the one that was in view follows.
    const RunRecord::Unfinished was = *m_recovered;
    const OpenedImage &image = m_session.document()->image();
    if (!was.shown.isEmpty() && (QString::fromStdString(image.path.string()) != was.shown || image.frame != was.frame)
        && QFile::exists(was.shown)) {
        m_recovered->shown.clear();
        m_files.load(was.shown, was.frame);
        return;
    }
    m_recovered.reset();
    const QDateTime upTo = m_session.state().restored.isValid() ? m_session.state().restored : was.lastSeen;
    m_session.say(tr("Contrafact stopped unexpectedly. Your work up to %1 is here.").arg(upTo.toString("HH:mm:ss"))
        + " " + m_session.state().message.text);
}

void MainWindow::draw()
{
    const SessionState &state = m_session.state();
    const Banner banner = bannerOf(state);
    m_header->setModel(banner.model, banner.modelDetail);
    m_header->setBanner(banner.tone, banner.strong, banner.rest, banner.details);
    m_queue->setEntries(queueEntries(state));
    m_queue->setVisible(m_queue->parentWidget() && state.running);
    if (m_status->text() != state.message.text) {
        theme::setRole(*m_status, state.message.isProblem ? "error" : "caption");
        m_status->setText(state.message.text);
        m_status->setToolTip(state.message.text);
        if (state.message.isProblem && m_services.log)
            m_services.log("A problem was shown to the user.");
    }
    if (state.saved.isValid())
        m_saved->setText(tr("Autosave on · saved %1").arg(state.saved.toString("HH:mm:ss")));
    const QString title = m_places->currentWidget() ? m_places->currentWidget()->windowTitle() : QString();
    setWindowTitle(title.isEmpty() ? tr("Contrafact") : tr("Contrafact · %1").arg(title));
    if (m_finishFirst && !state.running)
        close();
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
    m_mayClose = true;
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    if (m_session.state().running && !m_mayClose) {
        askBeforeQuitting();
        return;
    }
    const bool told = std::exchange(m_mayClose, true);
    if (const Result<> saved = m_session.close(); !saved && !told) {
        m_session.say(
            tr("%1 Close again to leave without it.").arg(QString::fromStdString(saved.error().message)), true);
        show();
        return;
    }
    WindowMemory(m_services.remembers).keep(*this, workplaces(), m_place);
    m_run.finish();
    event->accept();
}

void MainWindow::askBeforeQuitting()
{
    askQuitDuringWork(*this, int(m_session.state().waiting.size()), [this](QuitChoice choice) {
        if (choice == QuitChoice::Stay)
            return;
        m_finishFirst = choice == QuitChoice::FinishFirst;
        m_mayClose = choice == QuitChoice::CancelEdits;
        if (m_finishFirst && m_session.state().running)
            hide();
        else
            close();
    });
}

} // namespace cf::ui
