#include "core/base/text/CsvFile.h"

#include "core/base/files/RegularFile.h"

#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace cf {

namespace {

/// A record and the line on which it begins.
struct Record {
    std::vector<std::string> fields = std::vector<std::string>(1);
    int line = 1;

    bool isBlank() const { return fields.size() == 1 && fields[0].empty(); }
};

/// All records; those of a blank line, too. Nothing where a quoted field does not end.
std::optional<std::vector<Record>> recordsOf(std::string_view text)
{
    std::vector<Record> records(1);
    bool quoted = false;
    int line = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char character = text[i];
        std::vector<std::string> &fields = records.back().fields;
        line += character == '\n' ? 1 : 0;
        if (quoted && character == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            fields.back() += '"';
            ++i;
        } else if (character == '"') {
            quoted = !quoted;
        } else if (character == ',' && !quoted) {
            fields.emplace_back();
        } else if (character == '\n' && !quoted) {
            records.emplace_back().line = line;
        } else if (character != '\r') {
            fields.back() += character;
        }
    }
    return quoted ? std::nullopt : std::optional(std::move(records));
}

} // namespace

Result<std::vector<std::map<std::string, std::string>>> readTable(const std::filesystem::path &file)
{
    constexpr std::uintmax_t longestTable = std::uintmax_t{ 64 } << 20U;
    CF_ASSIGN(const std::string text, readText(file, longestTable));
    std::string_view content = text;
    if (content.starts_with("\xEF\xBB\xBF"))
        content.remove_prefix(3);
    const auto records = recordsOf(content);
    if (!records)
        return fail(ErrorCode::InvalidInput,
            "In the table " + file.string() + " a quoted field does not end. Mend its quotes.");
    const std::vector<std::string> &header = records->front().fields;
    if (records->front().isBlank())
        return fail(ErrorCode::InvalidInput, "The table " + file.string() + " is empty.");
    std::vector<std::map<std::string, std::string>> rows;
    for (const Record &record : std::span(*records).subspan(1)) {
        if (record.isBlank())
            continue;
        if (record.fields.size() != header.size())
            return fail(ErrorCode::InvalidInput,
                "Line " + std::to_string(record.line) + " of the table " + file.string() + " has "
                    + std::to_string(record.fields.size()) + " fields, its header " + std::to_string(header.size())
                    + ". Mend the line, or take it out.");
        std::map<std::string, std::string> row;
        for (std::size_t i = 0; i < header.size(); ++i)
            row[header[i]] = record.fields[i];
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace cf
