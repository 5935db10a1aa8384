#include "core/sessions/packages/PackageContents.h"

#include "core/sessions/cases/CaseArm.h"
#include "core/sessions/cases/CaseJson.h"
#include "core/sessions/packages/Encryption.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/values/JsonObject.h"

#include <algorithm>

namespace cf::sessions {

using nlohmann::json;

Case blinded(const Protocol &protocol, const Case &one)
{
    Case bare;
    bare.id = one.id;
    bare.isTraining = one.isTraining;
    for (const CaseImage &image : one.images)
        bare.images.push_back({ image.sha256, {}, {} });
    // Whose map it is says which image was edited: it stands with the first, whichever that is.
    if (std::ranges::any_of(protocol.stages, &Stage::showsDifference) && !bare.images.empty())
        bare.images.front().difference = differenceOf(protocol, one);
    if (one.isTraining) {
        bare.feedback = one.feedback;
        bare.truth = one.truth;
    }
    return bare;
}

json toJson(const PackageContents &contents)
{
    json cases = json::array();
    for (const Case &one : contents.cases)
        cases.push_back(toJson(one));
    json steps = json::array();
    for (const ReadingStep &step : contents.steps)
        steps.push_back(toJson(step));
    json seals = json::array();
    for (const Seal &seal : contents.seals)
        seals.push_back(
            { { "version", seal.version }, { "hash", seal.hash }, { "time", seal.time }, { "reason", seal.reason } });
    return { { "format", "contrafact reader package 1" }, { "study", contents.study },
        { "answer_key", toHex(contents.answerKey) }, { "protocol", toJson(contents.protocol) }, { "cases", cases },
        { "reader", toJson(contents.reader) }, { "steps", steps }, { "seals", seals } };
}

Result<PackageContents> contentsFromJson(const json &value)
{
    PackageContents contents;
    JsonObject object(value, "the package");
    std::string format;
    std::string key;
    json protocol;
    json reader;
    json cases = json::array();
    json steps = json::array();
    json seals = json::array();
    object.read("format", format);
    object.read("study", contents.study);
    object.read("answer_key", key);
    object.read("protocol", protocol);
    object.read("reader", reader);
    object.read("cases", cases);
    object.read("steps", steps);
    object.read("seals", seals);
    CF_TRY(object.finish());
    if (format != "contrafact reader package 1")
        return fail(
            ErrorCode::Unsupported, "The package is of a kind that this version does not read: " + format + ".");
    CF_ASSIGN(contents.answerKey, fromHex(key));
    CF_ASSIGN(contents.protocol, protocolFromJson(protocol));
    CF_ASSIGN(contents.reader, readerFromJson(reader));
    for (const json &one : cases) {
        CF_ASSIGN(auto each, caseFromJson(one));
        contents.cases.push_back(std::move(each));
    }
    for (const json &one : steps) {
        CF_ASSIGN(auto step, stepFromJson(one));
        contents.steps.push_back(std::move(step));
    }
    for (const json &one : seals)
        contents.seals.push_back(
            { one.value("version", 0), one.value("hash", ""), one.value("time", ""), one.value("reason", ""), {} });
    return contents;
}

} // namespace cf::sessions
