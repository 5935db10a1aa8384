// A batch's manifest becomes the cases of a reader study.

#include "core/datasets/Manifest.h"
#include "core/sessions/cases/BatchCases.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>
#include <set>

using namespace cf;
using sessions::casesOfBatch;

int main()
{
    const test::TemporaryFolder folder;
    const auto films = folder.path() / "films";
    const auto batch = folder.path() / "batch";
    std::filesystem::create_directories(films);
    std::filesystem::create_directories(batch / "accepted");
    std::vector<BatchRow> rows;
    for (int index = 0; index < 8; ++index) {
        BatchRow row;
        row.index = index;
        row.film = "film" + std::to_string(index / 2) + ".dcm"; // Two prompts a film.
        row.filmSha256 = std::string(63, 'a') + std::to_string(index / 2);
        row.filmSha256[0] = static_cast<char>('0' + index / 2);
        row.patientKey = "key" + std::to_string(index / 4);
        row.split = index < 4 ? "train" : "test";
        row.prompt = index % 2 == 0 ? "remove the pacemaker" : "add \"ecg\" leads, please";
        row.arm = index == 2 ? "mild" : "";
        row.status = index == 7 ? "refused" : "accepted";
        row.files = { { "dicom", "accepted/" + std::to_string(index) + ".dcm", std::to_string(index * 7919 % 100) } };
        std::ofstream(films / row.film) << "film";
        std::ofstream(batch / row.files.front().path) << "edit";
        rows.push_back(std::move(row));
    }
    const std::string manifest = manifestCsv(rows);

    sessions::BatchCases wanted;
    wanted.editedArm = "edited";
    const auto all = casesOfBatch(manifest, batch, wanted);
    CF_CHECK(all && all->size() == 7);
    CF_CHECK(all->front().files.front().path == batch / "accepted/0.dcm" && all->front().files.front().arm == "edited");
    CF_CHECK((*all)[1].truth.at("prompt") == "add \"ecg\" leads, please" && (*all)[4].patient == "key1");
    CF_EQUAL((*all)[2].files.front().arm, "edited");

    wanted.armsOfPlan = true;
    const auto planned = casesOfBatch(manifest, batch, wanted);
    CF_CHECK(planned && (*planned)[2].files.front().arm == "mild" && (*planned)[3].files.front().arm == "edited");

    wanted.films = films;
    wanted.realArm = "real";
    wanted.split = "test";
    const auto test = casesOfBatch(manifest, batch, wanted);
    CF_CHECK(test && test->size() == 5); // Three edits of two films, each film once.
    std::multiset<std::string> arms;
    for (const auto &one : *test) {
        arms.insert(one.files.front().arm);
        CF_CHECK(one.pair == "F2aaaaaaaaa" || one.pair == "F3aaaaaaaaa"); // By content: the same in every batch.
        CF_CHECK(one.files.front().arm == "edited" || !one.truth.contains("prompt"));
    }
    CF_CHECK(arms.count("edited") == 3 && arms.count("real") == 2);
    CF_EQUAL((*test)[1].files.front().source, films / "film2.dcm");

    // A source that lies beside the films' folder, under another name.
    std::vector<BatchRow> elsewhere(rows.begin(), rows.begin() + 1);
    elsewhere.front().film = "ours/film9.dcm";
    elsewhere.front().filmPath = "../hospital/film9.dcm";
    std::filesystem::create_directories(folder.path() / "hospital");
    std::ofstream(folder.path() / "hospital/film9.dcm") << "film";
    wanted.split.clear();
    const auto beside = casesOfBatch(manifestCsv(elsewhere), batch, wanted);
    CF_CHECK(beside && beside->size() == 2);
    CF_CHECK(std::filesystem::equivalent((*beside)[0].files.front().path, folder.path() / "hospital/film9.dcm"));

    wanted.realArm.clear();
    wanted.count = 3;
    const auto some = casesOfBatch(manifest, batch, wanted);
    CF_CHECK(some && some->size() == 3);

    std::filesystem::remove(batch / "accepted/0.dcm");
    wanted.count = 0;
    const auto missing = casesOfBatch(manifest, batch, wanted);
    CF_CHECK(!missing && missing.error().message.find("is not there") != std::string::npos);
    wanted.films.clear();
    wanted.realArm = "real";
    CF_CHECK(!casesOfBatch(manifest, batch, wanted));
    CF_CHECK(!casesOfBatch("film,arm\na,b\n", batch, wanted));
    return 0;
}
