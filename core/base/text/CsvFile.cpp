#include "core/base/text/CsvFile.h"

#include "core/base/files/RegularFile.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
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

/// What parts the fields of a table, by its first line that is not blank; a comma where the line does not tell.
char separatorOf(std::string_view text)
{
    bool quoted = false;
    bool isBlank = true;
    std::ptrdiff_t commas = 0;
    std::ptrdiff_t semicolons = 0;
    std::ptrdiff_t tabs = 0;
    for (const char character : text) {
        if (!quoted && (character == '\n' || character == '\r')) {
            if (!isBlank)
                break;
            continue;
        }
        isBlank = false;
        quoted = quoted != (character == '"');
        commas += !quoted && character == ',' ? 1 : 0;
        semicolons += !quoted && character == ';' ? 1 : 0;
        tabs += !quoted && character == '\t' ? 1 : 0;
    }
    if (commas >= std::max(semicolons, tabs))
        return ',';
    return semicolons >= tabs ? ';' : '\t';
}

/// Reads one record after the other: a table may be large, and its rows are kept by the names of their columns alone.
class RecordReader
{
public:
    explicit RecordReader(std::string_view text)
        : m_text(text)
        , m_separator(separatorOf(text))
    {
    }

    bool atEnd() const { return m_at >= m_text.size(); }

    /// The next record, that of a blank line, too. Nothing where a quoted field does not end.
    std::optional<Record> next()
    {
        Record record;
        record.line = m_line;
        bool quoted = false;
        for (; !atEnd(); ++m_at) {
            const char character = m_text[m_at];
            const char after = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
            const bool endsLine = character == '\n' || (character == '\r' && after != '\n');
            m_line += endsLine ? 1 : 0;
            if (quoted && character == '"' && after == '"') {
                record.fields.back() += '"';
                ++m_at;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (quoted) {
                record.fields.back() += character;
            } else if (character == m_separator) {
                record.fields.emplace_back();
            } else if (endsLine) {
                ++m_at;
                return record;
            } else if (character != '\r') {
                record.fields.back() += character;
            }
        }
        return quoted ? std::nullopt : std::optional(std::move(record));
    }

private:
    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0;
    int m_line = 1;
};

/// Columns without a name may be many: some programs end every line with a separator.
Result<> checkHeader(const std::vector<std::string> &header, const std::filesystem::path &file)
{
    std::set<std::string_view> names;
    for (const std::string &name : header)
        if (!name.empty() && !names.insert(name).second)
            return fail(ErrorCode::InvalidInput,
                "The table " + file.string() + " has two columns \"" + name + "\". Rename one, or take it out.");
    return {};
}

} // namespace

Result<std::vector<std::map<std::string, std::string>>> readTable(const std::filesystem::path &file)
{
    constexpr std::uintmax_t longestTable = std::uintmax_t{ 4 } << 30U;
    CF_ASSIGN(const std::string text, readText(file, longestTable));
    std::string_view content = text;
    if (content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF"))
        return fail(
            ErrorCode::InvalidInput, "The table " + file.string() + " is written in UTF-16. Save it as CSV in UTF-8.");
    if (content.starts_with("\xEF\xBB\xBF"))
        content.remove_prefix(3);
    RecordReader records(content);
    std::vector<std::string> header;
    std::vector<std::map<std::string, std::string>> rows;
    while (!records.atEnd()) {
        auto record = records.next();
        if (!record)
            return fail(ErrorCode::InvalidInput,
                "In the table " + file.string() + " a quoted field does not end. Mend its quotes.");
        if (record->isBlank())
            continue;
        if (header.empty()) {
            header = std::move(record->fields);
            CF_TRY(checkHeader(header, file));
            continue;
        }
        if (record->fields.size() != header.size())
            return fail(ErrorCode::InvalidInput,
                "Line " + std::to_string(record->line) + " of the table " + file.string() + " has "
                    + std::to_string(record->fields.size()) + " fields, its header " + std::to_string(header.size())
                    + ". Mend the line, or take it out.");
        std::map<std::string, std::string> row;
        for (std::size_t column = 0; column < header.size(); ++column)
            row[header[column]] = std::move(record->fields[column]);
        rows.push_back(std::move(row));
    }
    if (header.empty())
        return fail(ErrorCode::InvalidInput, "The table " + file.string() + " is empty.");
    return rows;
}

} // namespace cf
