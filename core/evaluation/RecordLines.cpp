#include "core/evaluation/RecordLines.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"

#include <sstream>

namespace cf {

namespace {

constexpr std::uintmax_t longestRecords = std::uintmax_t{ 1 } << 30U;

} // namespace

Result<std::vector<nlohmann::json>> readRecordLines(const std::filesystem::path &file, const std::string &stamp)
{
    std::vector<nlohmann::json> lines;
    std::error_code failure;
    if (!std::filesystem::exists(file, failure))
        return lines;
    CF_ASSIGN(const std::string text, readText(file, longestRecords));
    std::istringstream stream(text);
    std::string line;
    while (std::getline(stream, line)) {
        if (stream.eof()) // Without its end: the next line to be written takes its place.
            break;
        auto parsed = nlohmann::json::parse(line, nullptr, false);
        if (!parsed.is_object() || !parsed.contains("stamp") || parsed["stamp"] != stamp)
            return fail(ErrorCode::InvalidInput,
                "The evaluation records " + file.string()
                    + " are damaged, of another version or of another run. Move the file away to start anew.");
        lines.push_back(std::move(parsed));
    }
    // A line that a kill cut short begins as ours do. What does not is another's, and would be cut off.
    if (lines.empty() && !text.empty() && !text.starts_with('{'))
        return fail(ErrorCode::InvalidInput,
            "The evaluation records " + file.string()
                + " are damaged, of another version or of another run. Move the file away to start anew.");
    return lines;
}

Result<> appendRecordLine(const std::filesystem::path &file, const std::string &stamp, nlohmann::json line)
{
    line["stamp"] = stamp;
    return appendLines(file, line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n');
}

Abnormality abnormalityOf(const nlohmann::json &line)
{
    return { targetFromKey(line.at("target").get<std::string>()).value(),
        sideFromKey(line.at("side").get<std::string>()).value(),
        zoneFromKey(line.at("zone").get<std::string>()).value(),
        severityFromKey(line.at("severity").get<std::string>()).value() };
}

} // namespace cf
