// Which films get which edits, in which order and split.

#include "core/datasets/BatchPlan.h"
#include "tests/support/Check.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>
#include <map>
#include <set>
#include <unistd.h>

using namespace cf;

namespace {

void write(const std::filesystem::path &file, const std::string &text)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

void filmsAreFoundWithTheirTable()
{
    const test::TemporaryFolder folder;
    for (const char *name :
        { "images/b.png", "images/a.dcm", "deep/c", ".hidden", "labels.txt", "images/DICOMDIR", "contrafact.sha256" })
        write(folder.path() / name, "x");
    write(folder.path() / "labels.csv",
        "\xEF\xBB\xBF"
        "file,patient_id,finding_labels\r\n"
        "b.png,7,\"Effusion|Pacemaker\"\r\nmissing.png,8,\"A \"\"quoted\"\", cell\"\r\n");
    const auto films = listFilms(folder.path());
    CF_CHECK(films && films->size() == 4);
    CF_CHECK((*films)[0].path == "deep/c" && (*films)[0].patient.empty());
    CF_CHECK((*films)[1].path == "images/a.dcm");
    CF_CHECK((*films)[2].path == "images/b.png" && (*films)[2].patient == "7");
    CF_CHECK((*films)[2].columns.at("finding_labels") == "Effusion|Pacemaker");
    CF_CHECK((*films)[3].path == "missing.png" && (*films)[3].columns.at("finding_labels") == "A \"quoted\", cell");
    std::filesystem::create_symlink("/nowhere/z.png", folder.path() / "z.png"); // A film that is missing, not none.
    const auto withLink = listFilms(folder.path());
    CF_CHECK(withLink && withLink->size() == 5 && withLink->back().path == "z.png");
    CF_CHECK(!listFilms(folder.path() / "nowhere"));
    write(folder.path() / "labels.csv", "file,patient_id\na,1,2\n");
    CF_CHECK(!listFilms(folder.path()));
}

/// A folder that may not be read is named: its films would be missing without a word.
void closedFoldersAreNamed()
{
    const test::TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "closed");
    std::filesystem::create_directory(folder.path() / "lost+found");
    write(folder.path() / "a.png", "x");
    const auto listed = [&] {
        return test::forkedCall("/dev/null", [&] {
            constexpr uid_t nobody = 65534; // Root may read whatever it likes.
            if (::geteuid() == 0 && ::setuid(nobody) != 0)
                return 2;
            const auto films = listFilms(folder.path());
            return films ? 0 : films.error().message.find("closed") != std::string::npos ? 1 : 2;
        });
    };
    namespace fs = std::filesystem;
    fs::permissions(folder.path(), fs::perms::all);
    fs::permissions(folder.path() / "closed", fs::perms::none);
    fs::permissions(folder.path() / "lost+found", fs::perms::none);
    CF_CHECK(listed() == 1);
    fs::permissions(folder.path() / "closed", fs::perms::all);
    CF_CHECK(listed() == 0);
    fs::permissions(folder.path() / "lost+found", fs::perms::all); // So that it can be taken away.
}

void rulesChooseByTheTable()
{
    const std::vector<FilmEntry> films{ { "a", "1", { { "labels", "Effusion|Pacemaker" } } },
        { "b", "2", { { "labels", "No Finding" } } }, { "c", "3", {} } };
    BatchPlan plan;
    plan.rules = { { "remove the pacemaker", "labels", "Pacemaker", false },
        { "add a pacemaker", "labels", "Pacemaker", true } };
    plan.seeds = { 4, 5 };
    const auto items = itemsOf(plan, films);
    CF_CHECK(items.size() == 4); // Of c the table says nothing: it gets neither.
    CF_CHECK(
        items[0].film == "a" && items[0].prompt == "remove the pacemaker" && items[0].seed == 4 && items[0].index == 0);
    CF_CHECK(items[1].seed == 5 && items[3].film == "b" && items[3].prompt == "add a pacemaker" && items[3].index == 3);
}

void noPatientIsInTwoSplitsOrShards()
{
    BatchPlan plan;
    plan.rules = { { "remove the pacemaker", {}, {}, false } };
    std::vector<FilmEntry> films;
    for (int film = 0; film < 600; ++film)
        films.push_back({ std::string("f").append(std::to_string(film)), std::to_string(film / 3), {} });
    std::map<std::string, std::set<std::string>> splits;
    std::map<std::string, int> sizes;
    for (const FilmEntry &film : films) {
        const std::string split = splitOf(patientKey(film.patient, film.path), plan.splits, plan.splitSeed);
        splits[film.patient].insert(split);
        ++sizes[split];
    }
    for (const auto &[patient, all] : splits)
        CF_CHECK(all.size() == 1);
    CF_CHECK(sizes["train"] > 360 && sizes["train"] < 480 && sizes["validation"] > 50 && sizes["test"] > 50);
    // Shards part the work without a film twice or none, and keep a patient together.
    std::set<std::int64_t> indices;
    std::map<std::string, int> shardOfPatient;
    plan.shards = 4;
    for (plan.shard = 1; plan.shard <= 4; ++plan.shard)
        for (const BatchItem &item : itemsOf(plan, films)) {
            CF_CHECK(indices.insert(item.index).second);
            const auto [known, isNew] = shardOfPatient.emplace(item.patient, plan.shard);
            CF_CHECK(isNew || known->second == plan.shard);
        }
    CF_CHECK(indices.size() == 600);
    // A film of whom nothing is known is a patient of its own, and no identity shows in a key.
    CF_CHECK(patientKey("", "a") != patientKey("", "b"));
    CF_CHECK(patientKey("DOE^JANE", "a") == patientKey("DOE^JANE", "b"));
    CF_CHECK(patientKey("DOE^JANE", "a").find("DOE") == std::string::npos);
}

void plansAreCheckedAndReadBack()
{
    const auto plan = batchPlanFromJson(
        R"({"films": "F", "prompts": ["a"], "rules": [{"prompt": "b", "column": "c", "shows": "d", "unless": true}],
            "seeds": [1, 2], "splits": {"train": 0.5, "test": 0.5}, "parameters": {"x": 2}})");
    CF_CHECK(plan && plan->rules.size() == 2 && plan->rules[1].unless && plan->films == "F" && validate(*plan));
    const auto again = batchPlanFromJson(toJson(*plan));
    CF_CHECK(again && toJson(*again) == toJson(*plan) && again->rules == plan->rules);
    for (const char *wrong : { "", "[]", "{\"prompt\": \"typing slip\"}", "{\"rules\": [{\"column\": \"a\"}]}",
             "{\"seeds\": [\"a\"]}", "{\"rules\": [{\"prompt\": \"a\", \"when\": 1}]}" })
        CF_CHECK(!batchPlanFromJson(wrong));
    BatchPlan bad = *plan;
    bad.splits = { { "train", 0.5 } };
    CF_CHECK(!validate(bad));
    bad.splits = { { "train", 1.5 }, { "test", -0.5 } };
    CF_CHECK(!validate(bad));
    bad = *plan;
    bad.shards = 2;
    bad.shard = 3;
    CF_CHECK(!validate(bad));
    CF_CHECK(!validate(BatchPlan{}));
}

} // namespace

int main()
{
    filmsAreFoundWithTheirTable();
    closedFoldersAreNamed();
    rulesChooseByTheTable();
    noPatientIsInTwoSplitsOrShards();
    plansAreCheckedAndReadBack();
    return 0;
}
