#include "ui/edit/EditWorkplace.h"

#include "ui/compare/CompareView.h"
#include "ui/compare/DifferencePanel.h"
#include "ui/edit/OptionBar.h"
#include "ui/edit/ToolRail.h"
#include "ui/history/HistoryStrip.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/results/CandidateTable.h"
#include "ui/results/ScorecardPanel.h"
#include "ui/session/EditSession.h"
#include "ui/shell/WindowServices.h"
#include "ui/studies/StudyController.h"
#include "ui/studies/StudyPanel.h"
#include "ui/theme/Theme.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QTabWidget>

#include <utility>

namespace cf::ui {
namespace {

constexpr int studiesFrom = 1500; // Narrower windows start with the study panel folded.
constexpr int namesFrom = 810; // Lower places show the strip without names, so that the images keep their height.

QScrollArea *scrolled(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

} // namespace

EditWorkplace::EditWorkplace(const WorkplaceContext &context)
    : m_context(context)
    , m_session(context.session)
    , m_actions(context.actions)
{
    buildLayout();
    buildWelcome();
    connectPanels();
    connectActions();
    connect(&m_session, &EditSession::stateChanged, this, &EditWorkplace::draw);
    draw();
    m_options->showWindow();
    m_studyDock->setVisible(false);
    rememberLayout();
}

EditWorkplace::~EditWorkplace()
{
    m_session.disconnect(this);
    // The panels refer to members of this class, so they go first.
    delete takeCentralWidget();
    delete m_studyDock;
    delete m_judgeDock;
}

void EditWorkplace::buildLayout()
{
    m_studies = new StudyPanel;
    m_compare = new CompareView(m_tools, m_view);
    m_options = new OptionBar(m_actions, m_tools, m_view, *m_compare);
    m_prompt = new PromptPanel;
    m_history = new HistoryStrip;
    m_difference = new DifferencePanel(m_tools, m_view);
    m_scorecard = new ScorecardPanel;
    m_candidates = new CandidateTable;
    m_provenance = new QPlainTextEdit;
    m_provenance->setReadOnly(true);
    m_provenance->setAccessibleName(tr("Provenance of the shown result"));
    m_provenance->setPlaceholderText(tr("From what, by which model and with which numbers the shown result was made."));

    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_options);
    column->addWidget(m_compare, 1);
    column->addWidget(m_prompt);
    column->addWidget(m_history);
    auto *centre = new QWidget;
    auto *row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(new ToolRail(m_actions, m_tools));
    row->addLayout(column, 1);
    setCentralWidget(centre);
    m_studyDock = addDock(Qt::LeftDockWidgetArea, "studies", tr("Studies"), m_studies);
    m_judgeDock = addDock(Qt::RightDockWidgetArea, "judge", tr("Difference and scorecard"), makeJudgePanel());
}

QWidget *EditWorkplace::makeJudgePanel()
{
    auto *tabs = new QTabWidget;
    tabs->addTab(scrolled(m_scorecard), tr("Scorecard"));
    tabs->addTab(m_candidates, tr("Candidates"));
    tabs->addTab(m_provenance, tr("Provenance"));
    tabs->setAccessibleName(tr("Scorecard and provenance"));
    tabs->tabBar()->setAccessibleName(tr("Scorecard or provenance"));
    auto *judge = new QWidget;
    theme::setRole(*judge, "panel");
    auto *layout = new QVBoxLayout(judge);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_difference);
    layout->addWidget(tabs, 1);
    m_queuePlace = new QVBoxLayout;
    layout->addLayout(m_queuePlace);
    judge->setMinimumWidth(296);
    return judge;
}

void EditWorkplace::buildWelcome()
{
    m_welcome = new QWidget;
    auto *row = new QHBoxLayout(m_welcome);
    auto *place = new QVBoxLayout(&m_compare->first());
    place->addStretch(64); // Under the sentence in the view's middle.
    place->addWidget(m_welcome, 0, Qt::AlignHCenter);
    place->addStretch(36);
    auto *folder = new QPushButton(theme::icon("folder", "text.primary", 16), tr("Open folder…"));
    row->addWidget(folder);
    connect(folder, &QPushButton::clicked, &m_actions.action("study.openFolder"), &QAction::trigger);
    const std::filesystem::path &samples = m_context.services.sampleFolder;
    if (samples.empty())
        return;
    auto *sample = new QPushButton(tr("Open the sample"));
    theme::setRole(*sample, "primary");
    row->addWidget(sample);
    connect(sample, &QPushButton::clicked, this,
        [this, path = QString::fromStdString(samples.string())] { m_context.files.open({ path }); });
}

QList<WorkplaceMenu> EditWorkplace::menus() const
{
    return {
        { tr("&File"), { "export.dicom", "export.figure", "parameters.copy" } },
        { tr("&Edit"), { "edit.undo", "edit.redo", "", "prompt.focus" } },
        { tr("&View"),
            { "tool.window", "tool.pan", "tool.zoom", "tool.probe", "", "view.fit", "view.oneToOne", "view.zoomIn",
                "view.zoomOut", "view.rotate", "view.rotateBack", "view.flip", "view.invert", "preset.file",
                "view.reset", "", "overlay.cycle", "region.contour", "difference.overlay", "probe.lock" } },
        { tr("&Compare"),
            { "compare.side", "compare.swipe", "compare.blink", "compare.checker", "compare.overlay",
                "compare.difference", "compare.next", "", "compare.flip", "view.link", "tile.maximise" } },
        { tr("&Mask"),
            { "tool.brush", "tool.eraser", "tool.lasso", "tool.rectangle", "tool.ellipse", "", "brush.smaller",
                "brush.larger", "brush.softer", "brush.harder", "", "mask.find", "mask.fromResult", "", "mask.toggle",
                "mask.invert", "mask.clear" } },
        { tr("&Generate"),
            { "job.generate", "job.cancel", "seed.new", "captions.edit", "", "result.previous", "result.next",
                "result.star" } },
        { tr("&Window"), { "workspace.studies" } },
    };
}

void EditWorkplace::entered()
{
    m_prompt->instruction().setFocus(Qt::OtherFocusReason);
}

void EditWorkplace::resetLayout()
{
    Workplace::resetLayout();
    m_judgeWidth = 0;
    m_studyDock->setVisible(width() >= studiesFrom);
    fitToSize();
}

void EditWorkplace::togglePanels()
{
    const bool any = m_studyDock->isVisible() || m_judgeDock->isVisible();
    m_judgeDock->setVisible(!any);
    m_studyDock->setVisible(!any && width() >= studiesFrom);
}

void EditWorkplace::resizeEvent(QResizeEvent *event)
{
    Workplace::resizeEvent(event);
    if (event->oldSize().width() < studiesFrom && width() >= studiesFrom)
        m_studyDock->setVisible(true);
    else if (event->oldSize().width() >= studiesFrom && width() < studiesFrom)
        m_studyDock->setVisible(false); // Its room is the images'; F8 brings it back.
    fitToSize();
}

void EditWorkplace::fitToSize()
{
    m_history->setCompact(height() < namesFrom);
    const int right = width() >= 2200 ? 440 : width() >= 1700 ? 380 : 296;
    if (std::exchange(m_judgeWidth, right) == right)
        return; // What the user chose since then stays.
    resizeDocks({ m_judgeDock }, { right }, Qt::Horizontal);
    resizeDocks({ m_studyDock }, { 208 }, Qt::Horizontal);
}

} // namespace cf::ui
