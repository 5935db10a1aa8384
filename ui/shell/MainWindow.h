#pragma once

#include "core/editing/CaptionTokens.h"
#include "ui/canvas/MaskOverlay.h"
#include "ui/canvas/ToolBox.h"
#include "ui/canvas/ViewState.h"
#include "ui/session/EditController.h"
#include "ui/session/EditDocument.h"
#include "ui/session/WorkStore.h"
#include "ui/studies/StudyController.h"

#include <QMainWindow>
#include <QTimer>

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>

class QDockWidget;
class QLabel;
class QPlainTextEdit;

namespace cf::ui {

class ActionRegistry;
class CompareView;
class DifferencePanel;
class CandidateTable;
class HeaderBar;
class HistoryStrip;
class OptionBar;
class PromptPanel;
class QueuePanel;
class ScorecardPanel;
class StudyPanel;

/// What the window needs from the rest of the program.
struct WindowServices {
    /// core/language's compilePrompt, or a test's own.
    std::function<CompiledPrompt(const std::string &, const CaptionGrammar &, const std::vector<Target> &, bool)>
        compilePrompt;
    /// Loads a model folder that the user chose; runs on the worker.
    std::function<Result<std::unique_ptr<CounterfactualEditor>>(const std::filesystem::path &, const JobContext &)>
        loadEditor;
    /// Counts a caption's tokens as the model in that folder does; may be empty.
    std::function<TokenCounter(const std::filesystem::path &)> tokenCounter;
    std::function<std::string(const Provenance &)> provenanceJson; ///< core/editing's toJson …
    /// … and provenanceFromJson. Without both, no history is kept on disk.
    std::function<Result<Provenance>(const std::string &)> readProvenance;
    std::filesystem::path workFolder; ///< For autosaved work and histories; empty: none is kept.
    std::uint64_t historyBytes = std::uint64_t{ 4 } << 30U; ///< Bound of all images' histories on disk.
    std::filesystem::path sampleFolder; ///< What "Open the sample" opens; empty: not offered.
    std::function<void(const QString &)> log; ///< For the log file; never given names of patients or files.
};

/// The edit workplace. Places the panels and connects them; what happens is decided in the controllers.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WindowServices services, QWidget *parent = nullptr);
    ~MainWindow() override;

    EditController &edits() { return m_edits; }
    ActionRegistry &actions() { return *m_actions; }
    CompareView &compare() { return *m_compare; }
    PromptPanel &prompt() { return *m_prompt; }
    StudyPanel &studies() { return *m_studies; }
    EditDocument *document() { return m_document; }

    void openPaths(const QStringList &paths);
    void loadModel(const std::filesystem::path &folder);
    /// Starts the edit, or lets it wait behind the running one.
    void generate();
    /// What the button does: where no mask is drawn and the user wants so, the region is shown first.
    void generateOrPropose();
    /// Lays the region that the program finds for the instruction on the original, as a mask.
    void proposeRegion();

Q_SIGNALS:
    void imageShown();
    void openFailed(const QString &message);
    /// An edit ended, one way or the other.
    void editEnded(const QString &problem);
    /// A region was proposed, or could not be: the mask holds it.
    void regionShown();
    /// The pixels of a result that was on disk are there, or cannot be read.
    void pixelsShown();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    // MainWindowLayout.cpp
    void buildLayout();
    QWidget *makeJudgePanel();
    QDockWidget *addDock(Qt::DockWidgetArea area, const QString &name, QWidget *content);
    void buildMenus();
    void fitToSize();
    // MainWindowActions.cpp
    void connectActions();
    void connectToolActions();
    void connectViewActions();
    void connectCompareActions();
    void connectWorkActions();
    void connectResultActions();
    void connectWindowActions();
    void zoomBy(double factor);
    void turnBy(int quarterTurns);
    void changeWindow(double widthFactor, double levelShare);
    void showKeys();
    void showIntendedUse();
    // MainWindowEditing.cpp and MainWindowContents.cpp
    void connectControllers();
    void connectStudies();
    void connectPanels();
    void connectEdits();
    void showDocument(std::shared_ptr<OpenedImage> image);
    void showRow(int row);
    void showContents();
    ViewportContent originalContent() const;
    ViewportContent resultContent(const HistoryEntry &entry) const;
    ViewportContent previewContent() const;
    ViewportContent rebuiltContent(const HistoryEntry &entry) const;
    bool isOutOfDate() const; ///< The shown result was made with another mask.
    void updateState();
    void endEdit(HistoryEntry entry, const QString &problem);
    /// An edit that waits for the worker.
    struct AskedEdit {
        EditRequest request;
        RequestFiller fill; ///< Image and mask, as they were when it was asked for.
        HistoryEntry entry;
        EditDocument *document = nullptr;
        ResultPointer known; ///< What it ends in, where that is there already.
    };
    std::optional<AskedEdit> askedEdit();
    void begin(AskedEdit asked);
    void beginNext();
    void showQueue();
    void cancelQueued(int place);
    // MainWindowRegion.cpp
    void connectRegion();
    QString proposalKey() const; ///< Tells the edits apart that a region is proposed for.
    bool wantsProposal() const;
    void takeProposal(const ProposalPointer &region);
    void noteMaskChange();
    /// The edit behind the untouched proposal, where it is what this request would end in; else null.
    ResultPointer knownEdit(const EditRequest &request) const;
    bool maskIsProposal() const; ///< Untouched, and of the edit that is asked for now.
    void proposeSourceLabels();
    // MainWindowFiles.cpp
    void chooseFiles();
    void chooseFolder();
    void chooseModel();
    void saveDicom();
    void saveFigure();
    void takeModel(); ///< Its methods and its language go to the prompt panel.
    void showModel();
    void say(const QString &message, bool problem = false);

