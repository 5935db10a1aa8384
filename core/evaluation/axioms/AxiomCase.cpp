#include "core/evaluation/axioms/AxiomCase.h"

#include "core/evaluation/RecordLines.h"

#include <utility>

namespace cf {

namespace {

using nlohmann::json;

template <typename Value> json orNull(const std::optional<Value> &value)
{
    return value ? json(*value) : json(nullptr);
}

template <typename Value> std::optional<Value> optionalOf(const json &value)
{
    return value.is_null() ? std::nullopt : std::optional(value.get<Value>());
}

json toJson(const AxiomCase &item)
{
    json edits = json::array();
    for (const AxiomEdit &edit : item.edits)
        edits.push_back({ { "adds", edit.adds }, { "refused", edit.refused }, { "reason", edit.reason },
            { "judged", edit.judged }, { "effective", edit.effective }, { "size", edit.size }, { "spill", edit.spill },
            { "changed_share", edit.changedShare }, { "outside_changed", edit.outsideChanged },
            { "moved", edit.moved } });
    return { { "seed", item.seed }, { "patient", item.patient }, { "target", keyOf(item.abnormality.target) },
        { "side", keyOf(item.abnormality.side) }, { "zone", keyOf(item.abnormality.zone) },
        { "severity", keyOf(item.abnormality.severity) }, { "null_changed", orNull(item.nullChanged) },
        { "null_changed_in_mask", orNull(item.nullChangedInMask) }, { "reversal_error", orNull(item.reversalError) },
        { "reversal_levels", orNull(item.reversalLevels) }, { "edits", edits } };
}

AxiomCase fromJson(const json &line)
{
    AxiomCase item;
    item.seed = line.at("seed");
    item.patient = line.at("patient").get<std::string>();
    item.abnormality = abnormalityOf(line);
    item.nullChanged = optionalOf<std::int64_t>(line.at("null_changed"));
    item.nullChangedInMask = optionalOf<std::int64_t>(line.at("null_changed_in_mask"));
    item.reversalError = optionalOf<double>(line.at("reversal_error"));
    item.reversalLevels = optionalOf<double>(line.at("reversal_levels"));
    for (const json &each : line.at("edits"))
        item.edits.push_back({ each.at("adds"), each.at("refused"), each.at("reason").get<std::string>(),
            each.at("judged"), each.at("effective"), each.at("size"), each.at("spill"), each.at("changed_share"),
            each.at("outside_changed"), each.at("moved").get<std::map<std::string, double>>() });
    return item;
}

} // namespace

Result<AxiomRecords> readAxiomRecords(const std::filesystem::path &file, const std::string &stamp)
{
    CF_ASSIGN(const auto lines, readRecordLines(file, stamp));
    AxiomRecords records;
    try {
        for (const json &line : lines) {
            if (line.contains("without_pair"))
                records.withoutPair.push_back(line.at("without_pair"));
            else
                records.cases.push_back(fromJson(line));
        }
    } catch (const std::exception &) {
        return fail(ErrorCode::InvalidInput,
            "The evaluation records " + file.string() + " are of another version. Move the file away to start anew.");
    }
    return records;
}

Result<> appendAxiomCase(const std::filesystem::path &file, const std::string &stamp, const AxiomCase &item)
{
    return appendRecordLine(file, stamp, toJson(item));
}

Result<> appendWithoutPair(const std::filesystem::path &file, const std::string &stamp, std::uint64_t seed)
{
    return appendRecordLine(file, stamp, { { "without_pair", seed } });
}

} // namespace cf
