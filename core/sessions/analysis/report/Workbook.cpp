#include "core/sessions/analysis/report/Workbook.h"

#include "core/base/text/HtmlText.h"
#include "core/sessions/analysis/report/ReportPlots.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <map>

namespace cf::sessions {

namespace {

/// The checksum of ZIP (ISO 3309, polynomial 0xEDB88320).
std::uint32_t crc32(const std::string &bytes)
{
    static const auto table = [] {
        std::array<std::uint32_t, 256> values{};
        for (std::uint32_t index = 0; index < values.size(); ++index) {
            std::uint32_t value = index;
            for (int bit = 0; bit < 8; ++bit)
                value = (value >> 1) ^ ((value & 1U) != 0U ? 0xEDB88320U : 0U);
            values[index] = value;
        }
        return values;
    }();
    std::uint32_t sum = 0xFFFFFFFFU;
    for (const char byte : bytes)
        sum = table[(sum ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (sum >> 8);
    return sum ^ 0xFFFFFFFFU;
}

void put(std::string &bytes, std::uint32_t value, int count)
{
    for (int byte = 0; byte < count; ++byte)
        bytes += static_cast<char>((value >> (8 * byte)) & 0xFFU);
}

/// An archive of stored (uncompressed) parts (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16).
class Archive
{
public:
    void add(const std::string &name, const std::string &content)
    {
        std::string fields;
        put(fields, 20, 2); // Version needed: 2.0.
        put(fields, 0, 2);
        put(fields, 0, 2); // Stored.
        put(fields, 0x00210000U, 4); // 1980-01-01: the same study gives the same file.
        put(fields, crc32(content), 4);
        put(fields, static_cast<std::uint32_t>(content.size()), 4);
        put(fields, static_cast<std::uint32_t>(content.size()), 4);
        put(fields, static_cast<std::uint32_t>(name.size()), 2);
        put(fields, 0, 2);
        const auto offset = static_cast<std::uint32_t>(m_bytes.size());
        m_bytes += "PK\x03\x04" + fields + name + content;
        m_directory += "PK\x01\x02";
        put(m_directory, 20, 2);
        m_directory += fields;
        put(m_directory, 0, 2);
        put(m_directory, 0, 2);
        put(m_directory, 0, 2);
        put(m_directory, 0, 4);
        put(m_directory, offset, 4);
        m_directory += name;
        ++m_count;
    }
    std::string finish() const
    {
        std::string end = "PK\x05\x06";
        put(end, 0, 4);
        put(end, m_count, 2);
        put(end, m_count, 2);
        put(end, static_cast<std::uint32_t>(m_directory.size()), 4);
        put(end, static_cast<std::uint32_t>(m_bytes.size()), 4);
        put(end, 0, 2);
        return m_bytes + m_directory + end;
    }

private:
    std::string m_bytes;
    std::string m_directory;
    std::uint32_t m_count = 0;
};

constexpr const char *declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

bool isNumber(const std::string &text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

/// Texts stand in a part of their own and cells hold their numbers: some readers know no text within a cell, as
/// openxlsx before 4.2.4 (its issue 112), with which RJafroc reads.
class SharedTexts
{
public:
    std::string place(const std::string &text)
    {
        ++m_uses;
        const auto [known, isNew] = m_places.try_emplace(text, m_places.size());
        if (isNew)
            m_items += "<si><t>" + escapedHtml(text) + "</t></si>";
        return std::to_string(known->second);
    }
    std::string xml() const
    {
        return declaration
            + ("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\""
                + std::to_string(m_uses) + "\" uniqueCount=\"" + std::to_string(m_places.size()) + "\">" + m_items
                + "</sst>");
    }

private:
    std::map<std::string, std::size_t> m_places;
    std::string m_items;
    std::size_t m_uses = 0;
};

std::string sheetXml(const Sheet &sheet, SharedTexts &texts)
{
    std::string xml = declaration;
    xml += "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
        const std::string number = std::to_string(row + 1);
        xml += "<row r=\"" + number + "\">";
        for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
            const std::string &cell = sheet.rows[row][column];
            if (cell.empty())
                continue;
            const std::string place = static_cast<char>('A' + column) + number;
            xml += isNumber(cell) ? "<c r=\"" + place + "\"><v>" + cell + "</v></c>"
                                  : "<c r=\"" + place + "\" t=\"s\"><v>" + texts.place(cell) + "</v></c>";
        }
        xml += "</row>";
    }
    return xml + "</sheetData></worksheet>";
}

} // namespace

Result<std::string> workbook(const std::vector<Sheet> &sheets)
{
    constexpr std::size_t letters = 26;
    constexpr std::size_t largest = 0xFFFFFFFFU;
    const std::string package = "http://schemas.openxmlformats.org/package/2006/";
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    std::string types = declaration;
    types += "<Types xmlns=\"" + package
        + "content-types\"><Default Extension=\"rels\" ContentType=\"application/"
          "vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\""
        + kinds + "sheet.main+xml\"/>";
    std::string book = declaration;
    book += "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"" + office
        + "\"><sheets>";
    std::string links = declaration;
    links += "<Relationships xmlns=\"" + package + "relationships\">";
    Archive archive;
    SharedTexts texts;
    std::size_t total = 0;
    for (std::size_t index = 0; index < sheets.size(); ++index) {
        for (const auto &row : sheets[index].rows)
            if (row.size() > letters)
                return fail(ErrorCode::InvalidInput, "A sheet has more than 26 columns.");
        const std::string number = std::to_string(index + 1);
        types += "<Override PartName=\"/xl/worksheets/sheet" + number + ".xml\" ContentType=\"" + kinds
            + "worksheet+xml\"/>";
        book += "<sheet name=\"" + escapedHtml(sheets[index].name) + "\" sheetId=\"" + number + "\" r:id=\"rId" + number
            + "\"/>";
        links += "<Relationship Id=\"rId" + number + "\" Type=\"" + office + "/worksheet\" Target=\"worksheets/sheet"
            + number + ".xml\"/>";
        const std::string content = sheetXml(sheets[index], texts);
        total += content.size();
        if (total > largest / 2)
            return fail(ErrorCode::InvalidInput, "The study is too large for one workbook; use the CSV.");
        archive.add("xl/worksheets/sheet" + number + ".xml", content);
    }
    types += "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" + kinds + "sharedStrings+xml\"/>";
    links += "<Relationship Id=\"rId" + std::to_string(sheets.size() + 1) + "\" Type=\"" + office
        + "/sharedStrings\" Target=\"sharedStrings.xml\"/>";
    archive.add("xl/sharedStrings.xml", texts.xml());
    archive.add("[Content_Types].xml", types + "</Types>");
    archive.add("_rels/.rels",
        declaration
            + ("<Relationships xmlns=\"" + package + "relationships\"><Relationship Id=\"rId1\" Type=\"" + office
                + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
    archive.add("xl/workbook.xml", book + "</sheets></workbook>");
    archive.add("xl/_rels/workbook.xml.rels", links + "</Relationships>");
    return archive.finish();
}

} // namespace cf::sessions
