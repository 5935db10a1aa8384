#pragma once

#include "ui/editing/PreparedResult.h"

#include <QAbstractListModel>
#include <QImage>

#include <vector>

namespace cf::ui {

/// One picture of the strip: the original, a result whatever its outcome, or an edit that did not end in one.
struct HistoryEntry {
    enum class Kind { Original, Result, Cancelled, Failed };
    Kind kind = Kind::Original;
    int number = 0; ///< Of the edit, from 1; 0 for the original.
    QString instruction;
    QString note; ///< Why it was refused, failed, or how far it came.
    quint64 seed = 0;
    size_t maskFingerprint = 0; ///< Of the mask it was made with.
    ResultPointer result; ///< Null unless kind is Result.
    QImage picture; ///< Thumbnail; for Cancelled the whole last preview.
    bool starred = false;
    bool saved = false; ///< Written as a DICOM object.

    bool refused() const { return result && result->refused(); }
};

/// The results of one image in the order in which they were made. Never sorted, never thinned out.
class EditHistoryModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { SyntheticRole = Qt::UserRole, RefusedRole, StarredRole, UnfinishedRole, SecondLineRole };
    using QAbstractListModel::QAbstractListModel;

    int append(HistoryEntry entry); ///< Returns its row.
    const HistoryEntry &entry(int row) const { return m_entries[size_t(row)]; }
    void setStarred(int row, bool starred);
    void setSaved(int row);
    int nextNumber() const; ///< Of the next edit.

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<HistoryEntry> m_entries;
};

} // namespace cf::ui
