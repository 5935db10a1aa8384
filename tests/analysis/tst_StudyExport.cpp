#include "core/sessions/analysis/report/ReaderStudyExport.h"

#include "core/statistics/roc/AreaUnderCurve.h"
#include "tests/support/Check.h"
#include "tests/support/Near.h"
#include "tests/support/Skip.h"
#include "tests/support/StudyExample.h"
#include "tests/support/TemporaryFolder.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace cf;
using namespace cf::sessions;
using test::exampleInput;

namespace {

std::vector<std::string> linesOf(const std::string &text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

/// Read back, the file gives the area that the analysis gives.
void theTableOfReadersGivesTheSameAreas()
{
    const AnalysisInput input = exampleInput();
    const auto lines = linesOf(*mrmcCsv(input, "synthetic"));
    CF_CHECK(lines.size() == 161 && lines[0] == "reader,test,case,truth,rating");
    RatedCases cases;
    for (const std::string &line : lines)
        if (line.starts_with("R1,"))
            (line.find(",1,", 8) != std::string::npos && line.substr(line.find('C') + 5, 1) == "1" ? cases.positive
                                                                                                   : cases.negative)
                .push_back(std::stod(line.substr(line.rfind(',') + 1)));
    CF_CHECK(cases.positive.size() == 20 && cases.negative.size() == 20);
    CF_CHECK(!mrmcCsv(input, "note") && !mrmcCsv(input, "absent") && !mrmcCsv(input, "width"));
}

void theTextForImrmcHasTruthAndScores()
{
    const auto lines = linesOf(*imrmcText(exampleInput(), "synthetic"));
    CF_CHECK(lines[1] == "NR: 4" && lines[2] == "N0: 20" && lines[3] == "N1: 20" && lines[4] == "NM: 1");
    CF_CHECK(lines[6] == "BEGIN DATA:" && lines[7] == "-1,C001,0,0" && lines[8] == "-1,C002,0,1");
    CF_EQUAL(lines.size(), 7 + 40 + 160);
}

/// Opened by another program where there is one.
void theWorkbookOpens()
{
    test::TemporaryFolder folder;
    const auto file = folder.path() / "froc.xlsx";
    std::ofstream(file, std::ios::binary) << *rjafrocWorkbook(exampleInput(), "mark");
    CF_CHECK(rjafrocWorkbook(exampleInput(), "synthetic"));
    const std::string check = "python3 -c \"import zipfile,sys,xml.dom.minidom as m;z=zipfile.ZipFile(sys.argv[1]);"
                              "assert z.testzip() is None;[m.parseString(z.read(n)) for n in z.namelist()]\" ";
    if (std::system("python3 -c 'import zipfile' 2>/dev/null") != 0) {
        test::skipped("opening the workbook", "there is no python3");
        return;
    }
    CF_EQUAL(std::system((check + file.string()).c_str()), 0);
}

/// R's own reader and arithmetic, where R is installed.
void rReadsTheTable()
{
    if (std::system("Rscript --version >/dev/null 2>&1") != 0) {
        test::skipped("reading the table with R", "R is not installed");
        return;
    }
    test::TemporaryFolder folder;
    const auto file = folder.path() / "readers.csv";
    std::ofstream(file) << *mrmcCsv(exampleInput(), "synthetic");
    const auto script = folder.path() / "check.R";
    std::ofstream(script)
        << "d <- read.csv('" << file.string()
        << "')\nstopifnot(nrow(d) == 160, names(d) == c('reader', 'test', 'case', 'truth', 'rating'),\n"
           "  table(d$reader, d$truth) == 20, d$rating %in% 1:5)\n";
    CF_EQUAL(std::system(("Rscript " + script.string() + " >/dev/null 2>&1").c_str()), 0);
}

} // namespace

int main()
{
    theTableOfReadersGivesTheSameAreas();
    theTextForImrmcHasTruthAndScores();
    theWorkbookOpens();
    rReadsTheTable();
}
