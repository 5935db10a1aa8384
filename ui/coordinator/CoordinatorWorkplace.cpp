#include "ui/coordinator/CoordinatorWorkplace.h"

#include "core/sessions/protocol/ProtocolTemplates.h"
#include "ui/coordinator/StartPage.h"
#include "ui/coordinator/StepBar.h"
#include "ui/coordinator/StudySummary.h"
#include "ui/coordinator/pages/LeakPage.h"
#include "ui/coordinator/pages/ProtocolPage.h"
#include "ui/coordinator/pages/ReadersPage.h"
#include "ui/coordinator/pages/ResultsPage.h"
#include "ui/coordinator/pages/SealPage.h"
#include "ui/coordinator/pages/cases/CasesPage.h"
#include "ui/coordinator/pages/run/RunPage.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/session/EditSession.h"
#include "ui/settings/Language.h"
#include "ui/settings/Preferences.h"
#include "ui/shell/WindowServices.h"
#include "ui/theme/ElidedLabel.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"

#include <QDockWidget>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QStackedWidget>

#include <utility>

namespace cf::ui {

using namespace sessions;

namespace {

/// The model by which real images are null-edited: the one that the user works with.
CaseAddition additionFor(const WorkplaceContext &context)
{
    CaseAddition addition;
    addition.read = context.services.study.readImage;
    const QString chosen = context.preferences.text(QStringLiteral("models/folder"));
    const std::filesystem::path folder =
        chosen.isEmpty() ? context.services.bundledModel : std::filesystem::path(chosen.toStdString());
    addition.loadEditor = [load = context.services.session.loadEditor, folder](
                              const JobContext &job) -> Result<std::unique_ptr<CounterfactualEditor>> {
        if (!load || folder.empty())
            return fail(ErrorCode::InvalidInput,
                "There is no model with which real images could be null-edited. Choose one under Models.");
        return load(folder, job);
    };
    return addition;
}

} // namespace

CoordinatorWorkplace::CoordinatorWorkplace(const WorkplaceContext &context)
    : m_context(context)
    , m_stack(new QStackedWidget)
    , m_start(new StartPage)
    , m_summary(new StudySummary)
{
    auto *centre = new QWidget;
    QVBoxLayout *column = parts::panel(*centre);
    column->addWidget(makeBar());
    m_steps = new StepBar(
        { tr("Protocol"), tr("Cases"), tr("Readers"), tr("Leak check"), tr("Seal"), tr("Run"), tr("Results") });
    column->addWidget(m_steps);
    m_stack->addWidget(m_start);
    makePages();
    column->addWidget(m_stack, 1);
    column->addWidget(makeFoot());
    setCentralWidget(centre);
    auto *scrolled = new QScrollArea;
    scrolled->setWidget(m_summary);
    scrolled->setWidgetResizable(true);
    scrolled->setFocusPolicy(Qt::TabFocus); // What does not fit is read by keys, too.
    scrolled->setAccessibleName(tr("The study"));
    theme::setRole(*scrolled, "keys");
    scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scrolled->setMinimumWidth(340);
    m_dock = addDock(Qt::RightDockWidgetArea, "summary", tr("The study"), scrolled);
    connect(m_steps, &StepBar::chosen, this, [this](int step) { goTo(Step(step)); });
    connect(&m_desk, &StudyDesk::changed, this, &CoordinatorWorkplace::draw);
    connect(m_start, &StartPage::createWanted, this, &CoordinatorWorkplace::askForPlace);
    connect(m_start, &StartPage::openWanted, &m_desk, &StudyDesk::open);
    connect(m_start, &StartPage::readWanted, this, &CoordinatorWorkplace::read);
    draw();
    rememberLayout();
}

CoordinatorWorkplace::~CoordinatorWorkplace()
{
    m_desk.disconnect(this);
    delete m_reader;
    delete takeCentralWidget();
    delete m_dock;
}

void CoordinatorWorkplace::makePages()
{
    auto *readers = new ReadersPage(m_desk);
    connect(readers, &ReadersPage::readHere, this, [this](const QString &reader) { read(m_desk.location(), reader); });
    const CasesPage::OpenImage openImage{ [&session = m_context.session] { return session.document(); },
        m_context.services.study.asImage };
    m_pages = { new ProtocolPage(m_desk), new CasesPage(m_desk, additionFor(m_context), openImage), readers,
        new LeakPage(m_desk), new SealPage(m_desk), new RunPage(m_desk),
        new ResultsPage(m_desk, m_context.services.study.pdf) };
    for (CoordinatorPage *page : m_pages)
        m_stack->addWidget(page);
}

QWidget *CoordinatorWorkplace::makeBar()
{
    auto *bar = new QWidget;
    QHBoxLayout *row = parts::bar(*bar);
    m_title = new theme::ElidedLabel;
    theme::setRole(*m_title, "strong");
    m_role = new QLabel(tr("coordinator"));
    theme::setRole(*m_role, "hint");
    m_close = parts::button(tr("Leave the study"), "cross");
    row->addWidget(m_title, 1);
    row->addWidget(m_role);
    row->addSpacing(12);
    row->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, &m_desk, &StudyDesk::close);
    return bar;
}

QWidget *CoordinatorWorkplace::makeFoot()
{
    auto *foot = new QWidget;
    theme::setRole(*foot, "strip");
    foot->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 6, 12, 6);
    m_message = parts::words({}, "caption");
    m_message->setTextInteractionFlags(Qt::NoTextInteraction);
    m_busy = new QProgressBar;
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setFixedWidth(160);
    m_busy->setAccessibleName(tr("Work under way"));
    row->addWidget(m_message, 1);
    row->addWidget(m_busy);
    return foot;
}

