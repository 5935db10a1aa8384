// The program itself: no patient in two splits, names of any bytes, shards that are missing or miswritten, and boxes
// and masks as COCO.

#include "app/program/ExitCode.h"
#include "core/base/text/CsvFile.h"
#include "core/datasets/BatchJournal.h"
#include "tests/datasets/BatchBench.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdio>

using namespace cf;
using namespace cf::test;

namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> rowsOf(const fs::path &manifest)
{
    const auto rows = readTable(manifest);
    CF_CHECK(rows);
    return *rows;
}

struct World {
    TemporaryFolder temporary;
    fs::path films = temporary.path() / "films";
    fs::path errors = temporary.path() / "stderr.txt";

    std::string said() const { return textOf(errors); }

    int run(std::vector<std::string> arguments) const
    {
        fs::remove(errors);
        arguments.insert(arguments.begin(), { CONTRAFACT_CLI, "batch" });
        return endOf(startProgram(arguments, errors));
    }

    std::vector<std::string> insertion(const fs::path &output, const std::vector<std::string> &more = {}) const
    {
        std::vector<std::string> arguments{ "--films", films.string(), "--prompt", "add ecg leads", "--method",
            "insertion", "--workers", "1", "--quiet", "--output", output.string() };
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    }
};

/// One file under two patients, and one whose name is no UTF-8.
void filesAndNamesOfAnyKind()
{
    World world;
    writeFilms(world.films, 4);
    fs::copy_file(world.films / "film0.png", world.films / "twin.png");
    fs::copy_file(world.films / "film1.png", world.films / "bad\xE9.png");
    std::ofstream(world.films / "labels.csv", std::ios::app) << "twin.png,another\n";
    const fs::path output = world.temporary.path() / "out";
    CF_CHECK(world.run(world.insertion(output)) == Done);
    std::map<std::string, Row> rows;
    for (const Row &row : rowsOf(output / "manifest.csv"))
        rows[row.at("film")] = row;
    CF_CHECK(rows.at("twin.png").at("patient") == rows.at("film0.png").at("patient"));
    CF_CHECK(rows.at("twin.png").at("split") == rows.at("film0.png").at("split"));
    CF_CHECK(rows.at("bad\\xE9.png").at("status") != "unreadable");
    CF_CHECK(rows.at("bad\\xE9.png").at("split") == rows.at("film1.png").at("split"));
    CF_CHECK(world.said().find("film0.png and twin.png are the same file") != std::string::npos);
    CF_CHECK(world.said().find("the patient is not known") != std::string::npos); // Of the broken ones.

    const auto coco = nlohmann::json::parse(textOf(output / "annotations.coco.json"));
    std::size_t accepted = 0;
    for (const auto &[film, row] : rows)
        accepted += row.at("status") == "accepted" ? 1 : 0;
    CF_CHECK(accepted > 0 && coco.at("images").size() == accepted);
    CF_CHECK(coco.at("annotations").size() == accepted);
    for (const auto &mark : coco.at("annotations")) {
        const auto &image = coco.at("images").at(mark.at("image_id").get<std::size_t>() - 1);
        const std::string file = image.at("file_name");
        CF_CHECK(fs::exists(output / file) && image.at("width") == 256 && image.at("height") == 256);
        std::int64_t sum = 0;
        for (const auto &run : mark.at("segmentation").at("counts"))
            sum += run.get<std::int64_t>();
        CF_CHECK(sum == 256 * 256 && mark.at("area") > 0 && mark.at("contrafact").at("finding") == "ECG Leads");
        // The box is that of the manifest's region, which counts every weight: the mask's lies inside.
        const auto row =
            std::ranges::find_if(rows, [&](const auto &each) { return each.second.at("picture") == file; });
        CF_CHECK(row != rows.end());
        int left = 0;
        int top = 0;
        CF_CHECK(std::sscanf(row->second.at("region_box").c_str(), "%d,%d", &left, &top) == 2);
        CF_CHECK(mark.at("bbox").at(0).get<double>() >= left && mark.at("bbox").at(1).get<double>() >= top);
    }
}

