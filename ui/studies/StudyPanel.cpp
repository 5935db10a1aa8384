#include "ui/studies/StudyPanel.h"

#include "ui/theme/Theme.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

namespace cf::ui {
namespace {

QToolButton *headerButton(const QString &glyph, const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(theme::icon(glyph));
    button->setIconSize(QSize(18, 18));
    button->setFixedSize(28, 28);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QString problemText(const StudyTree &tree)
{
    const int count = int(tree.problems.size());
    return StudyPanel::tr("%1 of %2 files could not be read. The others are open.")
        .arg(count)
        .arg(std::max(tree.filesSeen, count));
}

QString problemList(const StudyTree &tree)
{
    QStringList lines;
    for (const FileProblem &problem : tree.problems) {
        if (lines.size() == 20) {
            lines << StudyPanel::tr("… and %1 more").arg(tree.problems.size() - 20);
            break;
        }
        lines << QString::fromStdString(problem.message);
    }
    return lines.join("\n");
}

} // namespace

StudyPanel::StudyPanel(QWidget *parent)
    : QWidget(parent)
    , m_tree(new QTreeView)
    , m_pages(new QStackedWidget)
    , m_stage(new QLabel)
    , m_problems(new QLabel)
{
    theme::setRole(*this, "panel");
    auto *title = new QLabel(tr("Studies"));
    theme::setRole(*title, "strong");
    auto *files = headerButton("plus", tr("Open files (Ctrl+O)"));
    auto *folder = headerButton("folder", tr("Open folder (Ctrl+Shift+O)"));
    connect(files, &QToolButton::clicked, this, &StudyPanel::openFilesRequested);
    connect(folder, &QToolButton::clicked, this, &StudyPanel::openFolderRequested);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(12, 4, 6, 4);
    header->addWidget(title, 1);
    header->addWidget(files);
    header->addWidget(folder);

    m_tree->setModel(&m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(10);
    m_tree->setUniformRowHeights(true);
    m_tree->setAccessibleName(tr("Studies"));
    connect(m_tree, &QTreeView::activated, this, &StudyPanel::choose);
    connect(m_tree, &QTreeView::clicked, this, &StudyPanel::choose);

    auto *empty = new QLabel(tr("No study is open.\nDrop files here or open a folder."));
    theme::setRole(*empty, "caption");
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    m_pages->addWidget(empty);
    m_pages->addWidget(m_tree);

    theme::setRole(*m_stage, "caption");
    theme::setRole(*m_problems, "warn");
    for (QLabel *label : { m_stage, m_problems }) {
        label->setWordWrap(true);
        label->setContentsMargins(12, 4, 12, 6);
        label->hide();
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_stage);
    layout->addWidget(m_problems);
    setMinimumWidth(180);
}

void StudyPanel::add(const StudyTree &tree)
{
    showStage({});
    m_problems->setVisible(!tree.problems.empty());
    if (!tree.problems.empty()) {
        m_problems->setText(problemText(tree));
        m_problems->setToolTip(problemList(tree));
    }
    const QModelIndex first = m_model.add(tree);
    if (m_model.imageCount() > 0)
        m_pages->setCurrentIndex(1);
    if (!first.isValid())
        return;
    if (m_model.imageCount() <= 200)
        m_tree->expandAll();
    m_tree->setCurrentIndex(first);
    choose(first);
}

void StudyPanel::choose(const QModelIndex &index)
{
    const QString path = index.data(StudyTreeModel::PathRole).toString();
    const QString problem = index.data(StudyTreeModel::ProblemRole).toString();
    if (!path.isEmpty() && !problem.isEmpty())
        Q_EMIT unreadableChosen(QFileInfo(path).fileName(), problem);
    else if (!path.isEmpty())
        Q_EMIT imageChosen(path, index.data(StudyTreeModel::FrameRole).toInt());
}

void StudyPanel::step(int way)
{
    const QModelIndex next = m_model.neighbour(m_tree->currentIndex(), way);
    if (!next.isValid())
        return;
    m_tree->setCurrentIndex(next);
    choose(next);
}

void StudyPanel::showStage(const QString &stage)
{
    m_stage->setText(stage);
    m_stage->setVisible(!stage.isEmpty());
}

} // namespace cf::ui
