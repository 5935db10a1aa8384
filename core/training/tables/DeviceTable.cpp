#include "core/training/tables/DeviceTable.h"

#include "core/training/tables/TableByEye.h"

#include <cstdio>
#include <sstream>

namespace cf {

namespace {

std::vector<DeviceTable::Mark> marksOf(const std::string &text)
{
    std::vector<DeviceTable::Mark> marks;
    std::istringstream stream(text);
    std::string part;
    while (std::getline(stream, part, ';')) {
        DeviceTable::Mark mark;
        const std::size_t at = part.rfind('@');
        if (at == std::string::npos || std::sscanf(part.c_str() + at, "@%lf,%lf", &mark.x, &mark.y) != 2)
            continue;
        mark.text = part.substr(0, at);
        marks.push_back(std::move(mark));
    }
    return marks;
}

std::optional<std::array<double, 4>> boxOf(const std::string &remark)
{
    const std::size_t at = remark.find("pmbox=");
    std::array<double, 4> box{};
    if (at == std::string::npos
        || std::sscanf(remark.c_str() + at, "pmbox=%lf,%lf,%lf,%lf", &box[0], &box[1], &box[2], &box[3]) != 4)
        return std::nullopt;
    return box;
}

} // namespace

Result<DeviceTable> DeviceTable::read(const std::filesystem::path &file)
{
    DeviceTable table;
    CF_ASSIGN(const auto rows, readByEye(file));
    for (const RowByEye &row : rows) {
        Row entry;
        for (const auto &[column, value] : row.cells) {
            if (value == "0" || value == "1" || value == "?")
                entry.devices[column] = value == "?" ? -1 : value == "1" ? 1 : 0;
            if (column == "marks")
                entry.marks = marksOf(value);
            if (column == "remark")
                entry.generatorBox = boxOf(value);
        }
        table.m_rows[row.film] = std::move(entry);
    }
    return table;
}

const DeviceTable::Row *DeviceTable::find(const std::string &fileName) const
{
    const auto found = m_rows.find(fileName);
    return found == m_rows.end() ? nullptr : &found->second;
}

} // namespace cf