void CoordinatorWorkplace::entered()
{
    if (m_desk.isOpen())
        m_desk.refresh();
    else
        m_start->title().setFocus();
}

/// Into the study that is open and not sealed, else into a new one beside the results.
void CoordinatorWorkplace::takeBatch(const BatchResults &batch)
{
    m_batch = batch;
    if (m_desk.isOpen() && !m_desk.study().isSealed()) {
        addBatch();
        return;
    }
    const QString name = QFileInfo(batch.folder).fileName();
    const QString file = dialogs::freeName(batch.folder + QStringLiteral("/study.cfstudy"));
    m_desk.create(file, withDrawnSeed(protocolTemplate(Design::Rating, tr("Data set %1").arg(name).toStdString())));
}

void CoordinatorWorkplace::addBatch()
{
    const BatchResults batch = *std::exchange(m_batch, std::nullopt);
    goTo(Cases);
    static_cast<CasesPage &>(page(Cases)).addList(batch.folder + QStringLiteral("/manifest.csv"), batch.films);
}

void CoordinatorWorkplace::goTo(Step step)
{
    if (!m_desk.isOpen())
        return;
    m_steps->setStep(step);
    m_stack->setCurrentWidget(m_pages[std::size_t(step)]);
    m_pages[std::size_t(step)]->draw();
}

/// Where a study goes on when it is opened.
CoordinatorWorkplace::Step CoordinatorWorkplace::firstOpenStep() const
{
    const StudyStatus &status = m_desk.view().status;
    if (status.isOver)
        return Results;
    if (status.study.isSealed())
        return Run;
    return status.study.cases.empty() ? Protocol : status.study.readers.empty() ? Readers : Seal;
}

void CoordinatorWorkplace::draw()
{
    const bool isOpen = m_desk.isOpen();
    m_title->setText(isOpen ? QString::fromStdString(m_desk.study().protocol.title) : tr("Validation"));
    m_title->setToolTip(isOpen ? shownLocation(m_desk.location()) : QString());
    m_role->setVisible(isOpen);
    m_close->setVisible(isOpen);
    m_close->setEnabled(!m_desk.isBusy());
    m_steps->setVisible(isOpen);
    m_dock->setVisible(isOpen);
    m_start->setEnabled(!m_desk.isBusy());
    m_busy->setVisible(m_desk.isBusy());
    m_message->setText(m_desk.isBusy() ? m_desk.stage() : m_desk.message());
    theme::setRole(*m_message, m_desk.isProblem() && !m_desk.isBusy() ? "error" : "caption");
    const bool hasOpened = isOpen && !m_wasOpen;
    m_wasOpen = isOpen;
    if (!isOpen) {
        m_stack->setCurrentWidget(m_start);
        m_summary->clear();
        return;
    }
    m_summary->show(m_desk.view());
    drawSteps();
    if (m_batch && !m_desk.isBusy())
        addBatch();
    else if (hasOpened)
        goTo(firstOpenStep());
    else
        m_pages[std::size_t(m_steps->step())]->draw();
}

void CoordinatorWorkplace::drawSteps()
{
    const StudyStatus &status = m_desk.view().status;
    const bool isSealed = status.study.isSealed();
    const auto &check = m_desk.view().leakCheck;
    m_steps->setDone({ isSealed || !status.study.cases.empty(), isSealed || !status.study.cases.empty(),
        !status.study.readers.empty(), isSealed || (check && !check->isStale && !check->report.leaks()), isSealed,
        status.isOver, status.study.isClosed });
}

void CoordinatorWorkplace::askForPlace()
{
    const QString name = m_start->title().text().trimmed().simplified().replace(QLatin1Char('/'), QLatin1Char('-'));
    QString file = dialogs::newFile(
        this, tr("Where the study is kept"), name + QStringLiteral(".cfstudy"), tr("Studies (*.cfstudy)"));
    if (file.isEmpty())
        return;
    if (!file.endsWith(QLatin1String(".cfstudy")))
        file += QStringLiteral(".cfstudy");
    createAt(file);
}

void CoordinatorWorkplace::createAt(const QString &location)
{
    m_desk.create(location, m_start->protocol());
}

void CoordinatorWorkplace::read(const QString &location, const QString &reader)
{
    if (!location.endsWith(QLatin1String(".cfreader"))) {
        showReader(entryOf(location.toStdString(), reader.toStdString()));
        return;
    }
    bool isGiven = false;
    const QString phrase = QInputDialog::getText(
        this, tr("Reader package"), tr("Passphrase of the package"), QLineEdit::Password, {}, &isGiven);
    if (isGiven && !phrase.isEmpty())
        showReader(entryOfPackage(location.toStdString(), phrase.toStdString()));
}

void CoordinatorWorkplace::showReader(ReaderEntry entry)
{
    if (m_reader) { // Two would share one reader's next case.
        m_reader->raise();
        m_reader->activateWindow();
        return;
    }
    const bool japanese = languageInUse(m_context.preferences) == QLatin1String("ja");
    m_reader = new ReaderPlace(std::move(entry), japanese);
    m_reader->setAttribute(Qt::WA_DeleteOnClose);
    m_reader->setWindowTitle(QStringLiteral("Contrafact"));
    m_reader->resize(size());
    connect(m_reader, &QObject::destroyed, this, [this] {
        window()->activateWindow(); // Who has only keys goes on where they were.
        if (m_desk.isOpen())
            m_desk.refresh();
    });
    m_reader->showMaximized();
}

void CoordinatorWorkplace::resizeEvent(QResizeEvent *event)
{
    Workplace::resizeEvent(event);
    if (event->oldSize().width() != width())
        resizeDocks({ m_dock }, { width() >= 1600 ? 440 : 360 }, Qt::Horizontal);
}

} // namespace cf::ui
