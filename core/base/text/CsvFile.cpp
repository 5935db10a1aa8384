#include "core/base/text/CsvFile.h"

#include "core/base/files/RegularFile.h"

#include <sstream>

namespace cf {

namespace {

std::vector<std::string> fieldsOf(const std::string &line)
{
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char character = line[i];
        if (quoted && character == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back() += '"';
            ++i;
        } else if (character == '"') {
            quoted = !quoted;
        } else if (character == ',' && !quoted) {
            fields.emplace_back();
        } else if (character != '\r') {
            fields.back() += character;
        }
    }
    return fields;
}

} // namespace

Result<std::vector<std::map<std::string, std::string>>> readTable(const std::filesystem::path &file)
{
    constexpr std::uintmax_t longestTable = std::uintmax_t{ 64 } << 20U;
    CF_ASSIGN(const std::string text, readText(file, longestTable));
    std::istringstream in(text);
    std::string line;
    if (!std::getline(in, line))
        return fail(ErrorCode::InvalidInput, "The table " + file.string() + " is empty.");
    if (line.starts_with("\xEF\xBB\xBF"))
        line.erase(0, 3);
    const std::vector<std::string> header = fieldsOf(line);
    std::vector<std::map<std::string, std::string>> rows;
    while (std::getline(in, line)) {
        const std::vector<std::string> fields = fieldsOf(line);
        if (fields.size() != header.size())
            continue;
        std::map<std::string, std::string> row;
        for (std::size_t i = 0; i < fields.size(); ++i)
            row[header[i]] = fields[i];
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace cf
