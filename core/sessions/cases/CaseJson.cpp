#include "core/sessions/cases/CaseJson.h"

#include "core/sessions/values/JsonObject.h"

namespace cf::sessions {

using nlohmann::json;

json toJson(const Case &one)
{
    json images = json::array();
    for (const CaseImage &image : one.images)
        images.push_back({ { "sha256", image.sha256 }, { "arm", image.arm }, { "difference", image.difference } });
    json lesions = json::array();
    for (const TrueLesion &lesion : one.lesions)
        lesions.push_back({ { "x", lesion.x }, { "y", lesion.y }, { "width", lesion.width },
            { "height", lesion.height }, { "weight", lesion.weight } });
    return { { "id", one.id }, { "patient", one.patient }, { "pair", one.pair }, { "images", images },
        { "training", one.isTraining }, { "feedback", one.feedback }, { "truth", one.truth }, { "lesions", lesions } };
}

Result<Case> caseFromJson(const json &value)
{
    Case one;
    JsonObject object(value, "the case");
    object.read("id", one.id);
    object.read("patient", one.patient);
    object.read("pair", one.pair);
    object.readArray("images", "image", [&](const json &element, const std::string &at) {
        CaseImage image;
        JsonObject parts(element, at);
        parts.read("sha256", image.sha256);
        parts.read("arm", image.arm);
        parts.read("difference", image.difference);
        if (const auto done = parts.finish(); !done)
            object.complain(done.error());
        one.images.push_back(image);
    });
    object.read("training", one.isTraining);
    object.read("feedback", one.feedback);
    object.read("truth", one.truth);
    object.readArray("lesions", "lesion", [&](const json &element, const std::string &at) {
        TrueLesion lesion;
        JsonObject parts(element, at);
        parts.read("x", lesion.x);
        parts.read("y", lesion.y);
        parts.read("width", lesion.width);
        parts.read("height", lesion.height);
        parts.read("weight", lesion.weight);
        if (const auto done = parts.finish(); !done)
            object.complain(done.error());
        one.lesions.push_back(lesion);
    });
    CF_TRY(object.finish());
    return one;
}

} // namespace cf::sessions
