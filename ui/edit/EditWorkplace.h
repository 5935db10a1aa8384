#pragma once

#include "core/editing/CaptionTokens.h"
#include "ui/canvas/MaskOverlay.h"
#include "ui/canvas/ToolBox.h"
#include "ui/canvas/ViewState.h"
#include "ui/session/SessionState.h"
#include "ui/shell/Workplace.h"

#include <tuple>

class QPlainTextEdit;

namespace cf::ui {

class CandidateTable;
class CompareView;
class DifferencePanel;
class HistoryStrip;
class OptionBar;
class PromptPanel;
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
    void entered() override;
    void resetLayout() override;
    void togglePanels() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildLayout();
    QWidget *makeJudgePanel();
    void buildWelcome();
    void fitToSize();
    // EditWorkplaceActions.cpp
    void connectPanels();
    void connectActions();
    void saveDicom();
    void saveFigure();
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
    ToolBox m_tools;
    ViewState m_view;
    MaskOverlay m_mask;
    bool m_rebuiltHeld = false;

    // What the panels show, so that they are told of changes alone.
    QPointer<EditDocument> m_document;
    int m_modelSerial = 0;
    int m_draftSerial = -1;
    bool m_running = false;
    /// Document, row, result, outline, preview, rebuilt key, staleness, notice, problem, loading.
    using Drawn =
        std::tuple<const EditDocument *, int, ResultPointer, ResultPointer, qint64, bool, bool, QString, QString, bool>;
    std::optional<Drawn> m_drawn;
    /// Document, row, judged result, starred, saved, a preview in its place.
    using Judged = std::tuple<const EditDocument *, int, ResultPointer, bool, bool, bool>;
    std::optional<Judged> m_judged;

    StudyPanel *m_studies = nullptr;
    CompareView *m_compare = nullptr;
    OptionBar *m_options = nullptr;
    PromptPanel *m_prompt = nullptr;
    HistoryStrip *m_history = nullptr;
    DifferencePanel *m_difference = nullptr;
    ScorecardPanel *m_scorecard = nullptr;
    CandidateTable *m_candidates = nullptr;
    QPlainTextEdit *m_provenance = nullptr;
    QBoxLayout *m_queuePlace = nullptr;
    QDockWidget *m_studyDock = nullptr;
    QDockWidget *m_judgeDock = nullptr;
    QWidget *m_welcome = nullptr;
    int m_judgeWidth = 0; ///< That the window's size asked for last.
};

} // namespace cf::ui