void withoutPicturesThereAreBoxes()
{
    World world;
    writeFilms(world.films, 1);
    std::ofstream(world.temporary.path() / "plan.json")
        << R"({ "films": ")" << world.films.string()
        << R"(", "prompts": ["add ecg leads"], "method": "insertion", "pictures": false, "regions": false })";
    const fs::path output = world.temporary.path() / "out";
    CF_CHECK(world.run({ "--plan", (world.temporary.path() / "plan.json").string(), "--workers", "1", "--quiet",
                 "--output", output.string() })
        == Done);
    const auto coco = nlohmann::json::parse(textOf(output / "annotations.coco.json"));
    CF_CHECK(coco.at("images").size() == 1 && coco.at("annotations").size() == 1);
    CF_CHECK(coco.at("images")[0].at("width") == 256);
    const auto &box = coco.at("annotations")[0].at("bbox");
    std::string written;
    for (const Row &row : rowsOf(output / "manifest.csv"))
        if (row.at("status") == "accepted")
            written = row.at("region_box");
    std::string read;
    for (const auto &number : box)
        read += (read.empty() ? "" : ",") + std::to_string(number.get<int>());
    CF_CHECK(!written.empty() && read == written);
}

/// A shard that is missing is missed, and one that is miswritten makes nothing.
void shardsAreCounted()
{
    World world;
    writeFilms(world.films, 6);
    const auto shard = [&](int number) { return world.temporary.path() / ("s" + std::to_string(number)); };
    for (const char *wrong : { "2/3abc", "2/", "/3", "2", "2/3/4", " 2/3", "0/3", "4/3", "2/3 ", "-1/3" }) {
        CF_CHECK(world.run(world.insertion(shard(9), { std::string("--shard=") + wrong })) == WrongInput);
        CF_CHECK(!fs::exists(shard(9)));
    }
    for (int number = 1; number <= 3; ++number)
        CF_CHECK(world.run(world.insertion(shard(number), { "--shard", std::to_string(number) + "/3" })) == Done);
    const fs::path all = world.temporary.path() / "all";
    CF_CHECK(world.run({ "merge", shard(1).string(), shard(3).string(), "--output", all.string() }) == WrongInput);
    CF_CHECK(world.said().find("2/3") != std::string::npos && !fs::exists(all));
    CF_CHECK(world.run({ "merge", shard(1).string(), shard(1).string(), shard(2).string(), "--output", all.string() })
        == WrongInput);
    CF_CHECK(world.run({ "merge", shard(1).string(), shard(3).string(), "--output", all.string(), "--despite-missing" })
        == Done);
    const fs::path whole = world.temporary.path() / "whole";
    CF_CHECK(world.run({ "merge", shard(3).string(), shard(1).string(), shard(2).string(), "--output", whole.string() })
        == Done);
    const fs::path undivided = world.temporary.path() / "undivided";
    CF_CHECK(world.run(world.insertion(undivided)) == Done);
    const auto merged = rowsOf(whole / "manifest.csv");
    const auto once = rowsOf(undivided / "manifest.csv");
    CF_CHECK(merged.size() == once.size());
    for (std::size_t row = 0; row < once.size(); ++row)
        for (const char *column : { "index", "film", "patient", "split", "dicom_sha256" })
            CF_CHECK(merged[row].at(column) == once[row].at(column));
}

/// Shards that saw different films are not joined: rows would be missing or be there twice.
void shardsOverOtherFilmsAreNotJoined()
{
    World world;
    writeFilms(world.films, 8);
    const auto shard = [&](int number) { return world.temporary.path() / ("s" + std::to_string(number)); };
    CF_CHECK(world.run(world.insertion(shard(1), { "--shard", "1/2" })) == Done);
    fs::copy_file(world.films / "film0.png", world.films / "another.png"); // Comes first: all rows move by one.
    CF_CHECK(world.run(world.insertion(shard(2), { "--shard", "2/2" })) == Done);
    const fs::path all = world.temporary.path() / "all";
    CF_CHECK(world.run({ "merge", shard(1).string(), shard(2).string(), "--output", all.string() }) == WrongInput);
    CF_CHECK(world.said().find("different films") != std::string::npos && !fs::exists(all));
}

