#pragma once

#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <filesystem>

namespace cf::ui {

/// How a program that was called ended.
struct CalledEnd {
    int code = 0; ///< contrafact-cli's exit code; −1 where it did not start.
    bool wasStopped = false; ///< It was asked to, by stop() or from elsewhere.
    QString said; ///< Why it failed: its last line, or that it did not start; empty where it said nothing.
};

/// contrafact-cli at work for the window in a process of its own: started, heard, stopped, and ended in good order with
/// the window, also where that ends without a word. What it was at goes on at its next start.
class CalledProgram : public QObject
{
    Q_OBJECT

public:
    explicit CalledProgram(std::filesystem::path program, QObject *parent = nullptr);
    ~CalledProgram() override; ///< As quit().

    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    bool isStopping() const { return m_isStopping; }
    /// The last whole line that it said, without its own name; empty while it said none.
    const QString &lastLine() const { return m_lastLine; }

    void start(const QStringList &arguments);
    bool stop(); ///< Asks it to; false where it does not run or was asked before.
    void quit(); ///< Stops it and waits for some seconds; nobody is told.

Q_SIGNALS:
    void heard(); ///< lastLine() is another.
    void ended(const CalledEnd &end);

private:
    void hear();
    void noteEnd(int code);

    std::filesystem::path m_program;
    QProcess m_process;
    QByteArray m_said;
    QString m_lastLine;
    bool m_isStopping = false;
};

} // namespace cf::ui
