// The recipe of the manual (studies.md, "From nothing to results") by the program itself: from phantoms to the report,
// with two readers whose answers come through `study answer`, one of them from a package.

#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/FileText.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/TemporaryFolder.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <sys/wait.h>

using namespace cf;
using nlohmann::json;
using test::fileText;

namespace {

namespace fs = std::filesystem;

const fs::path &root()
{
    static const test::TemporaryFolder made;
    static const fs::path path = made.path();
    return path;
}

int call(const std::string &words)
{
    const std::string command = "cd '" + root().string() + "' && XDG_STATE_HOME='" + (root() / "state").string()
        + "' QT_QPA_PLATFORM=offscreen '" CONTRAFACT_CLI "' " + words + " > out 2> errors";
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// What the program printed, as JSON.
json run(const std::string &words, int code = 0)
{
    const int found = call(words);
    if (found != code)
        std::fprintf(stderr, "%s: %d\n%s\n", words.c_str(), found, fileText(root() / "errors").c_str());
    CF_CHECK(found == code);
    return json::parse(fileText(root() / "out"), nullptr, false);
}

/// Reads everything that `study next` asks; every third answer is wrong.
int readAll(const std::string &study, const std::string &reader, const json &cases)
{
    int read = 0;
    for (json next = run("study next " + study + " --reader " + reader); next["state"] == "read";
         next = run("study next " + study + " --reader " + reader)) {
        const std::string id = next["step"]["case"];
        bool isSynthetic = read % 3 == 0;
        for (const json &one : cases["cases"])
            if (one["id"] == id)
                isSynthetic = (one["truth"]["synthetic"] == "yes") != isSynthetic;
        const json answers{ { "answers",
                                { { "finding", isSynthetic ? 4.0 : 2.0 }, { "synthetic", isSynthetic ? 5.0 : 2.0 } } },
            { "case", id }, { "stage", next["step"]["stage"] }, { "attempt", next["step"]["attempt"] },
            { "active_seconds", 4.5 } };
        run("study answer " + study + " --reader " + reader + " --json '" + answers.dump() + "'");
        ++read;
    }
    return read;
}

/// Every heading of the page stands on paper, too, as often as there: a break before one must not lose those after it.
void theHeadingsStandOnPaper(const std::string &page)
{
    if (std::system("command -v pdftotext >/dev/null 2>&1") != 0) {
        std::puts("the headings of the PDF: skipped, no pdftotext");
        return;
    }
    CF_CHECK(std::system(("cd '" + root().string() + "' && pdftotext -layout report.pdf report.txt").c_str()) == 0);
    const std::string paper = fileText(root() / "report.txt");
    const auto count = [](const std::string &text, const std::string &words) {
        std::size_t found = 0;
        for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
            ++found;
        return found;
    };
    const std::regex heading("<h2>([^<&]+)</h2>");
    std::size_t headings = 0;
    for (std::sregex_iterator at(page.begin(), page.end(), heading), end; at != end; ++at, ++headings)
        CF_CHECK(count(paper, (*at)[1].str()) >= count(page, "<h2>" + (*at)[1].str()));
    CF_CHECK(headings >= 6);
}

void theRecipeLeadsToTheReport()
{
    CF_CHECK(test::forkedCall(root() / "errors", [] { return test::writeTinyModel(root() / "model") ? 0 : 1; }) == 0);
    run("study create left.cfstudy --design rating --title 'Left effusion'");
    run("phantom --seed 1 --count 12 --size 128 --output real");
    run("phantom --seed 21 --count 12 --size 128 --switches 'small effusion left' --output edited");
    for (const auto &entry : fs::directory_iterator(root() / "edited"))
        if (entry.path().filename().string().find("_mask_") != std::string::npos)
            fs::remove(entry.path());
    for (const auto &entry : fs::directory_iterator(root() / "real"))
        CF_CHECK(entry.path().filename().string().find("_mask_") == std::string::npos);
    const json real = run("study cases left.cfstudy --folder real --arm real --model model --size 128");
    CF_CHECK(real["added"] == 12 && real["null_edited"] == 12 && real["skipped"] == 0);
    CF_CHECK(run("study cases left.cfstudy --folder edited --arm edited --size 128")["added"] == 12);
    CF_CHECK(run("study cases left.cfstudy --folder edited --arm edited --size 128")["skipped"] == 12);
    run("study reader left.cfstudy --id R1 --experience 'radiologist, 11 years'");
    run("study reader left.cfstudy --id R2");
    const json leaks = run("study leaks left.cfstudy");
    CF_CHECK(leaks.dump().find("\"histogram\"") != std::string::npos);
    // The tiny model's null edits may be told from phantoms; the recipe then asks for a reason.
    run("study seal left.cfstudy --reason 'made-up films of a test'");
    CF_CHECK(call("study export left.cfstudy --output early.csv") == 2);

    const json cases = run("study cases left.cfstudy");
    CF_CHECK(cases["cases"].size() == 24);
    // The template has words that readers agree to; a script says so for nobody.
    CF_CHECK(run("study next left.cfstudy --reader R1")["consent_due"] == true);
    CF_CHECK(run("study status left.cfstudy")["consents"] == json({ { "not asked", 2 } }));
    CF_CHECK(run("study consent left.cfstudy --reader R1 --decline")["state"] == "declined");
    CF_CHECK(run("study next left.cfstudy --reader R1")["consent_due"] == true);
    CF_CHECK(call("study consent left.cfstudy --reader R1 --decline --agree") == 2);
    const json page1 = run("study consent left.cfstudy --reader R1 --language ja --agree");
    CF_CHECK(page1["due"] == false && !page1["text"]["en"].get<std::string>().empty());
    CF_CHECK(run("study next left.cfstudy --reader R1")["consent_due"] == false);
    const int asked = readAll("left.cfstudy", "R1", cases);
    std::ofstream(root() / "phrase.txt") << "four words of mine\n";
    run("study package left.cfstudy --reader R2 --passphrase-file phrase.txt --output R2.cfreader");
    run("study open R2.cfreader --passphrase-file phrase.txt");
    run("study consent R2.cfstudy --reader R2 --agree");
    CF_CHECK(readAll("R2.cfstudy", "R2", cases) == asked);
    run("study answers R2.cfstudy --output R2.cfanswers");
    run("study merge left.cfstudy R2.cfanswers");
    const json consents = run("study verify left.cfstudy")["consents"]; // The last of them came with the answers.
    CF_CHECK(consents.size() == 3 && consents[0]["agrees"] == false && consents[2]["agrees"] == true);
    for (const json &reader : run("study status left.cfstudy")["readers"])
        CF_CHECK(reader["consent"]["state"] == "agreed");
    run("study verify R2.cfstudy");
    run("study close left.cfstudy --reason 'all have read'");
    run("study export left.cfstudy --output answers.csv");
    // What cannot be written is said before anything is done or recorded.
    const auto records = run("study status left.cfstudy")["head"];
    for (const char *output : { "answers.csv", "nowhere/new.csv" }) {
        const std::string named = std::string(" --output ") + output;
        CF_EQUAL(call("study export left.cfstudy" + named), 2);
        CF_EQUAL(call("study adjudicate left.cfstudy --to A1" + named), 2);
        CF_EQUAL(call("study package left.cfstudy --reader R2 --passphrase-file phrase.txt" + named), 2);
    }
    CF_CHECK(run("study status left.cfstudy")["head"] == records);
    CF_EQUAL(call("study status nowhere.cfstudy"), 2);
    CF_EQUAL(call("study create other.cfstudy --protocol nowhere.json"), 2);
    const json figures = run("study analyse left.cfstudy --report report.html --pdf report.pdf");

    CF_CHECK(figures["readers"].size() == 2 && figures["readers"][1]["stored"] == asked
        && figures["readers"][1]["total"] == asked);
    CF_CHECK(fileText(root() / "answers.csv").find("R2,C") != std::string::npos);
    const std::string page = fileText(root() / "report.html");
    for (const std::string words :
        { "Left effusion", "agreed, UTC", "Area under the ROC curve", "Leak check", "made-up films of a test" })
        CF_CHECK(page.find(words) != std::string::npos);
    CF_CHECK(page.find(figures["seals"][0]["sha256"].get<std::string>()) != std::string::npos);
    const std::string paper = fileText(root() / "report.pdf");
    CF_CHECK(paper.starts_with("%PDF") && paper.size() > 20'000);
    theHeadingsStandOnPaper(page);
    // A head that was noted goes on being known; another is none of this study.
    CF_CHECK(call("study verify left.cfstudy --head " + figures["head"].get<std::string>()) == 0);
    CF_CHECK(call("study verify left.cfstudy --head 3:" + std::string(64, 'a')) == 3);
}

} // namespace

int main()
{
    theRecipeLeadsToTheReport();
    return 0;
}