/// Two finished shards of one row each, as programs of other films or models would have left them.
void writeShards(const fs::path &folder, std::vector<BatchRow> rows)
{
    BatchPlan plan;
    plan.rules = { { "add ecg leads", {}, {}, false } };
    plan.shards = static_cast<int>(rows.size());
    for (BatchRow &row : rows) {
        plan.shard = static_cast<int>(row.index) + 1;
        const fs::path shard = folder / ("s" + std::to_string(plan.shard));
        fs::create_directories(shard);
        auto journal = BatchJournal::open(shard, plan, { { row.index, row.film, "P1", {}, "add ecg leads", 0 } });
        CF_CHECK(journal && journal->take(1));
        row.prompt = "add ecg leads";
        row.status = "failed";
        CF_CHECK(journal->finish(row));
    }
}

BatchRow shardRow(std::int64_t index, const std::string &film, const std::string &split, const std::string &model)
{
    BatchRow row;
    row.index = index;
    row.film = film;
    row.patientKey = "p-1";
    row.patientKnown = true;
    row.split = split;
    row.model = model;
    return row;
}

/// A patient on both sides, a film on both sides, and edits of two models are not joined.
void shardsThatDoNotFitAreNotJoined()
{
    const World world;
    int number = 0;
    const auto joined = [&](const std::vector<BatchRow> &rows) {
        const fs::path folder = world.temporary.path() / std::to_string(++number);
        writeShards(folder, rows);
        const int code = world.run(
            { "merge", (folder / "s1").string(), (folder / "s2").string(), "--output", (folder / "all").string() });
        CF_EQUAL(fs::exists(folder / "all"), code == Done);
        return code;
    };
    CF_EQUAL(joined({ shardRow(0, "a", "train", "m"), shardRow(1, "b", "train", "m") }), Done);
    CF_EQUAL(joined({ shardRow(0, "a", "train", "m"), shardRow(1, "b", "test", "m") }), WrongInput);
    CF_CHECK(world.said().find("The films a and b are of one patient, and in the splits train and test. The shards "
                               "were made over different films")
        != std::string::npos);
    CF_EQUAL(joined({ shardRow(0, "a", "train", "m"), shardRow(1, "a", "test", "m") }), WrongInput);
    CF_CHECK(world.said().find("The film a is in the splits train and test. ") != std::string::npos);
    CF_EQUAL(joined({ shardRow(0, "a", "train", "m"), shardRow(1, "b", "train", "n") }), WrongInput);
    CF_CHECK(world.said().find("two models, m and n") != std::string::npos);
    CF_EQUAL(joined({ shardRow(0, "a", "train", "m"), shardRow(1, "b", "train", "") }), Done); // It ended on b.
}

/// Where the folder of the joined manifest is a link, its paths lead from where it really lies.
void linkedFoldersKeepTheirPaths()
{
    World world;
    writeFilms(world.films, 1);
    const fs::path folder = world.temporary.path();
    CF_CHECK(world.run(world.insertion(folder / "s1", { "--shard", "1/1" })) == Done);
    fs::create_directories(folder / "elsewhere/deep/all");
    fs::create_directory_symlink(folder / "elsewhere/deep/all", folder / "linked");
    CF_CHECK(world.run({ "merge", (folder / "s1").string(), "--output", (folder / "linked").string() }) == Done);
    int objects = 0;
    for (const Row &row : rowsOf(folder / "elsewhere/deep/all/manifest.csv")) {
        if (row.at("dicom").empty())
            continue;
        ++objects;
        CF_CHECK(fs::exists(folder / "linked" / row.at("dicom")));
    }
    CF_EQUAL(objects, objectsIn(folder / "s1"));
    CF_LESS(0, objects);
}

} // namespace

int main()
{
    filesAndNamesOfAnyKind();
    withoutPicturesThereAreBoxes();
    shardsAreCounted();
    shardsOverOtherFilmsAreNotJoined();
    shardsThatDoNotFitAreNotJoined();
    linkedFoldersKeepTheirPaths();
    return 0;
}
