#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// Who reads a table.
enum class CsvReader {
    Program, ///< Every cell as it is.
    Person, ///< In a spreadsheet, which would run a cell that begins like a formula.
};

/// A table of comma-separated values (RFC 4180): a cell with a comma, quote or line end is quoted.
/// For people a cell that begins with = + - @, a tab or a line end and is no number gets an apostrophe before it
/// (OWASP, "CSV Injection"); numbers such as -1 stay numbers.
class CsvTable
{
public:
    explicit CsvTable(CsvReader reader, std::string_view lineEnd = "\r\n")
        : m_reader(reader)
        , m_lineEnd(lineEnd)
    {
    }
    void add(const std::vector<std::string> &cells);
    const std::string &text() const { return m_text; }

private:
    CsvReader m_reader;
    std::string m_lineEnd;
    std::string m_text;
};

} // namespace cf
