// Lists of cases as people write them, and as they go wrong: a slip is named with its line, and no row is lost unseen.

#include "core/sessions/cases/CaseManifest.h"
#include "core/sessions/cases/CaseTable.h"
#include "tests/support/Check.h"

#include <cstdio>
#include <string>

using namespace cf;
using namespace cf::sessions;

namespace {

void refused(const Result<std::vector<ManifestCase>> &read, const std::string &words)
{
    if (!read && read.error().code == ErrorCode::InvalidInput && read.error().message.find(words) != std::string::npos)
        return;
    std::fprintf(stderr, "not refused with \"%s\": %s\n", words.c_str(),
        read ? "read" : read.error().message.substr(0, 300).c_str());
    std::exit(EXIT_FAILURE);
}

Result<std::vector<ManifestCase>> csv(const std::string &text)
{
    return manifestFromCsv(text, "/films");
}

Result<std::vector<ManifestCase>> json(const std::string &text)
{
    return manifestFromJson(text, "/films");
}

void tablesAsPeopleWriteThem()
{
    const auto cases = csv("\xEF\xBB\xBF"
                           "file;arm;training;feedback;truth:finding\r\n"
                           "a.dcm;real;TRUE;\"An effusion; \"\"small\"\"\nat the left\";yes\r\n"
                           "\r\n"
                           "/other/b.dcm;edited;no;;\r\n");
    CF_CHECK(cases && cases->size() == 2);
    CF_CHECK((*cases)[0].files[0].path == "/films/a.dcm" && (*cases)[1].files[0].path == "/other/b.dcm");
    CF_CHECK((*cases)[0].isTraining && !(*cases)[1].isTraining);
    CF_EQUAL((*cases)[0].feedback, "An effusion; \"small\"\nat the left");
    CF_CHECK((*cases)[0].truth.at("finding") == "yes" && (*cases)[1].truth.empty());
    const auto two = csv("case,file,arm\n1,a.png,real\n2,b.png,real\n1,c.png,edited\n");
    CF_CHECK(two && two->size() == 2 && (*two)[0].files.size() == 2 && (*two)[0].files[1].arm == "edited");
    const auto names = csv("file,arm,patient\nä.png,real,田中\n");
    CF_CHECK(names && (*names)[0].patient == "田中");
}

void slipsAreNamedWithTheirLine()
{
    // A quote that is never closed swallowed every row below it.
    refused(csv("file,arm\na.png,real\n\"b.png,real\nc.png,real\n"), "Line 3 of the table begins a quoted cell");
    // A comma in a cell cut its end off.
    refused(csv("file,arm,feedback\na.png,real,Left, small\n"), "Line 2 of the table has more cells");
    refused(csv("file,arm,arm\na.png,real,edited\n"), "two columns \"arm\"");
    refused(csv("file,arm,training\na.png,real,x\n"), "Line 2 of the table: training is \"x\"; write yes or no");
    // Lines are counted as an editor does, over cells of several lines and empty ones.
    refused(csv("file,arm,feedback\na.png,real,\"one\ntwo\"\n\n,real,\n"), "Line 5 of the table: A row has no file");
    refused(csv("file,arm,colour\na.png,real,red\n"), "column \"colour\"");
    refused(csv(""), "empty");
    refused(csv("\n\n"), "empty");
}

void foreignEncodingsAreRefused()
{
    refused(csv(std::string("\xFF\xFE"
                            "f\0i\0l\0e\0",
                10)),
        "not UTF-8"); // A spreadsheet's "Unicode text".
    refused(csv("file,arm,patient\na.png,real,M\xFCller\n"), "not UTF-8"); // Latin-1.
    refused(csv("file,arm,patient\na.png,real,\x93\x63\x92\x86\n"), "not UTF-8"); // Shift-JIS.
    refused(csv(std::string("file,arm\na\0.png,real\n", 22)), "not UTF-8");
}

void hugeCellsAreRefused()
{
    refused(csv("file,arm,feedback\na.png,real," + std::string(10'000'000, 'x') + "\n"), "10000000 bytes");
    refused(csv("file,arm," + std::string(10'000'000, 'y') + "\na.png,real,\n"), "10000000 bytes");
    const auto most = csv("file,arm,feedback\na.png,real," + std::string(longestCell, 'x') + "\n");
    CF_CHECK(most && (*most)[0].feedback.size() == longestCell);
    std::string many = "file,arm";
    for (int i = 0; i < 100'000; ++i)
        many += ",";
    CF_CHECK(csv(many + "\na.png,real\n")); // Columns without a name hold nothing.
}

void numbersThatCannotBeAreRefused()
{
    const auto withLesion = [](const std::string &lesion) {
        return json("{\"cases\":[{\"images\":[{\"file\":\"a.png\",\"arm\":\"real\"}],\"lesions\":[" + lesion + "]}]}");
    };
    CF_CHECK(withLesion("{\"x\":1,\"y\":2,\"width\":3,\"height\":4}"));
    for (const char *wrong : { "{\"x\":-1,\"y\":2,\"width\":3,\"height\":4}",
             "{\"x\":1,\"y\":2,\"width\":0,\"height\":4}", "{\"x\":1,\"y\":2,\"width\":3,\"height\":1e308}",
             "{\"x\":1,\"y\":2,\"width\":3,\"height\":4,\"weight\":0}" })
        refused(withLesion(wrong), "no rectangle");
    CF_CHECK(!withLesion("{\"x\":NaN,\"y\":2,\"width\":3,\"height\":4}"));
    CF_CHECK(!withLesion("{\"x\":1e400,\"y\":2,\"width\":3,\"height\":4}"));
    CF_CHECK(!withLesion("{\"x\":\"1\",\"y\":2,\"width\":3,\"height\":4}"));
    CF_CHECK(!json("{\"cases\":7}") && !json("[]") && !json(std::string(100'000, '[')));
}

} // namespace

int main()
{
    tablesAsPeopleWriteThem();
    slipsAreNamedWithTheirLine();
    foreignEncodingsAreRefused();
    hugeCellsAreRefused();
    numbersThatCannotBeAreRefused();
    return 0;
}
