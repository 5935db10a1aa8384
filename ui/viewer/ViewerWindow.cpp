#include "ui/viewer/ViewerWindow.h"

#include "ui/canvas/ToolBox.h"
#include "ui/canvas/ViewState.h"
#include "ui/canvas/Viewport.h"
#include "ui/session/SessionContents.h"
#include "ui/settings/Preferences.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QAction>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>

namespace cf::ui {
namespace {

enum Layout { OverCounterfactual, OverDifference };

} // namespace

ViewerWindow::ViewerWindow(
    EditSession &session, ToolBox &tools, ViewState &view, Preferences &preferences, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_session(session)
    , m_preferences(preferences)
    , m_banner(new QLabel)
    , m_layout(new QComboBox)
    , m_upper(new Viewport(tools, view))
    , m_lower(new Viewport(tools, view))
{
    theme::setRole(*this, "window");
    resize(900, 1280);
    const QByteArray geometry = preferences.state("viewer");
    if (!geometry.isEmpty())
        restoreGeometry(geometry);
    m_banner->setContentsMargins(12, 4, 12, 4);
    m_banner->setWordWrap(true);
    theme::setRole(*m_banner, "banner-line");
    m_layout->addItem(tr("Original over counterfactual"));
    m_layout->addItem(tr("Original over difference"));
    m_layout->setAccessibleName(tr("Layout of the second viewer"));
    m_layout->setFixedHeight(28);
    auto *bar = new QWidget;
    theme::setRole(*bar, "optionbar");
    bar->setFixedHeight(40);
    auto *line = new QHBoxLayout(bar);
    line->setContentsMargins(12, 0, 12, 0);
    auto *title = new QLabel(tr("Viewer 2"));
    theme::setRole(*title, "strong");
    line->addWidget(title);
    line->addStretch(1);
    line->addWidget(m_layout);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(bar);
    layout->addWidget(m_upper, 1);
    layout->addWidget(m_lower, 1);
    auto *leave = new QAction(this);
    leave->setShortcuts({ QKeySequence(Qt::Key_F12), QKeySequence(Qt::Key_Escape) });
    addAction(leave);
    connect(leave, &QAction::triggered, this, &QWidget::close);
    connect(m_layout, &QComboBox::currentIndexChanged, this, &ViewerWindow::draw);
    connect(&m_session, &EditSession::stateChanged, this, &ViewerWindow::draw);
    // Its monitor may go away; its place is kept for when it comes back.
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, [this](const QScreen *gone) {
        if (screen() == gone)
            close();
    });
}

ViewerWindow::~ViewerWindow()
{
    m_session.disconnect(this);
}

void ViewerWindow::draw()
{
    if (!isVisible())
        return;
    const SessionState &state = m_session.state();
    SessionContents contents = contentsOf(state);
    const QString warning = coreWords(state.model.description.warning);
    m_banner->setText(warning.isEmpty() ? tr("For research and education, not for diagnosis.") : warning);
    const bool difference = m_layout->currentIndex() == OverDifference;
    m_lower->setDifferenceDisplay(difference ? Viewport::DifferenceDisplay::Alone : Viewport::DifferenceDisplay::Off);
    m_upper->setContent(std::move(contents.original));
    setWindowTitle(contents.result ? tr("Contrafact · Viewer 2 · SYNTHETIC · edit %1").arg(state.shown->number)
                                   : tr("Contrafact · Viewer 2"));
    m_lower->setContent(std::move(contents.shown));
}

void ViewerWindow::keepLayout()
{
    m_preferences.setState("viewer", saveGeometry());
}

void ViewerWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    draw();
}

void ViewerWindow::closeEvent(QCloseEvent *event)
{
    keepLayout();
    QWidget::closeEvent(event);
}

} // namespace cf::ui
