#include "core/sessions/analysis/report/ReaderStudyExport.h"

#include "core/statistics/roc/AreaUnderCurve.h"
#include "tests/support/Check.h"
#include "tests/support/Near.h"
#include "tests/support/Skip.h"
#include "tests/support/StudyExample.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
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

/// What iMRMC would misread does not stand in the file: counts and ends in the title, blanks in names, its own words.
void imrmcReadsEveryName()
{
    AnalysisInput input = exampleInput();
    input.study.protocol.title = "BEGIN DATA: NR: 7, a";
    Stage later = input.study.protocol.stages[0];
    later.id = "later";
    input.study.protocol.stages.push_back(later);
    const std::size_t before = input.readings.size();
    for (std::size_t i = 0; i < before; ++i) {
        input.readings.push_back(input.readings[i]);
        input.readings.back().key.stage = "later";
    }
    for (sessions::Reading &reading : input.readings)
        if (reading.key.reader == "R2")
            reading.key.reader = "truth";
    input.study.readers[1].id = "truth";
    const auto lines = linesOf(*imrmcText(input, "synthetic"));
    CF_EQUAL(lines[0], "Study BEGIN DATA; NR; 7; a");
    CF_CHECK(lines[1] == "NR: 4" && lines[4] == "NM: 2");
    int own = 0;
    for (std::size_t i = 7 + 40; i < lines.size(); ++i) {
        CF_CHECK(lines[i].find(' ') == std::string::npos && !lines[i].starts_with("truth,"));
        own += lines[i].starts_with("truth_,") ? 1 : 0;
    }
    CF_EQUAL(own, 80);
}

/// A workbook that says "every reader, every case" is one in which that is so; else RJafroc stops, or counts a case
/// that nobody was shown as one in which nothing was seen.
void rjafrocGetsWholeStudiesAlone()
{
    AnalysisInput input = exampleInput();
    CF_CHECK(rjafrocWorkbook(input, "synthetic") && rjafrocWorkbook(input, "mark"));
    const auto last =
        std::ranges::find_if(input.readings, [](const sessions::Reading &reading) { return reading.key.attempt == 1; });
    input.readings.erase(last);
    for (const char *question : { "synthetic", "mark" }) {
        const auto refused = rjafrocWorkbook(input, question);
        CF_CHECK(!refused && refused.error().message.find("159 of 160 readings") != std::string::npos);
        CF_CHECK(question == std::string("mark") || (mrmcCsv(input, question) && imrmcText(input, question)));
    }
    // Texts stand in a part of their own: some readers of workbooks know no other.
    const std::string book = *rjafrocWorkbook(exampleInput(), "synthetic");
    CF_CHECK(book.find("inlineStr") == std::string::npos && book.find("<t>FCTRL</t>") != std::string::npos);
    CF_CHECK(book.find("xl/sharedStrings.xml") != std::string::npos);
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
    imrmcReadsEveryName();
    rjafrocGetsWholeStudiesAlone();
    theWorkbookOpens();
    rReadsTheTable();
}
