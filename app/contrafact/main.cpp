#include "app/contrafact/Application.h"
#include "app/contrafact/Logging.h"
#include "app/contrafact/ReadStudy.h"
#include "app/program/ExitCode.h"
#include "app/program/Interruption.h"
#include "app/program/MemoryLimit.h"
#include "core/diffusion/runtime/ProcessSetup.h"
#include "core/jobs/WorkLeftBehind.h"
#include "ui/settings/Preferences.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QIcon>
#include <QStandardPaths>

#include <spdlog/spdlog.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

namespace {

/// Qt reads the scale before its program object is made. Images stay one pixel to one device pixel.
void scaleWindow()
{
    const int percent = cf::ui::Preferences().number("display/textScale");
    if (percent != 100)
        setenv("QT_SCALE_FACTOR", std::to_string(percent / 100.0).c_str(), 0);
}

} // namespace

namespace {

/// Windows are closed and everything is saved when it returns.
int edit(cf::CommandLine line)
{
    cf::Application application(std::move(line));
    application.start();
    const int code = QApplication::exec();
    return code != 0 ? code : application.exitCode();
}

/// Work that waits for a silent server still uses Qt's connections, which must not be taken down around it.
void leaveIfWorkIsLeft(int code)
{
    if (!cf::isWorkLeftBehind())
        return;
    spdlog::default_logger()->flush();
    code = cf::checkedOutput("contrafact", code);
    std::fflush(stderr);
    std::_Exit(code);
}

int run(int argc, char **argv)
{
    cf::CommandLine line = cf::readCommandLine(argc, argv);
    if (line.leave)
        return line.exitCode;
    if (const auto enough = cf::checkMemoryLimit(cf::editingBytes); !enough)
        return cf::explainError("contrafact", enough.error());
    cf::watchMemoryLimit("contrafact", cf::WatchedWork::Jobs);
    if (const auto readable = cf::ui::Preferences::checkFiles(); !readable)
        return cf::explainError("contrafact", readable.error());
    if (!std::getenv("DISPLAY") && !std::getenv("WAYLAND_DISPLAY"))
        setenv("QT_QPA_PLATFORM", "offscreen", 0);
    scaleWindow();
    QApplication program(argc, argv);
    QApplication::setApplicationName("contrafact");
    QApplication::setApplicationVersion(CONTRAFACT_VERSION);
    QApplication::setDesktopFileName("contrafact"); // Ties the window to its desktop entry and icon.
    QApplication::setWindowIcon(QIcon(":/icons/contrafact.svg"));
    if (cf::ui::Preferences().isOn("privacy/log"))
        cf::startLog(
            std::filesystem::path(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString()));
    cf::ui::theme::apply(program);
    const int code = line.study.isEmpty() ? edit(std::move(line)) : cf::readStudy(line);
    leaveIfWorkIsLeft(code);
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    cf::prepareProcess();
    cf::ignoreWriteSignals();
    cf::holdStandardStreams();
    const int exitCode = cf::runProgram("contrafact", [&] { return run(argc, argv); });
    cf::leaveRegularly();
    return exitCode;
}
