#include "ui/edit/EditWorkplace.h"

#include "ui/compare/CompareView.h"
#include "ui/compare/DifferencePanel.h"
#include "ui/edit/FilmOnlyView.h"
#include "ui/edit/bars/OptionBar.h"
#include "ui/edit/bars/ReadingBar.h"
#include "ui/edit/bars/ToolRail.h"
#include "ui/history/HistoryStrip.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/results/CandidateStrip.h"
#include "ui/results/ScorecardPanel.h"
#include "ui/session/BackgroundTask.h"
#include "ui/session/EditSession.h"
#include "ui/shell/WindowServices.h"
#include "ui/shell/dialogs/CommandPalette.h"
#include "ui/studies/StudyController.h"
#include "ui/studies/StudyPanel.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

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

int judgeWidthFor(int width)
{
    return width >= 2200 ? 440 : width >= 1700 ? 380 : 296;
}

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
    , m_tools(context.tools)
    , m_view(context.view)
{
    buildLayout();
    buildWelcome();
    connectPanels();
    connectActions();
    connectCandidates();
    connectHandles();
    connect(&m_session, &EditSession::stateChanged, this, &EditWorkplace::draw);
    draw();
    m_options->showWindow();
    m_studyDock->setVisible(false);
    rememberLayout();
}

EditWorkplace::~EditWorkplace()
{
    m_session.disconnect(this);
    m_session.handles().disconnect(this);
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
    m_question = new ReadingBar;
    m_prompt = new PromptPanel;
    m_history = new HistoryStrip;
    m_difference = new DifferencePanel(m_tools, m_view);
    m_scorecard = new ScorecardPanel;
    m_candidates = new CandidateStrip;
    m_provenance = new QPlainTextEdit;
    m_provenance->setReadOnly(true);
    m_prompt->instruction().setObjectName("instruction");
    m_provenance->setAccessibleName(tr("Provenance of the shown edit"));
    m_provenance->setPlaceholderText(tr("From what, by which model and with which numbers the shown edit was made."));

    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_options);
    column->addWidget(m_question);
    column->addWidget(m_compare, 1);
    column->addWidget(m_prompt);
    // What is typed widens nothing: the films stay where they are.
    m_prompt->setSizePolicy(QSizePolicy::Ignored, m_prompt->sizePolicy().verticalPolicy());
    column->addWidget(m_history);
    auto *centre = new QWidget;
    auto *row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *rail = new ToolRail(m_actions, m_tools);
    row->addWidget(rail);
    row->addLayout(column, 1);
    setCentralWidget(centre);
    m_studyDock = addDock(Qt::LeftDockWidgetArea, "studies", tr("Studies"), m_studies);
    m_judgeDock = addDock(Qt::RightDockWidgetArea, "judge", tr("Difference and scorecard"), makeJudgePanel());
    m_filmOnly = new FilmOnlyView(
        *m_compare, *m_history, *column, { m_options, m_prompt, rail, m_studyDock, m_judgeDock }, this);
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
    if (!m_context.services.sample)
        return;
    m_sample = new QPushButton;
    theme::setRole(*m_sample, "primary");
    m_sample->setObjectName("openSample"); // Names that the tour looks for.
    row->addWidget(m_sample);
    connect(m_sample, &QPushButton::clicked, this, [this] {
        m_sampleIsMade = true;
        drawWelcome();
        using Folder = Result<std::filesystem::path>;
        runInBackground<Folder>(
            m_context.files.queue(), this, m_context.services.sample,
            [this](const Folder &made) {
                m_sampleIsMade = false;
                drawWelcome();
                if (made)
                    m_context.files.open({ QString::fromStdString(made->string()) });
                else
                    m_session.say(coreWords(made.error().message), true);
            },
            [this](int step, int steps, const QString &stage) {
                m_session.say(steps > 0 ? tr("%1, %2 of %3").arg(stage).arg(step).arg(steps) : stage);
            });
    });
}

