#include "ui/shell/MainWindow.h"

#include "ui/compare/CompareView.h"
#include "ui/compare/DifferencePanel.h"
#include "ui/results/CandidateTable.h"
#include "ui/history/HistoryStrip.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/results/QueuePanel.h"
#include "ui/results/ScorecardPanel.h"
#include "ui/shell/ActionRegistry.h"
#include "ui/shell/HeaderBar.h"
#include "ui/shell/OptionBar.h"
#include "ui/shell/ToolRail.h"
#include "ui/studies/StudyPanel.h"
#include "ui/theme/ElidedLabel.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStatusBar>
#include <QTabWidget>

#include <utility>

namespace cf::ui {
namespace {

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

void MainWindow::buildLayout()
{
    m_header = new HeaderBar;
    m_studies = new StudyPanel;
    m_compare = new CompareView(m_tools, m_view);
    m_options = new OptionBar(*m_actions, m_tools, m_view, *m_compare);
    m_prompt = new PromptPanel;
    m_history = new HistoryStrip;
    m_difference = new DifferencePanel(m_tools, m_view);
    m_scorecard = new ScorecardPanel;
    m_queue = new QueuePanel;
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
    row->addWidget(new ToolRail(*m_actions, m_tools));
    row->addLayout(column, 1);
    setCentralWidget(centre);
    setMenuWidget(m_header);

    m_studyDock = addDock(Qt::LeftDockWidgetArea, tr("Studies"), m_studies);
    m_judgeDock = addDock(Qt::RightDockWidgetArea, tr("Difference and scorecard"), makeJudgePanel());

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
    buildMenus();
}

QWidget *MainWindow::makeJudgePanel()
{
    auto *tabs = new QTabWidget;
    tabs->addTab(scrolled(m_scorecard), tr("Scorecard"));
    tabs->addTab(m_candidates, tr("Candidates"));
    tabs->addTab(m_provenance, tr("Provenance"));
    tabs->setAccessibleName(tr("Scorecard and provenance"));
    tabs->tabBar()->setAccessibleName(tr("Scorecard or provenance"));
    auto *judge = new QWidget;
    theme::setRole(*judge, "panel");
    auto *judgeLayout = new QVBoxLayout(judge);
    judgeLayout->setContentsMargins(0, 0, 0, 0);
    judgeLayout->setSpacing(0);
    judgeLayout->addWidget(m_difference);
    judgeLayout->addWidget(tabs, 1);
    judgeLayout->addWidget(m_queue);
    judge->setMinimumWidth(296);
    return judge;
}

QDockWidget *MainWindow::addDock(Qt::DockWidgetArea area, const QString &name, QWidget *content)
{
    auto *dock = new QDockWidget(name, this);
    dock->setObjectName(name);
    dock->setAccessibleName(name);
    dock->setTitleBarWidget(new QWidget); // The panels have headers of their own.
    dock->setFeatures(QDockWidget::DockWidgetClosable);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::buildMenus()
{
    struct Menu {
        QString title;
        QStringList actions; ///< Empty names are separators.
    };
    const QList<Menu> menus{
        { tr("&File"),
            { "study.open", "study.openFolder", "model.choose", "", "export.dicom", "export.figure", "parameters.copy",
                "", "project.checkpoint", "app.quit" } },
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
        { tr("&Window"), { "workspace.studies", "panels.toggle", "window.fullscreen", "window.resetLayout" } },
        { tr("&Help"), { "help.keys", "help.show" } },
    };
    for (const Menu &menu : menus) {
        QMenu *entry = m_header->menus().addMenu(menu.title);
        entry->setAccessibleName(QString(menu.title).remove('&'));
        for (const QString &id : menu.actions) {
            if (id.isEmpty())
                entry->addSeparator();
            else
                entry->addAction(&m_actions->action(id));
        }
    }
}

void MainWindow::fitToSize()
{
    // Low windows show the strip without names, so that the images keep their height.
    m_history->setCompact(height() < 900);
    const int right = width() >= 2200 ? 440 : width() >= 1700 ? 380 : 296;
    if (std::exchange(m_judgeWidth, right) == right)
        return; // What the user chose since then stays.
    resizeDocks({ m_judgeDock }, { right }, Qt::Horizontal);
    resizeDocks({ m_studyDock }, { 208 }, Qt::Horizontal);
}

} // namespace cf::ui
