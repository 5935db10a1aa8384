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
    CF_CHECK(isRefused("\n\n", "is empty"));
    CF_CHECK(!readTable("/nowhere/table.csv"));
}

} // namespace

int main()
{
    Tables tables;
    quotedFieldsAreReadWhole(tables);
    whatIsNotWholeIsNamedByItsLine(tables);
    return 0;
}
