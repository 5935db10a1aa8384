#include "ui/studies/UnreadList.h"

#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QToolButton>
#include <QTreeWidget>

namespace cf::ui {
namespace {

constexpr int pathRole = Qt::UserRole;

} // namespace

UnreadList::UnreadList(QWidget *parent)
    : QWidget(parent)
    , m_fold(new QToolButton)
    , m_copy(new QToolButton)
    , m_files(new QTreeWidget)
{
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setCheckable(true);
    m_fold->setFocusPolicy(Qt::TabFocus);
    m_fold->setMinimumHeight(28);
    theme::setRole(*m_fold, "fold");
    m_copy->setText(tr("Copy"));
    m_copy->setMinimumHeight(28);
    m_copy->setFocusPolicy(Qt::TabFocus);
    m_copy->setToolTip(tr("Copy names and reasons"));
    theme::setRole(*m_copy, "word");
    m_files->setColumnCount(2);
    m_files->setHeaderLabels({ tr("File"), tr("Reason") });
    m_files->setRootIsDecorated(false);
    m_files->setWordWrap(true);
    m_files->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_files->setTextElideMode(Qt::ElideMiddle);
    m_files->setAccessibleName(tr("Files that could not be read"));
    m_files->setMinimumHeight(120);
    m_files->header()->setStretchLastSection(true);
    connect(m_fold, &QToolButton::toggled, this, &UnreadList::setUnfolded);
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(text()); });
    auto *head = new QHBoxLayout;
    head->setContentsMargins(6, 2, 6, 2);
    head->addWidget(m_fold, 1, Qt::AlignLeft);
    head->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_files, 1);
    setUnfolded(false);
    showCount();
}

void UnreadList::add(const StudyTree &tree)
{
    for (const PatientEntry &patient : tree.patients)
        for (const StudyEntry &study : patient.studies)
            for (const SeriesEntry &series : study.series)
                for (const InstanceEntry &instance : series.instances) {
                    if (instance.problem.empty())
                        remove(instance.path);
                    else
                        put(instance.path, instance.problem);
                }
    for (const auto &picture : tree.pictures)
        remove(picture);
    for (const FileProblem &problem : tree.problems)
        put(problem.path, problem.message);
    showCount();
}

void UnreadList::put(const std::filesystem::path &path, const std::string &reason)
{
    remove(path);
    const QString whole = QString::fromStdString(path.string());
    const QString name = path.has_filename() ? QString::fromStdString(path.filename().string()) : whole;
    const QString why = coreWords(reason);
    auto *row = new QTreeWidgetItem(m_files, { name, why });
    row->setData(0, pathRole, whole);
    row->setToolTip(0, whole);
    row->setToolTip(1, why);
}

void UnreadList::remove(const std::filesystem::path &path)
{
    const QString whole = QString::fromStdString(path.string());
    for (int row = m_files->topLevelItemCount() - 1; row >= 0; --row)
        if (m_files->topLevelItem(row)->data(0, pathRole).toString() == whole)
            delete m_files->takeTopLevelItem(row);
}

int UnreadList::count() const
{
    return m_files->topLevelItemCount();
}

QString UnreadList::text() const
{
    QString lines;
    for (int row = 0; row < count(); ++row) {
        const QTreeWidgetItem *item = m_files->topLevelItem(row);
        lines += item->text(0) + '\t' + item->text(1) + '\t' + item->data(0, pathRole).toString() + '\n';
    }
    return lines;
}

bool UnreadList::isUnfolded() const
{
    return !m_files->isHidden();
}

void UnreadList::setUnfolded(bool unfolded)
{
    m_files->setVisible(unfolded);
    m_copy->setVisible(unfolded);
    m_fold->setChecked(unfolded);
    m_fold->setIcon(theme::icon(unfolded ? "down" : "right", "status.warn", 16));
    if (unfolded)
        m_files->resizeColumnToContents(0);
}

void UnreadList::showCount()
{
    setVisible(count() > 0);
    m_fold->setText(tr("%1 not read").arg(count()));
    m_fold->setAccessibleName(count() == 1 ? tr("1 file was not read") : tr("%1 files were not read").arg(count()));
    m_fold->setToolTip(tr("Show the files that could not be read, and why"));
}

} // namespace cf::ui
