#include "app/contrafact/Application.h"
#include "app/contrafact/Logging.h"
#include "app/contrafact/ReadStudy.h"
#include "app/program/ExitCode.h"
#include "app/program/Interruption.h"
#include "app/program/MemoryLimit.h"
#include "core/diffusion/runtime/ProcessSetup.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QStandardPaths>

#include <cstdlib>

namespace {

int run(int argc, char **argv)
{
    cf::CommandLine line = cf::readCommandLine(argc, argv);
    if (line.leave)
        return line.exitCode;
    if (const auto enough = cf::checkMemoryLimit(cf::editingBytes); !enough)
        return cf::explainError("contrafact", enough.error());
    if (!std::getenv("DISPLAY") && !std::getenv("WAYLAND_DISPLAY"))
        setenv("QT_QPA_PLATFORM", "offscreen", 0);
    QApplication program(argc, argv);
    QApplication::setApplicationName("contrafact");
    QApplication::setApplicationVersion(CONTRAFACT_VERSION);
    cf::startLog(
        std::filesystem::path(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString()));
    cf::ui::theme::apply(program);
    if (!line.study.isEmpty())
        return cf::readStudy(line);
    cf::Application application(std::move(line));
    application.start();
    const int code = QApplication::exec();
    return code != 0 ? code : application.exitCode();
}

} // namespace

int main(int argc, char **argv)
{
    cf::prepareProcess();
    cf::ignoreSizeSignals();
    return cf::runProgram("contrafact", [&] { return run(argc, argv); });
}
