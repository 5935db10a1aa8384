#pragma once

#include "core/editing/CounterfactualEditor.h"
#include "core/language/PromptLanguage.h"
#include "ui/editing/InstructionEdit.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace cf::ui {

class SlotChips;

/// What to change, how it is understood, and the button that starts or stops the work.
class PromptPanel : public QWidget
{
    Q_OBJECT

public:
    /// Turns what was typed into captions; the flag says whether a mask is drawn.
    using Compiler = std::function<CompiledPrompt(const std::string &, bool)>;

    explicit PromptPanel(QWidget *parent = nullptr);

    void setCompiler(Compiler compiler);
    void setMethods(const std::vector<MethodDescription> &methods, const std::string &defaultMethod);
    /// Why nothing can be generated yet, e.g. "Open a study first."; empty when all is there.
    void setObstacle(const QString &obstacle);
    void setMaskDrawn(bool drawn);
    /// The shown result no longer belongs to mask or instruction: the button reads Update.
    void setOutOfDate(bool outOfDate);
    void setRunning(bool running);
    void showProgress(const Progress &progress);
    void setExpectedSeconds(double seconds); ///< Measured on this machine; negative while unknown.

    /// Brings the compiled form up to what was typed last.
    void compileNow();
    InstructionEdit &instruction() { return *m_instruction; }
    const CompiledPrompt &compiled() const { return m_compiled; }
    std::string method() const;
    quint64 seed() const;
    void setSeed(quint64 seed);
    void newSeed();
    int steps() const; ///< 0: the method's own number.

Q_SIGNALS:
    void generateRequested();
    void cancelRequested();
    void instructionChanged();

private:
    QWidget *makeLeft();
    QWidget *makeRight();
    void fillExamples();
    void showCaptions();
    void showWarnings();
    void updateButton();
    void showMethod();

    InstructionEdit *m_instruction;
    SlotChips *m_chips;
    QLabel *m_warning;
    QLabel *m_captions;
    QToolButton *m_earlier;
    QToolButton *m_examples;
    QComboBox *m_method;
    QSpinBox *m_seed;
    QSpinBox *m_steps;
    QPushButton *m_button;
    QLabel *m_state;
    QProgressBar *m_progress;
    QTimer m_compileSoon;
    Compiler m_compiler;
    CompiledPrompt m_compiled;
    std::vector<MethodDescription> m_methods;
    QString m_obstacle;
    bool m_maskDrawn = false;
    bool m_outOfDate = false;
    bool m_running = false;
    double m_expectedSeconds = -1.0;
};

/// "4 s left", "about 3 min left"; never "0 s left". Empty while unknown.
QString timeLeftText(double seconds);

} // namespace cf::ui
