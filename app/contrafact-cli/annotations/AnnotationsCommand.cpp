#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/annotations/AnnotationsCommands.h"

#include "core/annotation/AnnotationJson.h"
#include "core/annotation/store/AnnotationStore.h"

namespace cf::cli {

std::string placeOfStore(const std::string &named)
{
    const std::filesystem::path path(named);
    return path.filename() == annotation::annotationFileName ? path.parent_path().string() : named;
}

void addInputs(CLI::App &command, AnnotationInputs &inputs, const char *ofInput)
{
    CLI::Option_group *group = command.add_option_group("Annotations");
    group->add_option("--input", inputs.files, ofInput);
    group->add_option("--store", inputs.store,
        "All that is finished in a store: its folder, or postgresql://user@host/database?schema=name");
    group->require_option(1);
}

Result<std::vector<annotation::Annotation>> readInputs(const AnnotationInputs &inputs)
{
    if (!inputs.store.empty()) {
        startDatabaseDrivers();
        CF_ASSIGN(annotation::AnnotationStore store, annotation::AnnotationStore::at(placeOfStore(inputs.store)));
        CF_ASSIGN(auto finished, store.allFinished());
        if (finished.empty())
            return fail(ErrorCode::InvalidInput, "Nothing is finished in the annotation store " + store.name() + ".");
        return finished;
    }
    std::vector<annotation::Annotation> annotations;
    for (const auto &file : inputs.files) {
        CF_ASSIGN(annotation::Annotation one, annotation::readAnnotation(file));
        annotations.push_back(std::move(one));
    }
    return annotations;
}

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
