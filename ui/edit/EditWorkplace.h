#pragma once

#include "core/editing/CaptionTokens.h"
#include "ui/canvas/GripLayer.h"
#include "ui/canvas/ToolBox.h"
#include "ui/canvas/ViewState.h"
#include "ui/canvas/layers/MaskOverlay.h"
#include "ui/export/EditFigure.h"
#include "ui/session/SessionState.h"
#include "ui/shell/Workplace.h"

#include <functional>
#include <tuple>

class QPlainTextEdit;
class QPushButton;

namespace cf::ui {

class CandidateStrip;
class CompareView;
class FilmOnlyView;
class DifferencePanel;
class HistoryStrip;
class OptionBar;
class PromptPanel;
class ReadingBar;
class ScorecardPanel;
class StudyPanel;

/// Where an image is edited: original and counterfactual, the instruction under them, the history, and what changed.
/// Draws the session's state and sends it intents; decides nothing.
class EditWorkplace : public Workplace
{
    Q_OBJECT

public:
    explicit EditWorkplace(const WorkplaceContext &context);
    ~EditWorkplace() override;

    CompareView &compare() { return *m_compare; }
    PromptPanel &prompt() { return *m_prompt; }
    StudyPanel &studies() { return *m_studies; }

    QList<WorkplaceMenu> menus() const override;
    QBoxLayout *queuePlace() override { return m_queuePlace; }
    std::vector<PaletteItem> paletteItems() override;
    void entered() override;
    void resetLayout() override;
    void togglePanels() override;
    QVariantMap choices() const override;
    void setChoices(const QVariantMap &choices) override;
    void restorePanels(const QByteArray &state, int version) override;

    CandidateStrip &candidates() { return *m_candidates; }
    FilmOnlyView &filmOnly() { return *m_filmOnly; }
    ToolBox &tools() { return m_tools; }
    OptionBar &options() { return *m_options; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildLayout();
    QWidget *makeJudgePanel();
    void buildWelcome();
    void drawWelcome();
    void fitToSize();
    // EditWorkplaceActions.cpp
    void connectPanels();
    void connectActions();
    void connectRegionActions();
    void connectInstructionActions();
    void connectImageSteps();
    void connectResultActions();
    void connectFilmOnly();
    void generate();
    FigureView shownAs() const;
    // EditWorkplaceCandidates.cpp
    void connectCandidates();
    void prepareCandidate(int candidate, std::function<void(const ResultPointer &)> then);
    void showCandidate(int candidate);
    void keepCandidate(int candidate);
    void drawCandidate();
    // EditWorkplaceHandles.cpp
    void connectHandles();
    // EditWorkplaceDraw.cpp
    void draw();
    void takeDocument();
    void takeModel();
    void drawPrompt();
    void drawContents();
    void drawVerdict(bool previewed);
    void drawActions();

    WorkplaceContext m_context;
    EditSession &m_session;
    ActionRegistry &m_actions;
    ToolBox &m_tools;
    ViewState &m_view;
    MaskOverlay m_mask;
    GripLayer m_grips;
    bool m_rebuiltHeld = false;
    bool m_stepped = false; ///< The next image was asked for by a key: the focus stays where it is.
    ResultPointer m_candidate; ///< Shown in the result's place; null: the result itself.
    ResultPointer m_candidateOf; ///< The result that it is a candidate of.

    // What the panels show, so that they are told of changes alone.
    QPointer<EditDocument> m_document;
    int m_modelSerial = 0;
    int m_draftSerial = -1;
    bool m_running = false;
    /// Document, its picture, row, result, outline, preview, rebuilt key, staleness, notice, problem, loading.
    using Drawn = std::tuple<const EditDocument *, PicturePointer, int, ResultPointer, ResultPointer, qint64, bool,
        bool, QString, QString, bool>;
    std::optional<Drawn> m_drawn;
    /// Document, row, judged result, starred, saved, a preview in its place.
    using Judged = std::tuple<const EditDocument *, int, ResultPointer, bool, bool, bool>;
    std::optional<Judged> m_judged;

    StudyPanel *m_studies = nullptr;
    CompareView *m_compare = nullptr;
    OptionBar *m_options = nullptr;
    ReadingBar *m_question = nullptr;
    PromptPanel *m_prompt = nullptr;
    HistoryStrip *m_history = nullptr;
    DifferencePanel *m_difference = nullptr;
    ScorecardPanel *m_scorecard = nullptr;
    CandidateStrip *m_candidates = nullptr;
    QPlainTextEdit *m_provenance = nullptr;
    QBoxLayout *m_queuePlace = nullptr;
    QDockWidget *m_studyDock = nullptr;
    QDockWidget *m_judgeDock = nullptr;
    QWidget *m_welcome = nullptr;
    QPushButton *m_sample = nullptr; ///< Null where none is offered.
    bool m_sampleIsMade = false; ///< Being made, off the GUI thread.
    bool m_filesAreRead = false; ///< Being scanned, off the GUI thread.
    FilmOnlyView *m_filmOnly = nullptr;
    bool m_panelsRestored = false; ///< As the user left them: the window's size decides nothing yet.
    int m_judgeWidth = 0; ///< That the window's size asked for last.
};

} // namespace cf::ui
