#pragma once

#include "ui/session/EditQueue.h"
#include "ui/session/RenderedHandles.h"
#include "ui/session/SessionState.h"
#include "ui/session/WorkKeeper.h"
#include "ui/session/documents/DocumentShelf.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <memory>

namespace cf::ui {

/// What the work on images needs from the rest of the program.
struct SessionServices {
    /// Loads a model folder that the user chose; runs on the worker.
    std::function<Result<std::unique_ptr<CounterfactualEditor>>(const std::filesystem::path &, const JobContext &)>
        loadEditor;
    std::filesystem::path workFolder; ///< For autosaved work and histories; empty: none is kept.
    std::uint64_t historyBytes = std::uint64_t{ 4 } << 30U; ///< Bound of all images' histories on disk.
    std::size_t documentBytes = std::size_t{ 3 } << 29U; ///< Bound of the pictures of opened images in memory.
};

/// The one owner of the work: documents, queue, found regions, autosave and history. No widget: panels draw state() and
/// call the intents, in any order and at any time; what cannot be done now is ignored or said in state().message.
class EditSession : public QObject
{
    Q_OBJECT

public:
    explicit EditSession(SessionServices services, QObject *parent = nullptr);
    ~EditSession() override;

    const SessionState &state() const { return m_state; }
    EditController &edits() { return m_queue.controller(); }
    EditDocument *document() const { return m_state.document; }
    /// For whoever reads images, on any thread: puts into each what the disk knows of the work on it.
    std::function<void(OpenedImage &)> restorer() const { return m_keeper.restorer(); }

    // Model and image.
    void loadModel(const std::filesystem::path &folder);
    /// Another image was chosen and is being read: open() or showUnreadable() follows.
    void expectImage();
    void open(std::shared_ptr<OpenedImage> image);
    /// The chosen image cannot be shown: nothing else is shown in its place.
    void showUnreadable(UnreadableImage image);

    // What shall be done: the prompt panel's.
    void setDraft(const EditDraft &draft);
    void newSeed();
    void setRegionFirst(bool first);
    void setFindings(const std::vector<Target> &labels, bool confirmed);

    // Doing it.
    /// Starts the edit, or lets it wait behind the running one.
    void generate();
    /// What the button does: where no mask is drawn and the user wants so, the region is shown first.
    void generateOrPropose();
    /// Lays the region that the program finds for the instruction on the original, as a mask.
    void proposeRegion(bool andApply = false);
    /// Of the queue: the running one is at 0.
    void cancel(int place = 0);

    // The mask.
    void clearMask();
    void invertMask();
    /// The region of the shown result, to be corrected.
    void maskFromResult();
    /// A mask of the shown image's size that was read from a file, with a word on how.
    void takeMask(const MaskImage &mask, const ReadingNotes &notes);
    void undo();
    void redo();

    // What the renderer drew.
    /// Its grips and numbers, of the shown edit; what is dragged is made an edit on release.
    RenderedHandles &handles() { return m_handles; }
    /// Shows the edit again from which the last drag went; false where the last step was none.
    bool takeBackDrag();

    // The history.
    /// The user chose an edit: it is shown, and what made it is in the prompt and on the original again.
    void choose(int row);
    void toggleStar(); ///< Of the shown edit.
    void toggleStar(int row);
    /// A candidate of the shown edit becomes an edit of its own. `what`: what it differs in, in words.
    void keepCandidate(const ResultPointer &candidate, const QString &what);
    /// Results of the shown image that a batch made come into its history, but for those that it has already.
    void takeResults(const std::vector<ResultPointer> &results);
    void noteSaved(EditDocument &document, int row); ///< That result was written as a DICOM object.
    void setRemark(int row, const QString &remark);
    /// Into the bin, from where it comes back for 30 days, or out of it.
    void setBinned(int row, bool binned);
    /// The next edits stand under that one in the tree; it is chosen.
    void branch(int row);
    /// Makes an edit once more and says whether the same came of it.
    void runAgain(int row);
    /// Opens a result as an image of its own, which is edited in its turn and never taken for a radiograph.
    void useAsSource(int row);
    /// Pixels of an edit that are on disk alone are read, also where it is not the shown one.
    void fetch(int row);

    // What outlives the program.
    void saveNow();
    void setArrangement(int arrangement);
    void say(const QString &message, bool isProblem = false);
    /// Writes everything here and now, for the end of the program; edits that end with it leave a trace. Errors: what
    /// could not be written; nothing was stopped then.
    Result<> close();

Q_SIGNALS:
    void stateChanged();
    void imageShown();
    /// An edit ended, one way or the other. `problem` is empty unless it failed; only then `code` says of which kind.
    void editEnded(const QString &problem, cf::ErrorCode code);
    /// A region was found, or could not be: the mask holds it.
    void regionShown();
    /// The pixels of a result that was on disk are there, or cannot be read.
    void pixelsShown();

private:
    // EditSession.cpp
    void refresh(); ///< Derives what follows from the rest, and tells.
    void takeModel();
    void watch(EditDocument &document);
    void tellOfRestored(const RestoredWork &restored, const EditDocument &document);
    void setShownDraft(EditDraft draft); ///< From anything but the panel.
    void showRow(int row);
    // EditSessionEdits.cpp
    CompiledPrompt compiled() const;
    QString hindrance() const;
    std::optional<AskedEdit> askedEdit() const;
    AskedEdit askedAgain(const HistoryEntry &entry) const;
    void keepRerun(const EndedEdit &edit);
    void noteBegun(AskedEdit &asked);
    void noteEnded(const EndedEdit &edit);
    void keepEnded(const EndedEdit &edit);
    ResultPointer knownEdit(const EditRequest &request) const;
    QString regionRequest() const; ///< Tells the edits apart that a region is found for.
    bool wantsRegion() const;
    void takeRegion(EditDocument &document, const ProposedMask &region);
    // EditSessionRendered.cpp
    void showHandles();
    void changeRendered(EditRequest &request) const;
    void renderAgain(const std::vector<RenderedAddition> &additions);
    void noteDragged(EditDocument &document, int before);
    // EditSessionChoice.cpp
    void bringBack(int row);
    void bringBackMask(const HistoryEntry &entry);
    void proposeFindings();

    SessionServices m_services;
    SessionState m_state;
    EditQueue m_queue;
    RenderedHandles m_handles;
    DocumentShelf m_documents;
    WorkKeeper m_keeper;
    QTimer m_clearSoon; ///< Takes the previous image away while the next one is read.
    std::pair<EditDocument *, int> m_maskAwaited{ nullptr, -1 }; ///< Chosen; its mask is being read.
};

} // namespace cf::ui
