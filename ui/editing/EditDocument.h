#pragma once

#include "dicom/LoadedRadiograph.h"
#include "ui/canvas/MaskDocument.h"
#include "ui/canvas/RadiographPicture.h"
#include "ui/editing/EditHistoryModel.h"

#include <QUndoStack>

#include <filesystem>

namespace cf::ui {

/// An image that was opened, ready for the screen.
struct OpenedImage {
    std::filesystem::path path;
    int frame = 0;
    InstanceAttributes attributes;
    std::vector<std::string> notes;
    PicturePointer picture;
    std::string sha256; ///< Of the stored values; names the autosaved work.
};

/// The work on one image: mask, instruction and results. Lives as long as the program, so that going to another image
/// and back loses nothing.
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
    /// Puts an autosaved mask of the image's size in place.
    void restoreMask(const Image<std::uint8_t> &values);
    /// Tells masks apart; 0 for an empty one.
    size_t maskFingerprint() const { return m_maskFingerprint; }

    QString instruction; ///< As typed last.
    std::vector<Target> sourceLabels; ///< What the film is said to show: proposed, or confirmed by the user.
    bool sourceConfirmed = false;
    QString proposedFor; ///< The request whose region was shown last; empty: none was.
    size_t proposedMask = 0; ///< Fingerprint of the mask that the program proposed.
    QString regionNote; ///< Said over the original while the proposed mask is untouched.
    bool regionNoteWarns = false;
    int shownRow = 0; ///< Of the history.

Q_SIGNALS:
    void maskEdited();

private:
    void updateFingerprint();

    OpenedImage m_image;
    MaskDocument m_mask;
    QUndoStack m_undo;
    EditHistoryModel m_history;
    size_t m_maskFingerprint = 0;
};

} // namespace cf::ui
