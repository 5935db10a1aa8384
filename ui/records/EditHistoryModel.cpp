#include "ui/records/EditHistoryModel.h"

#include "ui/words/CoreWords.h"

#include <algorithm>

namespace cf::ui {

int EditHistoryModel::append(HistoryEntry entry)
{
    const int row = int(m_entries.size());
    beginInsertRows({}, row, row);
    m_entries.push_back(std::move(entry));
    endInsertRows();
    return row;
}

void EditHistoryModel::note(int row)
{
    m_entries[size_t(row)].isKept = false;
    ++m_entries[size_t(row)].revision;
    Q_EMIT dataChanged(index(row), index(row));
}

void EditHistoryModel::setStarred(int row, bool starred)
{
    m_entries[size_t(row)].starred = starred;
    note(row);
}

void EditHistoryModel::setSaved(int row)
{
    m_entries[size_t(row)].saved = true;
    note(row);
}

void EditHistoryModel::setRemark(int row, const QString &remark)
{
    m_entries[size_t(row)].remark = remark;
    note(row);
}

void EditHistoryModel::setRerun(int row, const QString &rerun)
{
    m_entries[size_t(row)].rerun = rerun;
    note(row);
}

void EditHistoryModel::setBinned(int row, const QDateTime &when)
{
    m_entries[size_t(row)].binned = when;
    note(row);
}

void EditHistoryModel::setPixels(int row, ResultPointer result, MaskPointer mask)
{
    HistoryEntry &entry = m_entries[size_t(row)];
    entry.result = std::move(result);
    entry.mask = std::move(mask);
    entry.outline = nullptr;
    Q_EMIT dataChanged(index(row), index(row));
}

void EditHistoryModel::setPicture(int row, const QImage &picture)
{
    m_entries[size_t(row)].picture = picture;
    Q_EMIT dataChanged(index(row), index(row));
}

void EditHistoryModel::setProblem(int row, const QString &problem)
{
    m_entries[size_t(row)].problem = problem;
    Q_EMIT dataChanged(index(row), index(row));
}

int EditHistoryModel::nextNumber() const
{
    int last = 0;
    for (const HistoryEntry &entry : m_entries)
        last = std::max(last, entry.number);
    return last + 1;
}

int EditHistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant EditHistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const HistoryEntry &entry = m_entries[size_t(index.row())];
    const bool original = entry.kind == HistoryEntry::Kind::Original;
    switch (role) {
    case Qt::DisplayRole:
        return original ? tr("Original") : tr("Edit %1").arg(entry.number);
    case Qt::DecorationRole:
        return entry.picture;
    case Qt::ToolTipRole:
        return entry.note.isEmpty() ? entry.instruction : entry.instruction + "\n" + coreWords(entry.note);
    case Qt::AccessibleTextRole: {
        QStringList said{ original ? tr("Original") : tr("Edit %1, synthetic").arg(entry.number), entry.instruction,
            entry.refused() ? tr("refused") : QString(), entry.starred ? tr("starred") : QString(),
            coreWords(entry.note) };
        said.removeAll(QString());
        return said.join(", ");
    }
    case SyntheticRole:
        return !original || entry.isSyntheticSource;
    case RefusedRole:
        return entry.refused();
    case StarredRole:
        return entry.starred;
    case BinnedRole:
        return entry.binned.isValid();
    case UnfinishedRole:
        return entry.kind == HistoryEntry::Kind::Cancelled || entry.kind == HistoryEntry::Kind::Failed
            || entry.kind == HistoryEntry::Kind::Draft;
    case SecondLineRole:
        switch (entry.kind) {
        case HistoryEntry::Kind::Cancelled:
            return tr("cancelled");
        case HistoryEntry::Kind::Failed:
            return tr("failed");
        case HistoryEntry::Kind::Draft:
            return tr("not generated");
        default:
            return entry.instruction;
        }
    default:
        return {};
    }
}

} // namespace cf::ui
