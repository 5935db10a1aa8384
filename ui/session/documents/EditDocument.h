#pragma once

#include "core/editing/readings/SourceReader.h"
#include "ui/images/MaskDocument.h"
#include "ui/records/EditDraft.h"
#include "ui/records/EditHistoryModel.h"
#include "ui/session/documents/OpenedImage.h"
#include "ui/session/saving/WorkStore.h"

#include <QUndoStack>

namespace cf::ui {

/// What the film of a document is said to show.
struct FilmFindings {
    std::vector<Target> labels; ///< Proposed, or confirmed by the user.
    bool confirmed = false;
    QString origin; ///< Who proposes them; empty where nobody does.
    std::vector<SourceReading> readings; ///< Of the model's classifier; empty where it has none.
};

/// The region that the program found last for an edit of this image.
struct FoundRegion {
    QString request; ///< The request it was found for, but for its seed; empty: none was.
    quint64 seed = 0; ///< Of that request.
    size_t mask = 0; ///< Fingerprint of the mask it became.
    ResultPointer edit; ///< The edit behind it; null when it was made before this start.
    QString note; ///< Said over the original while that mask is untouched.
    bool warns = false; ///< The note is a warning.
};

/// The work on one image: mask, draft and results. Begins with what was kept of it on disk. Changed by EditSession
/// alone, but for the mask, which the canvas paints, and its undo stack.
class EditDocument : public QObject
{
    Q_OBJECT

public:
    explicit EditDocument(OpenedImage image, QObject *parent = nullptr);
    ~EditDocument() override;

    const OpenedImage &image() const { return m_image; }
    MaskDocument &mask() { return m_mask; }
    const MaskDocument &mask() const { return m_mask; }
    QUndoStack &undo() { return m_undo; }
    const QUndoStack &undo() const { return m_undo; }
    EditHistoryModel &history() { return m_history; }
    const EditHistoryModel &history() const { return m_history; }
    /// "M 41 y" or what is known of the patient without a name.
    QString patientLine() const;
    /// "PA chest", else the series or modality: never a file name, which may hold a patient's.
    QString viewLine() const;

    /// Tells masks apart; 0 for an empty one.
    size_t maskFingerprint() const { return m_maskFingerprint; }
    bool maskIsFoundRegion() const { return m_maskFingerprint != 0 && m_maskFingerprint == m_region.mask; }
    /// Of the mask as far as it is the user's: 0 while none is drawn or the found region is untouched.
    size_t ownMask() const { return maskIsFoundRegion() ? 0 : m_maskFingerprint; }

    const EditDraft &draft() const { return m_draft; }
    void setDraft(EditDraft draft) { m_draft = std::move(draft); }
    const FilmFindings &findings() const { return m_findings; }
    void setFindings(FilmFindings findings) { m_findings = std::move(findings); }
    const FoundRegion &region() const { return m_region; }
    void setRegion(FoundRegion region) { m_region = std::move(region); }
    int shownRow() const { return m_shownRow; } ///< Of the history.
    void setShownRow(int row) { m_shownRow = row; }
    int arrangement() const { return m_arrangement; } ///< How both images are laid out, as the canvas counts.
    void setArrangement(int arrangement) { m_arrangement = arrangement; }

    /// What is kept of all this on disk beside the history. Copies the mask; the undo stack where asked for.
    SavedWork work(bool withUndo = true) const;
    int undoSerial() const { return m_undoSerial; } ///< Counts the changes of the undo stack.
    /// Bytes of its pictures, results included, about.
    std::size_t bytes() const;
    /// The image was opened again from another place: that is where it is saved beside from now on.
    void moveTo(std::filesystem::path path, int frame);
    /// The same file was read in another way: its picture and what is odd in it are those of `image` from now on.
    void readAnew(OpenedImage image);

Q_SIGNALS:
    /// One step of the undo stack was done, undone or redone.
    void maskEdited();
    /// Values changed, also in the midst of a stroke.
    void maskTouched();

private:
    void restore(const RestoredWork &restored);
    void restoreUndo(const SavedUndo &saved);
    void updateFingerprint();

    OpenedImage m_image;
    MaskDocument m_mask;
    QUndoStack m_undo;
    EditHistoryModel m_history;
    EditDraft m_draft;
    FilmFindings m_findings;
    FoundRegion m_region;
    size_t m_maskFingerprint = 0;
    int m_shownRow = 0;
    int m_arrangement = 0;
    int m_undoSerial = 0;
};

} // namespace cf::ui
