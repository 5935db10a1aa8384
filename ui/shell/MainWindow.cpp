#include "ui/shell/MainWindow.h"

#include "ui/compare/CompareView.h"
#include "ui/history/HistoryStrip.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/shell/ActionRegistry.h"
#include "ui/shell/OptionBar.h"
#include "ui/studies/StudyPanel.h"
#include "ui/theme/Theme.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPushButton>

namespace cf::ui {
namespace {

constexpr int autosaveDelay = 1500; // Milliseconds after the last change.
constexpr int studiesFrom = 1500; // Narrower windows start with the study panel folded.

QStringList localPaths(const QMimeData &data)
{
    QStringList paths;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

} // namespace

MainWindow::MainWindow(WindowServices services, QWidget *parent)
    : QMainWindow(parent)
    , m_services(std::move(services))
    , m_store(m_services.workFolder)
    , m_kept(m_services.workFolder.empty() ? std::filesystem::path() : m_services.workFolder / "history",
          { m_services.provenanceJson, m_services.readProvenance }, m_services.historyBytes)
    , m_actions(new ActionRegistry(*this))
{
    setWindowTitle(tr("Contrafact"));
    setAcceptDrops(true);
    setDockNestingEnabled(false);
    buildLayout();
    m_welcome = new QWidget;
    auto *row = new QHBoxLayout(m_welcome);
    auto *place = new QVBoxLayout(&m_compare->first());
    place->addStretch(64); // Under the sentence in the view's middle.
    place->addWidget(m_welcome, 0, Qt::AlignHCenter);
    place->addStretch(36);
    auto *folder = new QPushButton(theme::icon("folder", "text.primary", 16), tr("Open folder…"));
    row->addWidget(folder);
    connect(folder, &QPushButton::clicked, this, &MainWindow::chooseFolder);
    if (!m_services.sampleFolder.empty()) {
        auto *sample = new QPushButton(tr("Open the sample"));
        theme::setRole(*sample, "primary");
        row->addWidget(sample);
        connect(sample, &QPushButton::clicked, this,
            [this] { openPaths({ QString::fromStdString(m_services.sampleFolder.string()) }); });
    }
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(autosaveDelay);
    connect(&m_saveSoon, &QTimer::timeout, this, &MainWindow::saveWork);
    connectActions();
    connectControllers();
    // Panels become lower and words become pictures only once there is less room: their present size is no bound.
    layout()->setSizeConstraint(QLayout::SetNoConstraint);
    setMinimumSize(1024, 640);
    resize(1280, 800);
    m_studyDock->setVisible(false);
    showContents();
    m_options->showWindow();
    updateState();
    m_defaultLayout = saveState();
    m_prompt->instruction().setFocus();
}

MainWindow::~MainWindow()
{
    // Timers and watchers must not reach half-destroyed panels.
    m_edits.disconnect(this);
    m_files.disconnect(this);
    // An undo stack says that it changes while it is destroyed.
    for (const auto &document : m_documents)
        document.second->disconnect(this);
    // The panels refer to members of this class, so they go first.
    delete takeCentralWidget();
    delete m_studyDock;
    delete m_judgeDock;
}

void MainWindow::openPaths(const QStringList &paths)
{
    m_files.open(paths);
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

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (event->oldSize().width() < studiesFrom && width() >= studiesFrom)
        m_studyDock->setVisible(true);
    else if (event->oldSize().width() >= studiesFrom && width() < studiesFrom)
        m_studyDock->setVisible(false); // Its room is the images'; F8 brings it back.
    fitToSize();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    // Saved here and now: what still waits in a queue ends with the program. A running edit is stopped by its
    // controller.
    m_saveSoon.stop();
    const Result<> saved = keepAll();
    if (!saved && !std::exchange(m_closeAsked, true)) {
        say(tr("%1 Close again to leave without it.").arg(QString::fromStdString(saved.error().message)), true);
        event->ignore();
        return;
    }
    keepUnfinished();
    event->accept();
}

} // namespace cf::ui
