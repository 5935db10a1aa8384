#pragma once

#include "app/contrafact/CommandLine.h"
#include "app/contrafact/TerminationSignals.h"
#include "ui/shell/MainWindow.h"

#include <QObject>

#include <memory>

namespace cf {

/// Puts the program together: finds the bundled folders, makes the window, starts the model, and does what the command
/// line asked for.
class Application : public QObject
{
    Q_OBJECT

public:
    explicit Application(CommandLine line);
    ~Application() override;

    /// Shows the window and returns at once.
    void start();
    /// What the program should leave with.
    int exitCode() const { return m_exitCode; }

private:
    void typeAsAsked(); ///< Puts the command line's instruction and seed into the prompt panel.
    void continueErrand();
    void finishErrand(int exitCode);

    CommandLine m_line;
    TerminationSignals m_signals;
    std::unique_ptr<ui::MainWindow> m_window;
    bool m_imageThere = false;
    bool m_modelSettled = false;
    bool m_edited = false;
    int m_exitCode = 0;
};

} // namespace cf
