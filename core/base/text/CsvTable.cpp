#include "core/base/text/CsvTable.h"

#include <charconv>

namespace cf {

namespace {

bool isNumber(const std::string &cell)
{
    const char *begin = cell.data() + (cell.starts_with('+') ? 1 : 0);
    double value = 0.0;
    const auto [end, error] = std::from_chars(begin, cell.data() + cell.size(), value);
    return error == std::errc() && end == cell.data() + cell.size();
}

/// Full-width forms count, too: spreadsheets in Japanese take them for their narrow twins.
bool beginsLikeFormula(const std::string &cell)
{
    if (cell.find_first_of("=+-@\t\r\n") == 0)
        return true;
    for (const char *wide : { "＝", "＋", "－", "＠" })
        if (cell.starts_with(wide))
            return true;
    return false;
}

std::string quoted(const std::string &cell)
{
    if (cell.find_first_of(",\"\r\n") == std::string::npos)
        return cell;
    std::string field = "\"";
    for (const char letter : cell) {
        field += letter;
        if (letter == '"')
            field += '"';
    }
    field += '"';
    return field;
}

} // namespace

void CsvTable::add(const std::vector<std::string> &cells)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool guarded = m_reader == CsvReader::Person && beginsLikeFormula(cells[i]) && !isNumber(cells[i]);
        if (i > 0)
            m_text += ',';
        m_text += quoted(guarded ? std::string("'").append(cells[i]) : cells[i]);
    }
    m_text += m_lineEnd;
}

} // namespace cf
