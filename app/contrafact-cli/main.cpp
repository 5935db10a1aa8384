#include "app/contrafact-cli/CommandLine.h"
#include "core/diffusion/runtime/ProcessSetup.h"

int main(int argumentCount, char **arguments)
{
    cf::prepareProcess();
    return cf::cli::runCommandLine(argumentCount, arguments);
}
