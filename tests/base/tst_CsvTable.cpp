// Cells for programs stay as they are; cells for people are never formulas; numbers stay numbers.
#include "core/base/text/CsvTable.h"

#include "tests/support/Check.h"

using namespace cf;

namespace {

std::string lineOf(CsvReader reader, const std::vector<std::string> &cells)
{
    CsvTable table(reader, "\n");
    table.add(cells);
    return table.text();
}

} // namespace

int main()
{
    const std::vector<std::string> formulas{ "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "＝1" };
    CF_EQUAL(lineOf(CsvReader::Program, formulas), "=1+1,+cmd|' /C calc'!A0,-2+3,@SUM(A1),\tx,＝1\n");
    CF_EQUAL(lineOf(CsvReader::Person, formulas), "'=1+1,'+cmd|' /C calc'!A0,'-2+3,'@SUM(A1),'\tx,'＝1\n");
    const std::vector<std::string> numbers{ "-1", "-1.5e-3", "+2", "0", "", "C001" };
    CF_EQUAL(lineOf(CsvReader::Person, numbers), "-1,-1.5e-3,+2,0,,C001\n");
    CF_EQUAL(lineOf(CsvReader::Person, { "a,b", "say \"so\"", "two\r\nlines", "=\"x\"" }),
        "\"a,b\",\"say \"\"so\"\"\",\"two\r\nlines\",\"'=\"\"x\"\"\"\n");
    CsvTable table(CsvReader::Program);
    table.add({ "a", "b" });
    table.add({ "1", "2" });
    CF_EQUAL(table.text(), "a,b\r\n1,2\r\n");
    return 0;
}
