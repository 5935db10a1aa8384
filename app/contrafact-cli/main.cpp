#include "app/contrafact-cli/CommandLine.h"

int main(int argumentCount, char **arguments)
{
    return cf::cli::runCommandLine(argumentCount, arguments);
}
