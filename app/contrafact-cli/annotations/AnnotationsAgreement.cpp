#include "app/contrafact-cli/annotations/AnnotationsCommands.h"

#include "core/annotation/AnnotationAgreement.h"
#include "core/annotation/MarkMatching.h"

#include <map>
#include <memory>

namespace cf::cli {

using namespace cf::annotation;

namespace {

/// Which marks are of the same thing.
Json marksOf(const std::vector<Annotation> &ofOneImage)
{
    Json groups = Json::array();
    for (const MarkGroup &group : matchMarks(ofOneImage)) {
        Json marks = Json::array();
        for (const MatchedMark &one : group.marks)
            marks.push_back({ { "annotator", ofOneImage[one.annotator].annotator }, { "mark", one.number } });
        Json written{ { "marks", marks } };
        if (group.marks.size() > 1)
            written["nearness"] = group.nearness;
        groups.push_back(std::move(written));
    }
    return groups;
}

Result<Json> run(const AnnotationInputs &inputs)
{
    CF_ASSIGN(const std::vector<Annotation> annotations, readInputs(inputs));
    CF_ASSIGN(const AnnotationAgreement agreement, agreementOf(annotations));
    std::map<std::string, std::vector<Annotation>> images;
    for (const Annotation &annotation : annotations)
        if (annotation.role == Role::Annotator && !annotation.isOfOriginal())
            images[imageKeyOf(annotation.subject)].push_back(annotation);
    Json json = toJson(agreement);
    json["to_adjudicate"] = Json::array();
    for (const auto &[image, ofOneImage] : images)
        if (const auto items = disagreements(ofOneImage); !items.empty())
            json["to_adjudicate"].push_back(
                { { "edit", image }, { "items", items }, { "marks", marksOf(ofOneImage) } });
    return json;
}

} // namespace

void addAnnotationsAgreement(CLI::App &annotations, int &exitCode)
{
    auto inputs = std::make_shared<AnnotationInputs>();
    CLI::App *command = annotations.add_subcommand(
        "agreement", "How far annotators agree, with intervals, and what an adjudicator has to decide.");
    addInputs(*command, *inputs, "JSON of an annotation; again for each");
    command->callback([inputs, &exitCode] { exitCode = printAnswer([&] { return run(*inputs); }); });
}

} // namespace cf::cli