    // MainWindowHistory.cpp
    void connectHistory();
    void saveWork();
    SavedWork workOn(const EditDocument &document) const;
    void showRestored(const RestoredWork &restored);
    void keepHistory(EditDocument &document); ///< Writes what is not on disk as it is now.
    void fetchPixels(EditDocument &document, int row);
    Result<> keepAll() const; ///< Here and now, for the end of the program.
    void keepUnfinished(); ///< Edits that end with the window leave a trace.

    WindowServices m_services;
    WorkStore m_store;
    HistoryStore m_kept;
    ToolBox m_tools;
    ViewState m_view;
    MaskOverlay m_mask;
    EditController m_edits;
    StudyController m_files;
    std::map<std::string, std::unique_ptr<EditDocument>> m_documents; ///< By key and path; kept while the program runs.
    EditDocument *m_document = nullptr;
    EditDocument *m_editing = nullptr; ///< Whose edit is running.
    std::deque<AskedEdit> m_waiting;
    bool m_findingRegion = false;
    HistoryEntry m_pending; ///< The running edit as it was asked for.
    QImage m_preview;
    Progress m_progress;
    bool m_rebuiltHeld = false;
    bool m_outOfDateShown = false;
    bool m_closeAsked = false; ///< The user was told that the work cannot be saved.
    std::tuple<const EditDocument *, int, ResultPointer> m_judged{ nullptr, -1, nullptr }; ///< What the panels show.
    QString m_modelProblem;
    QTimer m_saveSoon;
    std::set<const EditDocument *> m_unsaved; ///< Whose work is being written.
    std::set<std::pair<EditDocument *, int>> m_fetching; ///< Rows whose pixels are being read.

    ActionRegistry *m_actions;
    HeaderBar *m_header = nullptr;
    StudyPanel *m_studies = nullptr;
    CompareView *m_compare = nullptr;
    OptionBar *m_options = nullptr;
    PromptPanel *m_prompt = nullptr;
    HistoryStrip *m_history = nullptr;
    DifferencePanel *m_difference = nullptr;
    ScorecardPanel *m_scorecard = nullptr;
    QueuePanel *m_queue = nullptr;
    CandidateTable *m_candidates = nullptr;
    QPlainTextEdit *m_provenance = nullptr;
    QDockWidget *m_studyDock = nullptr;
    QDockWidget *m_judgeDock = nullptr;
    QWidget *m_welcome = nullptr;
    QLabel *m_status = nullptr;
    QLabel *m_saved = nullptr;
    QByteArray m_defaultLayout;
    int m_judgeWidth = 0; ///< That the window's size asked for last.
};

} // namespace cf::ui
