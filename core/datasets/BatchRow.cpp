#include "core/datasets/BatchRow.h"

#include "core/base/files/PrintedName.h"
#include "core/base/text/JsonText.h"

#include <nlohmann/json.hpp>

namespace cf {

namespace {

using Json = nlohmann::ordered_json;

} // namespace

std::string withoutNumbers(const std::string &reason)
{
    std::string text;
    for (std::size_t at = 0; at < reason.size(); ++at) {
        const auto isDigit = [&reason](std::size_t place) {
            return place < reason.size() && reason[place] >= '0' && reason[place] <= '9';
        };
        if (!isDigit(at)) {
            text += reason[at];
            continue;
        }
        while (isDigit(at + 1) || ((reason[at + 1] == '.' || reason[at + 1] == ',') && isDigit(at + 2)))
            ++at;
        text += "…";
    }
    return text;
}

std::filesystem::path filmFileOf(const BatchRow &row, const std::filesystem::path &films)
{
    return films / pathOfPrintedName(row.filmPath.empty() ? row.film : row.filmPath);
}

std::string toJson(const BatchRow &row)
{
    Json files = Json::array();
    for (const BatchFile &file : row.files)
        files.push_back({ { "kind", file.kind }, { "path", file.path }, { "sha256", file.sha256 } });
    const Json provenance = Json::parse(row.provenance, nullptr, false);
    Json json{ { "index", row.index }, { "film", row.film }, { "film_sha256", row.filmSha256 },
        { "patient", row.patientKey }, { "patient_known", row.patientKnown }, { "split", row.split },
        { "prompt", row.prompt }, { "edits", row.edits }, { "method", row.method }, { "model", row.model },
        { "model_sha256", row.modelSha256 }, { "seed", row.seed }, { "arm", row.arm },
        { "mask_sha256", row.maskSha256 }, { "status", row.status }, { "reason", row.reason }, { "gates", row.gates },
        { "segmenter_before", row.seenBefore }, { "segmenter_after", row.seenAfter },
        { "segmenter_other", row.seenOther }, { "segmenter_other_change", nullptr }, { "region_box", row.regionBox },
        { "region_area", row.regionArea }, { "changed_values", row.changedValues },
        { "perceptual_hash", row.perceptualHash }, { "embedding", row.embedding }, { "files", files },
        { "provenance", provenance.is_discarded() ? Json(nullptr) : provenance } };
    if (!row.filmPath.empty())
        json["film_path"] = row.filmPath;
    if (row.seenOtherChange)
        json["segmenter_other_change"] = *row.seenOtherChange;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<BatchRow> batchRowFromJson(const std::string &text)
{
    CF_ASSIGN(const Json json, parseJson<Json>(text, "A row of the batch"));
    try {
        BatchRow row;
        json.at("index").get_to(row.index);
        json.at("film").get_to(row.film);
        json.at("film_sha256").get_to(row.filmSha256);
        json.at("patient").get_to(row.patientKey);
        json.at("patient_known").get_to(row.patientKnown);
        json.at("split").get_to(row.split);
        json.at("prompt").get_to(row.prompt);
        json.at("edits").get_to(row.edits);
        json.at("method").get_to(row.method);
        json.at("model").get_to(row.model);
        json.at("model_sha256").get_to(row.modelSha256);
        json.at("seed").get_to(row.seed);
        row.arm = json.value("arm", std::string()); // Rows of earlier versions have none.
        row.maskSha256 = json.value("mask_sha256", std::string());
        json.at("status").get_to(row.status);
        json.at("reason").get_to(row.reason);
        json.at("gates").get_to(row.gates);
        row.seenBefore = json.value("segmenter_before", std::string()); // Nor these.
        row.seenAfter = json.value("segmenter_after", std::string());
        row.filmPath = json.value("film_path", std::string());
        row.seenOther = json.value("segmenter_other", std::string());
        if (const auto change = json.find("segmenter_other_change"); change != json.end() && !change->is_null())
            row.seenOtherChange = change->get<double>();
        json.at("region_box").get_to(row.regionBox);
        json.at("region_area").get_to(row.regionArea);
        json.at("changed_values").get_to(row.changedValues);
        json.at("perceptual_hash").get_to(row.perceptualHash);
        row.embedding = json.value("embedding", std::string());
        for (const Json &file : json.at("files"))
            row.files.push_back({ file.at("kind"), file.at("path"), file.at("sha256") });
        if (!json.at("provenance").is_null())
            row.provenance = json.at("provenance").dump();
        return row;
    } catch (const nlohmann::json::exception &error) {
        return fail(ErrorCode::InvalidInput, std::string("A row of the batch cannot be read: ") + error.what());
    }
}

} // namespace cf
