#include "ui/datasets/DataSetsWorkplace.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"
#include "ui/datasets/BatchPanel.h"
#include "ui/datasets/PlanForm.h"
#include "ui/datasets/pilot/PilotPage.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/session/EditSession.h"
#include "ui/settings/Preferences.h"
#include "ui/shell/WindowServices.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QDesktopServices>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QResizeEvent>
#include <QSignalBlocker>
#include <QTabBar>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace cf::ui {

namespace {

constexpr int batchListWidth = 208;
constexpr int panelWidth = 380;
constexpr int narrowPanelWidth = 340;
constexpr int wideWindow = 1600;

} // namespace

DataSetsWorkplace::DataSetsWorkplace(const WorkplaceContext &context)
    : m_context(context)
    , m_desk(context.services.batchProgram, context.preferences)
    , m_pilot(context.services.batchProgram, context.preferences)
    , m_tabs(new QTabWidget)
    , m_pilotPage(new PilotPage(m_pilot))
    , m_list(new QListWidget)
    , m_form(new PlanForm)
    , m_panel(new BatchPanel)
{
    auto *centre = new QWidget;
    QVBoxLayout *column = parts::panel(*centre);
    column->addWidget(makeBar());
    column->addWidget(m_form, 1);
    m_tabs->addTab(centre, tr("Batch"));
    m_tabs->addTab(m_pilotPage, tr("Pilot"));
    m_tabs->setAccessibleName(tr("Data sets"));
    m_tabs->tabBar()->setAccessibleName(tr("Batch or pilot"));
    setCentralWidget(m_tabs);
    m_listDock = addDock(Qt::LeftDockWidgetArea, "batches", tr("Batches"), makeList());
    theme::setRole(*m_panel, "panel");
    m_panel->setAttribute(Qt::WA_StyledBackground);
    m_panel->setMinimumWidth(narrowPanelWidth);
    m_panelDock = addDock(Qt::RightDockWidgetArea, "batch", tr("The batch"), m_panel);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int) {
        // Both panels are about a batch.
        for (QDockWidget *dock : { m_listDock, m_panelDock })
            dock->setVisible(m_tabs->currentWidget() != m_pilotPage);
    });
    connect(m_form, &PlanForm::changed, this, &DataSetsWorkplace::takeForm);
    connect(&m_desk, &BatchDesk::changed, this, &DataSetsWorkplace::draw);
    connect(&m_desk, &BatchDesk::planRead, this, [this] { m_form->setPlan(m_desk.plan(), m_desk.state().place); });
    connect(m_list, &QListWidget::currentRowChanged, this, &DataSetsWorkplace::choose);
    connect(m_panel, &BatchPanel::startWanted, &m_desk, &BatchDesk::start);
    connect(m_panel, &BatchPanel::stopWanted, &m_desk, &BatchDesk::stop);
    connect(m_panel, &BatchPanel::sheetWanted, this, [this] { showPage("sheet.html"); });
    connect(m_panel, &BatchPanel::cardWanted, this, [this] { showPage("card.html"); });
    connect(m_panel, &BatchPanel::folderWanted, this, [this] { showPage({}); });
    connect(m_panel, &BatchPanel::validationWanted, this, [this] { send("validation"); });
    connect(m_panel, &BatchPanel::annotationWanted, this, [this] { send("annotation"); });
    connect(&context.session, &EditSession::stateChanged, this, &DataSetsWorkplace::takeModel);
    takeModel();
    takeForm();
    draw();
    rememberLayout();
}

DataSetsWorkplace::~DataSetsWorkplace()
{
    m_context.session.disconnect(this);
    m_desk.disconnect(this);
    m_tabs->disconnect(this);
    delete takeCentralWidget();
    delete m_listDock;
    delete m_panelDock;
}

QWidget *DataSetsWorkplace::makeBar()
{
    auto *bar = new QWidget;
    QHBoxLayout *row = parts::bar(*bar);
    row->addWidget(parts::section(tr("Data set")));
    row->addStretch(1);
    auto *open = parts::button(tr("Open a plan…"), "folder");
    auto *save = parts::button(tr("Save the plan…"), "keep");
    row->addWidget(open);
    row->addWidget(save);
    connect(open, &QPushButton::clicked, this, [this] {
        const QString file = dialogs::fileToOpen(
            window(), tr("A plan"), QStringLiteral("batch-plans"), tr("Plans (*.json);;All files (*)"));
        if (!file.isEmpty())
            openPlan(file);
    });
    connect(save, &QPushButton::clicked, this, [this] {
        const QString file =
            dialogs::newFile(window(), tr("Save the plan"), QStringLiteral("plan.json"), tr("Plans (*.json)"));
        if (!file.isEmpty())
            savePlan(file);
    });
    return bar;
}