void EditWorkplace::drawWelcome()
{
    // Offered while nothing is open and nothing is on its way: one bright button that would do something else now is
    // none.
    const SessionState &state = m_session.state();
    m_welcome->setVisible(!state.document && !state.unreadable && !state.loading);
    if (!m_sample)
        return;
    m_sample->setEnabled(!m_sampleIsMade && !m_filesAreRead);
    m_sample->setText(m_sampleIsMade ? tr("Making the sample…") : tr("Open the sample"));
    m_sample->setToolTip(m_filesAreRead ? tr("Files are being read.") : QString());
}

QList<WorkplaceMenu> EditWorkplace::menus() const
{
    return {
        { tr("&File"), { "film.reading", "export.dicom", "export.figure", "parameters.copy" } },
        { tr("&Edit"), { "edit.undo", "edit.redo", "", "prompt.focus" } },
        { tr("&View"),
            { "tool.window", "tool.pan", "tool.zoom", "tool.probe", "", "view.fit", "view.oneToOne", "view.zoomIn",
                "view.zoomOut", "view.rotate", "view.rotateBack", "view.flip", "view.invert", "preset.file",
                "view.reset", "", "overlay.cycle", "region.contour", "difference.overlay", "probe.lock" } },
        { tr("&Compare"),
            { "compare.side", "compare.swipe", "compare.blink", "compare.checker", "compare.overlay",
                "compare.difference", "compare.next", "", "compare.flip", "view.link", "tile.maximise",
                "view.filmOnly" } },
        { tr("&Mask"),
            { "tool.brush", "tool.eraser", "tool.lasso", "tool.rectangle", "tool.ellipse", "", "brush.smaller",
                "brush.larger", "brush.softer", "brush.harder", "", "mask.find", "mask.fromResult", "mask.open", "",
                "mask.toggle", "mask.invert", "mask.clear" } },
        { tr("&Generate"),
            { "job.generate", "job.cancel", "seed.new", "captions.edit", "", "result.previous", "result.next",
                "result.star" } },
        { tr("&Window"), { "workspace.studies" } },
    };
}

std::vector<PaletteItem> EditWorkplace::paletteItems()
{
    using Group = PaletteItem::Group;
    std::vector<PaletteItem> items;
    const QStringList &used = m_prompt->instruction().remembered();
    for (auto each = used.crbegin(); each != used.crend(); ++each)
        items.push_back({ Group::Instructions, *each, {}, [this, text = *each] {
                             m_prompt->instruction().setPlainText(text);
                             m_prompt->instruction().setFocus(Qt::OtherFocusReason);
                         } });
    for (const auto &[name, choose] : m_studies->images())
        items.push_back({ Group::Studies, name, {}, choose });
    return items;
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

void EditWorkplace::restorePanels(const QByteArray &state, int version)
{
    Workplace::restorePanels(state, version);
    m_panelsRestored = true;
}

void EditWorkplace::resizeEvent(QResizeEvent *event)
{
    Workplace::resizeEvent(event);
    if (m_filmOnly->isOn())
        return;
    if (m_panelsRestored) { // As the user left them, until the size changes under the user's hands.
        m_panelsRestored = !isVisible();
        m_history->setCompact(height() < namesFrom);
        m_judgeWidth = judgeWidthFor(width());
        return;
    }
    if (event->oldSize().width() < studiesFrom && width() >= studiesFrom)
        m_studyDock->setVisible(true);
    else if (event->oldSize().width() >= studiesFrom && width() < studiesFrom)
        m_studyDock->setVisible(false); // Its room is the images'; F8 brings it back.
    fitToSize();
}

void EditWorkplace::fitToSize()
{
    m_history->setCompact(height() < namesFrom);
    const int right = judgeWidthFor(width());
    if (std::exchange(m_judgeWidth, right) == right)
        return; // What the user chose since then stays.
    resizeDocks({ m_judgeDock }, { right }, Qt::Horizontal);
    resizeDocks({ m_studyDock }, { 208 }, Qt::Horizontal);
}

} // namespace cf::ui
