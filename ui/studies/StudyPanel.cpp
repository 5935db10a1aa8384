#include "ui/studies/StudyPanel.h"

#include "ui/studies/StudyRowDelegate.h"
#include "ui/studies/UnreadList.h"
#include "ui/theme/Theme.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

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

} // namespace

StudyPanel::StudyPanel(QWidget *parent)
    : QWidget(parent)
    , m_tree(new QTreeView)
    , m_pages(new QStackedWidget)
    , m_stage(new QLabel)
    , m_unread(new UnreadList)
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
    m_tree->setItemDelegate(new StudyRowDelegate(m_tree));
    m_tree->setAccessibleName(tr("Studies"));
    connect(&m_model, &StudyTreeModel::thumbnailWanted, &m_thumbnails, &ThumbnailReader::ask);
    connect(&m_thumbnails, &ThumbnailReader::made, &m_model, &StudyTreeModel::setThumbnail);
    connect(m_tree, &QTreeView::activated, this, &StudyPanel::choose);
    connect(m_tree, &QTreeView::clicked, this, &StudyPanel::choose);

    auto *empty = new QLabel(tr("No study is open.\nDrop files here or open a folder."));
    theme::setRole(*empty, "caption");
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    m_pages->addWidget(empty);
    m_pages->addWidget(m_tree);

    theme::setRole(*m_stage, "caption");
    m_stage->setWordWrap(true);
    m_stage->setContentsMargins(12, 4, 12, 6);
    m_stage->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_stage);
    layout->addWidget(m_unread);
    setMinimumWidth(180);
}

void StudyPanel::restore(const StudyTree &tree)
{
    append(tree);
    m_tree->expandAll();
}

std::vector<std::pair<QString, std::function<void()>>> StudyPanel::images()
{
    std::vector<std::pair<QString, std::function<void()>>> all;
    for (QModelIndex image = m_model.neighbour({}, 1); image.isValid(); image = m_model.neighbour(image, 1)) {
        QStringList names{ image.data().toString() };
        for (QModelIndex above = image.parent(); above.isValid(); above = above.parent())
            names.prepend(above.data().toString());
        all.emplace_back(names.join(" · "), [this, at = QPersistentModelIndex(image)] {
            m_tree->setCurrentIndex(at);
            choose(at);
        });
    }
    return all;
}

void StudyPanel::add(const StudyTree &tree)
{
    const QModelIndex first = append(tree);
    if (!first.isValid())
        return;
    if (m_model.imageCount() <= 200)
        m_tree->expandAll();
    m_tree->setCurrentIndex(first);
    choose(first);
}

QModelIndex StudyPanel::append(const StudyTree &tree)
{
    showStage({});
    m_unread->add(tree);
    const QModelIndex first = m_model.add(tree);
    if (m_model.imageCount() > 0)
        m_pages->setCurrentIndex(1);
    return first;
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

bool StudyPanel::step(int way)
{
    const QModelIndex next = m_model.neighbour(m_tree->currentIndex(), way);
    if (!next.isValid())
        return false;
    m_tree->setCurrentIndex(next);
    choose(next);
    return true;
}

void StudyPanel::showStage(const QString &stage)
{
    m_stage->setText(stage);
    m_stage->setVisible(!stage.isEmpty());
}

} // namespace cf::ui
