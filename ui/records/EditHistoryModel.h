#pragma once

#include "ui/records/EditDraft.h"
#include "ui/records/PreparedResult.h"

#include <QAbstractListModel>
#include <QDateTime>
#include <QImage>

#include <vector>

namespace cf::ui {

/// The values of a mask as they were when an edit was asked for.
using MaskPointer = std::shared_ptr<const Image<std::uint8_t>>;

/// One picture of the strip: the original, a result whatever its outcome, or an edit that did not end in one.
struct HistoryEntry {
    /// Draft: another window's work on the same image that never became an edit.
    enum class Kind { Original, Result, Cancelled, Failed, Draft };
    Kind kind = Kind::Original;
    int number = 0; ///< Of the edit, from 1; 0 for the original.
    QString instruction;
    std::optional<EditDraft> draft; ///< As it was asked for; nothing in records of older versions.
    QString note; ///< Why it was refused, failed, or how far it came.
    quint64 seed = 0;
    size_t maskFingerprint = 0; ///< Of the mask it was made with.
    bool maskWasFound = false; ///< That mask was a region which the program had found and nobody had corrected.
    MaskPointer mask; ///< It was made with; null where none was drawn, or while it is on disk alone.
    ResultPointer result; ///< Null unless kind is Result, and while its pixels are on disk alone.
    ResultPointer outline; ///< All but the pixels of a result that is on disk alone.
    QDateTime made; ///< When it ended.
    QString record; ///< Name of its file in the history store.
    bool isKept = false; ///< On disk as it is now.
    int revision = 0; ///< Counts what the user changed of it.
    QString problem; ///< Why its stored pixels cannot be read; empty where they can.
    bool isSyntheticSource = false; ///< Of the original: it holds synthetic pixels itself.
    QImage picture; ///< Thumbnail; for Cancelled the whole last preview.
    bool starred = false;
    bool saved = false; ///< Written as a DICOM object.
    int parent = 0; ///< Number of the edit that it branches from; 0: the original.
    QString remark; ///< The user's own words on it.
    QString rerun; ///< What running it again came to; empty: it was not.
    QDateTime binned; ///< When it was put into the bin; invalid: it was not.

    /// The result so far as it is known without its pixels; null where there is none.
    const PreparedResult *judged() const { return result ? result.get() : outline.get(); }
    bool refused() const { return judged() && judged()->refused(); }
    /// Of the mask as far as it was the user's own; 0 where the program found the region.
    size_t ownMask() const
    {
        const bool drawn = mask || (judged() && judged()->regionIsDrawn);
        return drawn && !maskWasFound ? maskFingerprint : 0;
    }
};

/// The results of one image in the order in which they were made. Never sorted, never thinned out.
class EditHistoryModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { SyntheticRole = Qt::UserRole, RefusedRole, StarredRole, UnfinishedRole, SecondLineRole, BinnedRole };
    using QAbstractListModel::QAbstractListModel;

    int append(HistoryEntry entry); ///< Returns its row.
    const HistoryEntry &entry(int row) const { return m_entries[size_t(row)]; }
    void setPicture(int row, const QImage &picture); ///< Its thumbnail.
    void setStarred(int row, bool starred);
    void setSaved(int row);
    void setRemark(int row, const QString &remark);
    void setRerun(int row, const QString &rerun);
    void setBinned(int row, const QDateTime &when); ///< Invalid: it is taken out again.
    void setKept(int row) { m_entries[size_t(row)].isKept = true; }
    /// Puts the pixels of a result in place that were on disk alone.
    void setPixels(int row, ResultPointer result, MaskPointer mask);
    /// What is wrong with the stored pixels of a result.
    void setProblem(int row, const QString &problem);
    int nextNumber() const; ///< Of the next edit.

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void note(int row); ///< An entry is other than on disk.

    std::vector<HistoryEntry> m_entries;
};

} // namespace cf::ui
