#include "core/editing/ProvenanceJson.h"

#include "core/base/files/Sha256.h"
#include "core/base/text/JsonText.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace cf {

namespace {

nlohmann::json jsonOf(const RenderedAddition &addition)
{
    nlohmann::json json{ { "target", keyOf(addition.target) }, { "side", keyOf(addition.side) },
        { "zone", keyOf(addition.zone) }, { "severity", keyOf(addition.severity) },
        { "instruction", addition.instruction }, { "stream", addition.stream },
        { "numbers", nlohmann::json::array() } };
    for (const RenderedNumber &number : addition.numbers)
        json["numbers"].push_back({ { "name", number.name }, { "value", number.value }, { "unit", number.unit },
            { "min", number.min }, { "max", number.max } });
    return json;
}

} // namespace

std::string toJson(const Provenance &provenance)
{
    nlohmann::json json{ { "program", provenance.program }, { "model", provenance.model },
        { "model_sha256", provenance.modelSha256 }, { "method", provenance.method }, { "seed", provenance.seed },
        { "steps", provenance.steps }, { "parameters", provenance.parameters }, { "precision", provenance.precision },
        { "prompt", provenance.prompt }, { "source_caption", provenance.captions.source },
        { "target_caption", provenance.captions.target }, { "changed_words", provenance.captions.changedWords },
        { "source_sha256", provenance.sourceSha256 }, { "mask_sha256", provenance.maskSha256 },
        { "inversion", provenance.inversion }, { "captions_by_hand", provenance.captionsByHand },
        { "source_confirmed", provenance.sourceConfirmed } };
    if (!provenance.orientation.empty())
        json["orientation"] = provenance.orientation;
    if (!provenance.probabilities.empty())
        json["probabilities"] = provenance.probabilities;
    for (const MethodChoice &choice : provenance.chosen)
        json["chosen_methods"].push_back({ { "action", keyOf(choice.instruction.action) },
            { "target", keyOf(choice.instruction.target) }, { "side", keyOf(choice.instruction.side) },
            { "zone", keyOf(choice.instruction.zone) }, { "severity", keyOf(choice.instruction.severity) },
            { "method", choice.method }, { "reason", choice.reason } });
    for (const RenderedAddition &addition : provenance.rendered)
        json["rendered_additions"].push_back(jsonOf(addition));
    // What the user typed may not be UTF-8; the record must be writable all the same.
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

namespace {

Result<MethodChoice> choiceFromJson(const nlohmann::json &json)
{
    const auto action = actionFromKey(json.value("action", ""));
    const auto target = targetFromKey(json.value("target", ""));
    const auto side = sideFromKey(json.value("side", "none"));
    const auto zone = zoneFromKey(json.value("zone", "none"));
    const auto severity = severityFromKey(json.value("severity", "none"));
    if (!action || !target || !side || !zone || !severity)
        return fail(ErrorCode::InvalidInput,
            "The provenance record cannot be read: \"chosen_methods\" names an instruction that is not known.");
    MethodChoice choice;
    choice.method = json.value("method", "");
    choice.reason = json.value("reason", "");
    choice.instruction.action = *action;
    choice.instruction.target = *target;
    choice.instruction.side = *side;
    choice.instruction.zone = *zone;
    choice.instruction.severity = *severity;
    return choice;
}

Result<RenderedAddition> additionFromJson(const nlohmann::json &json)
{
    const auto target = targetFromKey(json.value("target", ""));
    const auto side = sideFromKey(json.value("side", "none"));
    const auto zone = zoneFromKey(json.value("zone", "none"));
    const auto severity = severityFromKey(json.value("severity", "none"));
    if (!target || !side || !zone || !severity)
        return fail(ErrorCode::InvalidInput,
            "The provenance record cannot be read: \"rendered_additions\" names a finding that is not known.");
    RenderedAddition addition;
    addition.target = *target;
    addition.side = *side;
    addition.zone = *zone;
    addition.severity = *severity;
    addition.instruction = json.value("instruction", 0);
    addition.stream = json.value("stream", "");
    for (const auto &each : json.value("numbers", nlohmann::json::array())) {
        const auto value = each.at("value").get<double>();
        addition.numbers.push_back({ each.at("name").get<std::string>(), value, each.value("unit", ""),
            each.value("min", value), each.value("max", value) });
    }
    return addition;
}

} // namespace

Result<Provenance> provenanceFromJson(const std::string &text)
{
    CF_ASSIGN(const nlohmann::json json, parseJson(text, "The provenance record"));
    try {
        Provenance provenance;
        json.at("program").get_to(provenance.program);
        json.at("model").get_to(provenance.model);
        json.at("model_sha256").get_to(provenance.modelSha256);
        json.at("method").get_to(provenance.method);
        json.at("seed").get_to(provenance.seed);
        json.at("steps").get_to(provenance.steps);
        json.at("parameters").get_to(provenance.parameters);
        json.at("prompt").get_to(provenance.prompt);
        json.at("source_caption").get_to(provenance.captions.source);
        json.at("target_caption").get_to(provenance.captions.target);
        json.at("changed_words").get_to(provenance.captions.changedWords);
        json.at("source_sha256").get_to(provenance.sourceSha256);
        json.at("mask_sha256").get_to(provenance.maskSha256);
        if (json.contains("probabilities"))
            json.at("probabilities").get_to(provenance.probabilities);
        provenance.orientation = json.value("orientation", "");
        provenance.precision = json.value("precision", "");
        provenance.inversion = json.value("inversion", ""); // Records of the first version lack it.
        provenance.captionsByHand = json.value("captions_by_hand", false); // Older records lack both.
        provenance.sourceConfirmed = json.value("source_confirmed", false);
        for (const auto &each : json.value("chosen_methods", nlohmann::json::array())) {
            CF_ASSIGN(auto choice, choiceFromJson(each));
            provenance.chosen.push_back(std::move(choice));
        }
        for (const auto &each : json.value("rendered_additions", nlohmann::json::array())) { // Older records lack it.
            CF_ASSIGN(auto addition, additionFromJson(each));
            provenance.rendered.push_back(std::move(addition));
        }
        return provenance;
    } catch (const nlohmann::json::exception &error) {
        return fail(ErrorCode::InvalidInput, std::string("The provenance record cannot be read: ") + error.what());
    }
}

Provenance withoutIdentity(Provenance provenance)
{
    provenance.prompt.clear();
    provenance.sourceSha256.clear();
    provenance.maskSha256.clear();
    if (provenance.captionsByHand)
        provenance.captions = {};
    return provenance;
}

std::string sha256Of(const StoredImage &image)
{
    Sha256 hash;
    std::vector<std::uint8_t> row(4 * static_cast<std::size_t>(image.width));
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const auto value = static_cast<std::uint32_t>(image.at(x, y));
            for (unsigned byte = 0; byte < 4; ++byte)
                row[4 * static_cast<std::size_t>(x) + byte] = static_cast<std::uint8_t>(value >> (8U * byte));
        }
        hash.add(row.data(), row.size());
    }
    return hash.finish();
}

std::string sha256Of(const MaskImage &mask)
{
    if (mask.empty())
        return {};
    Sha256 hash;
    for (const float share : mask.pixels) {
        const auto value = static_cast<std::uint16_t>(std::lround(share * 65535.0F));
        const std::array<std::uint8_t, 2> bytes{ static_cast<std::uint8_t>(value),
            static_cast<std::uint8_t>(value >> 8U) };
        hash.add(bytes.data(), bytes.size());
    }
    return hash.finish();
}

} // namespace cf
