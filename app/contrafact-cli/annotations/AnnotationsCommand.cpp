#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/annotations/AnnotationsCommands.h"

#include <cstdio>

namespace cf::cli {

void addAnnotations(CLI::App &app, int &exitCode)
{
    CLI::App *annotations = app.add_subcommand("annotations",
        "What people say of counterfactuals: begin, export and import (DICOM SEG, SR, GSPS; COCO, CSV), agreement, "
        "verification.");
    annotations->require_subcommand(1);
    addAnnotationsNew(*annotations, exitCode);
    addAnnotationsExport(*annotations, exitCode);
    addAnnotationsImport(*annotations, exitCode);
    addAnnotationsAgreement(*annotations, exitCode);
    addAnnotationsVerify(*annotations, exitCode);
}

} // namespace cf::cli
