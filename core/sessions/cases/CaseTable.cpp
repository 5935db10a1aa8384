#include "core/sessions/cases/CaseTable.h"

#include <QByteArrayView>
#include <QString>
#include <QStringDecoder>

#include <algorithm>
#include <set>

namespace cf::sessions {

namespace {

struct ParsedTable {
    std::vector<TableRow> rows;
    std::size_t openQuote = 0; ///< Line on which a quote begins that is never closed; 0: there is none.
};

ParsedTable parsed(const std::string &text)
{
    const std::string bare = text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text; // Spreadsheets begin UTF-8 so.
    const std::string first = bare.substr(0, bare.find('\n'));
    const char separator = std::ranges::count(first, ';') > std::ranges::count(first, ',') ? ';' : ',';
    ParsedTable table;
    table.rows.push_back({ 1, std::vector<std::string>(1) });
    std::size_t line = 1;
    for (std::size_t i = 0; i < bare.size(); ++i) {
        const char letter = bare[i];
        const bool isQuoted = table.openQuote > 0;
        std::string &field = table.rows.back().cells.back();
        line += letter == '\n' ? 1 : 0;
        if (letter == '"' && isQuoted && i + 1 < bare.size() && bare[i + 1] == '"') {
            field += '"';
            ++i;
        } else if (letter == '"') {
            table.openQuote = isQuoted ? 0 : line;
        } else if (letter == separator && !isQuoted) {
            table.rows.back().cells.emplace_back();
        } else if (letter == '\n' && !isQuoted) {
            table.rows.push_back({ line, std::vector<std::string>(1) });
        } else if (letter != '\r' || isQuoted) {
            field += letter;
        }
    }
    std::erase_if(table.rows, [](const TableRow &row) { return row.cells.size() == 1 && row.cells[0].empty(); });
    return table;
}

bool isUtf8(const std::string &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString decoded = decoder.decode(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return !decoder.hasError() && !decoded.contains(QChar(0));
}

tl::unexpected<Error> wrongLine(std::size_t line, const std::string &what)
{
    return fail(ErrorCode::InvalidInput, "Line " + std::to_string(line) + " of the table " + what);
}

} // namespace

std::vector<std::vector<std::string>> rowsOfCsv(const std::string &text)
{
    std::vector<std::vector<std::string>> rows;
    for (TableRow &row : parsed(text).rows)
        rows.push_back(std::move(row.cells));
    return rows;
}

Result<std::vector<TableRow>> rowsOfTable(const std::string &text)
{
    if (!isUtf8(text))
        return fail(ErrorCode::InvalidInput,
            "The table is not UTF-8, so that names in it would be mistaken. Save it as \"CSV UTF-8\".");
    ParsedTable table = parsed(text);
    if (table.openQuote > 0)
        return wrongLine(table.openQuote, "begins a quoted cell that is never closed. Close or double its quote.");
    if (table.rows.empty())
        return fail(ErrorCode::InvalidInput, "The table of cases is empty.");
    const std::vector<std::string> &header = table.rows[0].cells;
    std::set<std::string> names;
    for (const std::string &name : header)
        if (!name.empty() && !names.insert(name).second)
            return wrongLine(table.rows[0].line, "has two columns \"" + name + "\".");
    for (const TableRow &row : table.rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (row.cells[i].size() > longestCell)
                return wrongLine(row.line,
                    "has a cell of " + std::to_string(row.cells[i].size()) + " bytes; " + std::to_string(longestCell)
                        + " are the most.");
            if (i >= header.size() && !row.cells[i].empty())
                return wrongLine(
                    row.line, "has more cells than the first line. Quote a cell that holds the separator.");
        }
    }
    return std::move(table.rows);
}

} // namespace cf::sessions
