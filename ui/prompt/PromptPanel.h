#pragma once

#include "core/editing/CaptionTokens.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/language/PromptLanguage.h"
#include "ui/prompt/InstructionEdit.h"
#include "ui/records/EditDraft.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace cf::ui {

class CaptionRows;
class SlotChips;
class SourceLabels;

/// What to change, how it is understood, and the button that starts or stops the work.
class PromptPanel : public QWidget
{
    Q_OBJECT

public:
    /// Turns what was typed into captions: labels of the source, and whether a mask is drawn.
    using Compiler = std::function<CompiledPrompt(const std::string &, const std::vector<Target> &, bool)>;

    explicit PromptPanel(QWidget *parent = nullptr);

    void setCompiler(Compiler compiler);
    /// The model's own count of a caption's tokens; empty: they are estimated.
    void setTokenCounter(TokenCounter counter);
    /// `advice`: what the method "auto" goes by; its choice stands behind the chips.
    void setMethods(const std::vector<MethodDescription> &methods, const std::string &defaultMethod,
        std::vector<MethodAdvice> advice = {});
    /// Why nothing can be generated yet, e.g. "Open a study first."; empty when all is there.
    void setObstacle(const QString &obstacle);
    void setMaskDrawn(bool drawn);
    /// The shown result no longer belongs to mask or instruction: the button reads Update.
    void setOutOfDate(bool outOfDate);
    void setRunning(bool running);
    void showProgress(const Progress &progress);
    void setWaiting(int edits); ///< Behind the running one.
    void setExpectedSeconds(double seconds); ///< Measured on this machine; negative while unknown.

    /// Brings the compiled form up to what was typed last.
    void compileNow();
    InstructionEdit &instruction() { return *m_instruction; }
    const CompiledPrompt &compiled() const { return m_compiled; }
    /// What the model shall be given: compiled, or as the user wrote it.
    CaptionPair captions() const;
    CaptionRows &captionRows() { return *m_captions; }
    /// Why nothing can be generated, or what to know before: the line under the instruction.
    QString warningText() const;
    SourceLabels &sourceLabels() { return *m_labels; }
    /// True when nothing hinders an edit now, whatever is running.
    bool canGenerate() const;
    /// The region that the program finds is shown before it is applied.
    bool regionFirst() const;
    void setRegionFirst(bool first);
    /// All of what the user asks for, as it stands here.
    EditDraft draft() const;
    /// Shows another one; a method that the model does not have is left out. Takes no focus.
    void setDraft(const EditDraft &draft);
    std::string method() const;
    quint64 seed() const;
    void setSeed(quint64 seed);
    int seeds() const; ///< In one batch, for their spread; 1 where the method takes one at a time.
    int steps() const; ///< 0: the method's own number.

Q_SIGNALS:
    void generateRequested();
    void cancelRequested();
    void draftChanged();
    void regionFirstChanged(bool first);
    void newSeedRequested();
    void sourceLabelsEdited();

private:
    QWidget *makeLeft();
    QWidget *makeRight();
    void fillExamples();
    QString hindrance() const; ///< Why nothing can be generated; empty when something can.
    void showWarnings();
    void fitLines();
    void updateButton();
    void showMethod();
    std::vector<PromptSlot> slotsAndMethods() const;
    bool captionsAreHeard() const; ///< By a method that will be at work, or they are being written by hand.
    void showHowItIsHeard();
    void tellDraft();

    InstructionEdit *m_instruction;
    SlotChips *m_chips;
    QLabel *m_warning;
    CaptionRows *m_captions;
    SourceLabels *m_labels;
    QCheckBox *m_regionFirst;
    QToolButton *m_earlier;
    QToolButton *m_examples;
    QComboBox *m_method;
    QSpinBox *m_seed;
    QSpinBox *m_steps;
    QSpinBox *m_seeds;
    QPushButton *m_button;
    QLabel *m_state;
    QProgressBar *m_progress;
    QTimer m_compileSoon;
    Compiler m_compiler;
    CompiledPrompt m_compiled;
    std::vector<MethodDescription> m_methods;
    std::vector<MethodAdvice> m_advice;
    QString m_obstacle;
    bool m_filling = false; ///< The fields are being set, not typed into.
    bool m_maskDrawn = false;
    bool m_outOfDate = false;
    bool m_running = false;
    int m_waiting = 0;
    double m_expectedSeconds = -1.0;
};

/// "4 s left", "about 3 min left"; never "0 s left". Empty while unknown.
QString timeLeftText(double seconds);

} // namespace cf::ui
