#pragma once

#include "core/editing/SourceReader.h"
#include "dicom/LoadedRadiograph.h"
#include "ui/canvas/MaskDocument.h"
#include "ui/canvas/RadiographPicture.h"
#include "ui/history/EditHistoryModel.h"
#include "ui/session/WorkStore.h"

#include <QUndoStack>

#include <filesystem>

namespace cf::ui {

/// An image that was opened, ready for the screen.
struct OpenedImage {
    std::filesystem::path path;
    int frame = 0;
    InstanceAttributes attributes;
    std::vector<ReadingNote> notes;
    PicturePointer picture;
    std::string sha256; ///< Of the stored values.
    /// Names the autosaved work: of the stored values and of what the object says it is, so that equal pixels of two
    /// studies are two images.
    std::string workKey;
    std::shared_ptr<const RestoredWork> restored; ///< What the disk knew of it; may be null.
};

/// The work on one image: mask, instruction and results. Lives as long as the program, so that going to another image
/// and back loses nothing; begins with what was kept of it on disk.
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
    EditHistoryModel &history() { return m_history; }
    const EditHistoryModel &history() const { return m_history; }
    /// "M 41 y" or what is known of the patient without a name.
    QString patientLine() const;
    /// "PA chest", else the series or modality: never a file name, which may hold a patient's.
    QString viewLine() const;
    /// Tells masks apart; 0 for an empty one.
    size_t maskFingerprint() const { return m_maskFingerprint; }

    QString instruction; ///< As typed last.
    std::vector<Target> sourceLabels; ///< What the film is said to show: proposed, or confirmed by the user.
    bool sourceConfirmed = false;
    std::vector<SourceReading> sourceReadings; ///< Of the model's classifier; empty where it has none.
    QString proposedFor; ///< The request whose region was shown last; empty: none was.
    size_t proposedMask = 0; ///< Fingerprint of the mask that the program proposed.
    ResultPointer proposedEdit; ///< The edit behind that proposal; null when it was made before this start.
    QString regionNote; ///< Said over the original while the proposed mask is untouched.
    bool regionNoteWarns = false;
    int shownRow = 0; ///< Of the history.

Q_SIGNALS:
    void maskEdited();

private:
    void restore(const RestoredWork &restored);
    void updateFingerprint();

    OpenedImage m_image;
    MaskDocument m_mask;
    QUndoStack m_undo;
    EditHistoryModel m_history;
    size_t m_maskFingerprint = 0;
};

} // namespace cf::ui
