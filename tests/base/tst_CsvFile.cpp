// Tables as people have them are read whole: quoted commas and line breaks, blank lines, Windows' line ends. What is
// not whole is named by its line; no row is left out in silence.

#include "core/base/text/CsvFile.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>
#include <string>

using namespace cf;

namespace {

class Tables
{
public:
    auto read(const std::string &text)
    {
        const auto file = m_folder.path() / "table.csv";
        std::ofstream(file, std::ios::binary) << text;
        return readTable(file);
    }

private:
    test::TemporaryFolder m_folder;
};

void quotedFieldsAreReadWhole(Tables &tables)
{
    const auto rows = tables.read("\xEF\xBB\xBF"
                                  "file,finding,remark\r\n"
                                  "a.png,\"Effusion, left\",\"says \"\"small\"\"\"\r\n"
                                  "\r\n"
                                  "b.png,,\"two\nlines\"\r\n"
                                  "c.png,Edema,");
    CF_CHECK(rows.has_value());
    CF_EQUAL(rows->size(), std::size_t{ 3 });
    CF_EQUAL((*rows)[0].at("file"), std::string("a.png"));
    CF_EQUAL((*rows)[0].at("finding"), std::string("Effusion, left"));
    CF_EQUAL((*rows)[0].at("remark"), std::string("says \"small\""));
    CF_EQUAL((*rows)[1].at("remark"), std::string("two\nlines"));
    CF_EQUAL((*rows)[2].at("remark"), std::string());
    CF_CHECK(tables.read("only,a,header\n").value().empty());
}

/// As spreadsheets of other countries and systems write them.
void separatorsAndLineEndsAreFound(Tables &tables)
{
    const auto same = [&](const std::string &text) {
        const auto rows = tables.read(text);
        return rows && rows->size() == 2 && (*rows)[0].at("file") == "a.png" && (*rows)[0].at("share") == "0,5"
            && (*rows)[1].at("file") == "b;c.png" && (*rows)[1].at("share").empty();
    };
    CF_CHECK(same("file,share\na.png,\"0,5\"\nb;c.png,\n"));
    CF_CHECK(same("\xEF\xBB\xBF"
                  "file;share\r\na.png;0,5\r\n\"b;c.png\";\r\n"));
    CF_CHECK(same("file\tshare\ra.png\t0,5\r\rb;c.png\t\r"));
    CF_EQUAL(tables.read("name,\"a;b;c\"\nx,y\n").value().at(0).at("a;b;c"), std::string("y"));
    CF_EQUAL(
        tables.read("file,remark\na.png,\"two\r\nlines\"\n").value().at(0).at("remark"), std::string("two\r\nlines"));
    CF_EQUAL(tables.read("alone\nx;y\n").value().at(0).at("alone"), std::string("x;y"));
}

void whatIsNotWholeIsNamedByItsLine(Tables &tables)
{
    const auto isRefused = [&](const std::string &text, const std::string &words) {
        const auto rows = tables.read(text);
        return !rows && rows.error().code == ErrorCode::InvalidInput
            && rows.error().message.find(words) != std::string::npos;
    };
    // A download that broke off in its last line.
    CF_CHECK(isRefused("file,patient\na.png,1\n\nb.p", "Line 4 of the table "));
    CF_CHECK(isRefused("file,patient\na.png,1\n\nb.p", "has 1 fields, its header 2."));
    // A comma that should have been quoted; the row before it has a line break.
    CF_CHECK(isRefused("file,remark\na.png,\"x\ny\"\nb.png,one, two\n", "Line 4 of the table "));
    CF_CHECK(isRefused("file,remark\na.png,\"x\nb.png,y\n", "a quoted field does not end"));
    CF_CHECK(isRefused("", "is empty"));
    CF_CHECK(isRefused("file;x;\r\na.png;1\r\n", "Line 2 of the table "));
    CF_CHECK(isRefused(std::string("\xFF\xFE"
                                   "f\0i\0",
                           6),
        "UTF-16"));
    CF_CHECK(isRefused("file,patient_id,patient_id\na.png,1,2\n", "two columns \"patient_id\""));
    CF_CHECK(tables.read("file,,\na.png,,\n")); // Columns without a name are no names twice.
    CF_CHECK(isRefused("\n\n", "is empty"));
    CF_CHECK(!readTable("/nowhere/table.csv"));
}

} // namespace

int main()
{
    Tables tables;
    quotedFieldsAreReadWhole(tables);
    separatorsAndLineEndsAreFound(tables);
    whatIsNotWholeIsNamedByItsLine(tables);
    return 0;
}
