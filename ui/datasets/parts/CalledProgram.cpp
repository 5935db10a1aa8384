#include "ui/datasets/parts/CalledProgram.h"

#include <csignal>
#include <sys/prctl.h>
#include <utility>

namespace cf::ui {

namespace {

constexpr int quitPatience = 3000; ///< ms, when the window goes.
constexpr int wasCancelled = 4; ///< contrafact-cli's exit code.
constexpr qsizetype maxSaid = 1 << 16; ///< Bytes; who works for days says much.

QString plain(const QByteArray &line)
{
    return QString::fromUtf8(line).trimmed().remove(QStringLiteral("contrafact-cli: "));
}

} // namespace

CalledProgram::CalledProgram(std::filesystem::path program, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    connect(&m_process, &QProcess::readyRead, this, &CalledProgram::hear);
    connect(&m_process, &QProcess::finished, this, [this](int code) { noteEnd(code); });
    // A window that ends without a word takes its program with it in good order.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            noteEnd(-1);
    });
}

CalledProgram::~CalledProgram()
{
    quit();
}

void CalledProgram::start(const QStringList &arguments)
{
    m_said.clear();
    m_lastLine.clear();
    m_isStopping = false;
    m_process.start(QString::fromStdString(m_program.string()), arguments);
}

bool CalledProgram::stop()
{
    if (!isRunning() || std::exchange(m_isStopping, true)) // Asked twice, it would end in the middle of an edit.
        return false;
    m_process.terminate();
    return true;
}

void CalledProgram::quit()
{
    m_process.disconnect(this);
    if (!isRunning())
        return;
    if (!m_isStopping)
        m_process.terminate();
    m_process.waitForFinished(quitPatience);
}

void CalledProgram::hear()
{
    m_said += m_process.readAll();
    if (m_said.size() > maxSaid)
        m_said = m_said.right(maxSaid / 2);
    const auto end = m_said.lastIndexOf('\n');
    if (end <= 0)
        return;
    const auto begin = m_said.lastIndexOf('\n', end - 1) + 1;
    m_lastLine = plain(m_said.mid(begin, end - begin));
    Q_EMIT heard();
}

void CalledProgram::noteEnd(int code)
{
    m_said += m_process.readAll();
    const bool wasStopped = std::exchange(m_isStopping, false) || code == wasCancelled;
    const QString said = code < 0
        ? tr("The program contrafact-cli could not be started: %1").arg(m_process.errorString())
        : plain(m_said.trimmed().split('\n').last());
    Q_EMIT ended({ code, wasStopped, said });
}

} // namespace cf::ui
