#include "app/contrafact/Application.h"
#include "app/contrafact/Logging.h"
#include "core/diffusion/runtime/ProcessSetup.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QStandardPaths>

#include <cstdlib>

int main(int argc, char **argv)
{
    cf::prepareProcess();
    cf::CommandLine line = cf::readCommandLine(argc, argv);
    if (line.leave)
        return line.exitCode;
    if (!std::getenv("DISPLAY") && !std::getenv("WAYLAND_DISPLAY"))
        setenv("QT_QPA_PLATFORM", "offscreen", 0);
    QApplication program(argc, argv);
    QApplication::setApplicationName("contrafact");
    QApplication::setApplicationVersion(CONTRAFACT_VERSION);
    cf::startLog(
        std::filesystem::path(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString()));
    cf::ui::theme::apply(program);
    cf::Application application(std::move(line));
    application.start();
    const int code = QApplication::exec();
    return code != 0 ? code : application.exitCode();
}
