// A worker's rows: whatever becomes of a film, it is said, and twice the same work gives the same bytes.

#include "core/datasets/BatchWorker.h"
#include "core/datasets/Manifest.h"
#include "tests/support/Check.h"
#include "tests/support/FakeEditor.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>

using namespace cf;

namespace {

std::string text(const std::filesystem::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return { std::istreambuf_iterator<char>(stream), {} };
}

void write(const std::filesystem::path &file, const std::string &content)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
}

BatchServices services()
{
    return { [](const std::filesystem::path &file) -> Result<BatchFilm> {
                if (text(file) == "broken" || text(file).empty())
                    return fail(ErrorCode::InvalidInput, "\"" + file.string() + "\" is damaged.");
                return BatchFilm{ test::smoothRadiograph(96, 80), text(file), "20200102030405" };
            },
        [](const EditRequest &request, const EditResult &result, const std::filesystem::path &, const std::string &seed,
            const std::string &date, const std::filesystem::path &output) -> Result<> {
            write(output, seed + date + request.prompt + std::to_string(result.metrics.insideChangedValues));
            return {};
        } };
}

BatchPlan planFor(const std::filesystem::path &films)
{
    BatchPlan plan;
    plan.films = films;
    plan.rules = { { "remove the pacemaker", {}, {}, false }, { "frobnicate", {}, {}, false },
        { "add a left effusion", {}, {}, false } };
    plan.seeds = { 13 }; // The test's editor refuses this seed.
    plan.seeds.push_back(2);
    return plan;
}

std::string manifestOf(const std::filesystem::path &films, const std::filesystem::path &folder)
{
    const BatchPlan plan = planFor(films);
    const auto entries = listFilms(films);
    CF_CHECK(entries);
    std::filesystem::create_directories(folder);
    auto journal = BatchJournal::open(folder, plan, itemsOf(plan, *entries));
    CF_CHECK(journal);
    test::FakeEditor editor;
    CF_CHECK(workOnBatch(*journal, plan, folder, editor, services(), {}));
    const auto rows = journal->rows();
    CF_CHECK(rows && writeManifest(*rows, toJson(plan), folder));
    return text(folder / "manifest.csv");
}

void everyFilmGetsItsRow()
{
    const test::TemporaryFolder folder;
    write(folder.path() / "films/a.dcm", "JANE");
    write(folder.path() / "films/b.dcm", "broken");
    const std::string first = manifestOf(folder.path() / "films", folder.path() / "one");
    const std::string second = manifestOf(folder.path() / "films", folder.path() / "two");
    CF_CHECK(first == second); // No time, no path of the machine.
    CF_CHECK(first.find(folder.path().string()) == std::string::npos && first.find("JANE") == std::string::npos);
    auto journal = BatchJournal::open(folder.path() / "one");
    const auto rows = journal->rows();
    CF_CHECK(rows && rows->size() == 12);
    CF_CHECK((*rows)[0].status == "refused" && (*rows)[0].reason == "a device appeared, unasked.");
    CF_CHECK((*rows)[1].status == "accepted" && (*rows)[1].edits == "remove Pacemaker" && (*rows)[1].patientKnown);
    CF_CHECK((*rows)[2].status == "not_understood" && !(*rows)[2].reason.empty());
    CF_CHECK((*rows)[6].status == "unreadable" && (*rows)[6].reason == "\"b.dcm\" is damaged.");
    for (const BatchRow &row : *rows) {
        for (const BatchFile &file : row.files)
            CF_CHECK(!text(folder.path() / "one" / file.path).empty()
                && text(folder.path() / "one" / file.path) == text(folder.path() / "two" / file.path));
        CF_CHECK(row.files.size() == (row.status == "accepted" || row.status == "refused" ? 3U : 0U));
        if (row.status == "refused")
            CF_CHECK(row.files.front().path.starts_with("refused/"));
    }
    CF_CHECK(text(folder.path() / "one/card.html").find("Consistency") != std::string::npos);
}

void aStopGivesTheItemBack()
{
    const test::TemporaryFolder folder;
    write(folder.path() / "films/a.dcm", "JANE");
    const BatchPlan plan = planFor(folder.path() / "films");
    const auto entries = listFilms(plan.films);
    std::filesystem::create_directories(folder.path() / "out");
    auto journal = BatchJournal::open(folder.path() / "out", plan, itemsOf(plan, *entries));
    CF_CHECK(journal);
    std::stop_source stop;
    stop.request_stop();
    test::FakeEditor editor;
    const auto done =
        workOnBatch(*journal, plan, folder.path() / "out", editor, services(), JobContext(stop.get_token(), {}));
    CF_CHECK(!done && done.error().code == ErrorCode::Cancelled);
    CF_CHECK(journal->counts()->at("open") == 6 && journal->counts()->size() == 1);
}

} // namespace

int main()
{
    everyFilmGetsItsRow();
    aStopGivesTheItemBack();
    return 0;
}
