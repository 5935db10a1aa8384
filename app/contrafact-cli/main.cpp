#include "app/contrafact-cli/CommandLine.h"
#include "app/program/Interruption.h"
#include "app/program/MemoryLimit.h"
#include "core/diffusion/runtime/ProcessSetup.h"

int main(int argumentCount, char **arguments)
{
    cf::prepareProcess();
    cf::ignoreWriteSignals();
    cf::holdStandardStreams();
    const int exitCode = cf::cli::runCommandLine(argumentCount, arguments);
    cf::leaveRegularly();
    return exitCode;
}