QWidget *DataSetsWorkplace::makeList()
{
    auto *side = new QWidget;
    theme::setRole(*side, "panel");
    side->setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    m_list->setAccessibleName(tr("Batches"));
    m_list->setMinimumWidth(batchListWidth - 16);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *fresh = parts::button(tr("New plan"), "plus");
    auto *open = parts::button(tr("Open a batch…"), "folder");
    auto *forget = parts::button(tr("Remove from the list"), "trash");
    forget->setToolTip(tr("Nothing on the disk is touched."));
    column->addWidget(fresh);
    column->addWidget(m_list, 1);
    column->addWidget(open);
    column->addWidget(forget);
    connect(fresh, &QPushButton::clicked, &m_desk, &BatchDesk::begin);
    connect(open, &QPushButton::clicked, this, &DataSetsWorkplace::openBatch);
    connect(forget, &QPushButton::clicked, &m_desk, &BatchDesk::forget);
    m_forget = forget;
    return side;
}

void DataSetsWorkplace::entered()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

QString DataSetsWorkplace::underWay() const
{
    if (m_pilot.running() >= 0)
        return tr(
            "A stage of a pilot is running. It stops with the window, and goes on where it was at its next start.");
    return m_desk.isRunning() ? tr("A batch is running. It stops with the window; nothing that was finished is lost, "
                                   "and it goes on at its next start.")
                              : QString();
}

void DataSetsWorkplace::showPilot()
{
    m_tabs->setCurrentWidget(m_pilotPage);
}

void DataSetsWorkplace::takeForm()
{
    BatchPlace place = m_form->place();
    // The model that the user works with; a batch that has begun keeps its own.
    if (m_desk.state().stage == BatchStage::Planned)
        place.model = m_context.preferences.text(QStringLiteral("models/folder"));
    m_desk.setPlan(m_form->plan(), place);
    drawList();
}

void DataSetsWorkplace::takeModel()
{
    const SessionState &state = m_context.session.state();
    m_desk.setEditSeconds(state.expectedSeconds);
    if (!state.model.there || std::exchange(m_modelSerial, state.model.serial) == state.model.serial)
        return;
    m_form->setMethods(state.model.methods, QString::fromStdString(state.model.description.name));
}

void DataSetsWorkplace::draw()
{
    const BatchState &state = m_desk.state();
    const bool isHere = state.stage == BatchStage::Running || state.stage == BatchStage::Stopping;
    m_form->show(state);
    m_panel->show(state, m_desk.message(), m_desk.isProblem(), m_desk.isRunning() && !isHere);
    drawList();
}

void DataSetsWorkplace::drawList()
{
    const QSignalBlocker blocked(m_list);
    const auto &known = m_desk.known().all();
    while (m_list->count() > int(known.size()))
        delete m_list->takeItem(m_list->count() - 1);
    int current = -1;
    for (int row = 0; row < int(known.size()); ++row) {
        const BatchPlace &place = known[std::size_t(row)];
        if (row == m_list->count())
            m_list->addItem(QString());
        const QString name = QFileInfo(place.folder).fileName();
        const QString standing = m_desk.standingOf(place);
        m_list->item(row)->setText(standing.isEmpty() ? name : name + '\n' + standing);
        m_list->item(row)->setToolTip(place.folder);
        if (place.folder == m_desk.state().place.folder)
            current = row;
    }
    m_list->setCurrentRow(current);
    m_forget->setEnabled(current >= 0);
}

void DataSetsWorkplace::choose(int row)
{
    if (row >= 0 && row < int(m_desk.known().all().size()))
        m_desk.open(BatchPlace(m_desk.known().all()[std::size_t(row)]));
}

void DataSetsWorkplace::openBatch()
{
    const QString folder = dialogs::folder(window(), tr("The folder of a batch"), QStringLiteral("batch-output"));
    if (!folder.isEmpty())
        m_desk.open({ folder, {}, {}, 0 });
}

void DataSetsWorkplace::openPlan(const QString &file)
{
    const auto read = [&file]() -> Result<BatchPlan> {
        CF_ASSIGN(const std::string text, readText(file.toStdString()));
        return batchPlanFromJson(text);
    }();
    if (!read) {
        m_desk.say(coreWords(read.error().message), true);
        return;
    }
    m_desk.begin();
    m_form->setPlan(*read, { {}, QString::fromStdString(read->films.string()), {}, 0 });
    takeForm();
}

void DataSetsWorkplace::savePlan(const QString &file)
{
    auto plan = m_form->plan();
    if (plan)
        plan->films = m_form->place().films.toStdString();
    const Result<> saved = plan ? writeWhole(file.toStdString(), toPlanFile(*plan), refuseExisting())
                                : Result<>(tl::unexpected(plan.error()));
    if (saved)
        m_desk.say(tr("The plan was saved."));
    else
        m_desk.say(coreWords(saved.error().message), true);
}

void DataSetsWorkplace::showPage(const QString &name)
{
    const QString folder = m_desk.state().place.folder;
    QDesktopServices::openUrl(QUrl::fromLocalFile(name.isEmpty() ? folder : folder + '/' + name));
}

void DataSetsWorkplace::send(const char *place)
{
    const BatchPlace &batch = m_desk.state().place;
    Q_EMIT batchSent(QString::fromLatin1(place), { batch.folder, batch.films });
}

void DataSetsWorkplace::resizeEvent(QResizeEvent *event)
{
    Workplace::resizeEvent(event);
    if (event->oldSize().width() != width())
        resizeDocks({ m_listDock, m_panelDock },
            { batchListWidth, width() >= wideWindow ? panelWidth : narrowPanelWidth }, Qt::Horizontal);
}

} // namespace cf::ui
