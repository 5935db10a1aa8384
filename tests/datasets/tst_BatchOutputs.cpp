// What a plan with arms, masks and further outputs leaves on the disk, as other programs find it: by the real program,
// over phantoms.

#include "app/program/ExitCode.h"
#include "core/base/text/CsvFile.h"
#include "dicom/ImageImport.h"
#include "dicom/MaskImport.h"
#include "tests/datasets/BatchBench.h"

using namespace cf;
using namespace cf::test;

namespace {

constexpr int filmSize = 256;

using Row = std::map<std::string, std::string>;

std::vector<Row> rowsOf(const fs::path &folder)
{
    const auto rows = readTable(folder / "manifest.csv");
    CF_CHECK(rows);
    return *rows;
}

int batch(const fs::path &plan, const fs::path &output, const fs::path &errors, int workers)
{
    return endOf(startProgram({ CONTRAFACT_CLI, "batch", "--plan", plan.string(), "--output", output.string(),
                                  "--quiet", "--workers", std::to_string(workers) },
        errors));
}

/// Films with masks over their left upper chest, and a table as CheXpert has it.
void writeWorld(const fs::path &folder)
{
    writeFilms(folder / "films", 2);
    fs::create_directories(folder / "masks");
    cv::Mat mask = cv::Mat::zeros(filmSize, filmSize, CV_8UC1);
    mask(cv::Rect(filmSize / 2, filmSize / 8, filmSize / 2, filmSize / 2)) = 255;
    CF_CHECK(cv::imwrite((folder / "masks/film0.png").string(), mask));
    std::ofstream(folder / "table.csv") << "Path,subject_id,Pacemaker\nset/film0.png,7,0.0\nset/film1.png,8,-1.0\n"
                                           "set/elsewhere.png,9,0.0\n";
    std::ofstream(folder / "plan.json") << R"({ "films": ")" << (folder / "films").string() << R"(",
        "table": "../table.csv", "masks": { "folder": "../masks" },
        "rules": [ { "prompt": "add a left pacemaker", "column": "Pacemaker", "shows": "1", "unless": true } ],
        "arms": { "one": { "method": "insertion" }, "two": { "method": "insertion" } },
        "pictures_16_bit": true, "segmentations": true })";
}

void segmentationsAndDeepPicturesAreReadBack()
{
    const TemporaryFolder folder;
    writeWorld(folder.path());
    const fs::path errors = folder.path() / "stderr.txt";
    const fs::path made = folder.path() / "made";
    const int code = batch(folder.path() / "plan.json", made, errors, 1);
    if (code != Done)
        std::fputs(textOf(errors).c_str(), stderr);
    CF_EQUAL(code, Done);
    const auto rows = rowsOf(made);
    CF_EQUAL(rows.size(), 2); // Whether film1 shows a pacemaker is uncertain.
    for (const Row &row : rows) {
        CF_CHECK(row.at("film") == "film0.png" && row.at("status") == "accepted");
        const auto object = openRadiograph(made / row.at("dicom"));
        CF_CHECK(object && object->attributes.synthetic);
        const auto region = readMask(made / row.at("segmentation"), *object); // It names the object that it is of.
        CF_CHECK(region && region->mask.width == filmSize);
        const cv::Mat picture = cv::imread((made / row.at("region")).string(), cv::IMREAD_UNCHANGED);
        const cv::Mat deep = cv::imread((made / row.at("picture_16_bit")).string(), cv::IMREAD_UNCHANGED);
        const cv::Mat shallow = cv::imread((made / row.at("picture")).string(), cv::IMREAD_UNCHANGED);
        CF_CHECK(picture.type() == CV_8UC1 && deep.type() == CV_16UC1 && shallow.type() == CV_8UC1);
        int inside = 0;
        for (int y = 0; y < filmSize; ++y)
            for (int x = 0; x < filmSize; ++x) {
                const bool marked = region->mask.at(x, y) > 0.0F;
                inside += marked ? 1 : 0;
                CF_EQUAL(marked, (picture.at<std::uint8_t>(y, x) >= 128));
                CF_NEAR(deep.at<std::uint16_t>(y, x) / 257.0, shallow.at<std::uint8_t>(y, x), 1.0);
                if (marked) // Nothing outside of the mask that was given.
                    CF_CHECK(x >= filmSize / 2 && y >= filmSize / 8 && y < filmSize * 5 / 8);
            }
        CF_LESS(20, inside);
    }
    CF_CHECK(rows[0].at("arm") == "one" && rows[1].at("arm") == "two");
    CF_CHECK(rows[0].at("mask_sha256") == rows[1].at("mask_sha256") && rows[0].at("mask_sha256").size() == 64);
    CF_EQUAL(rows[0].at("picture_sha256"), rows[1].at("picture_sha256")); // The same method twice.
    CF_CHECK(rows[0].at("dicom_sha256") != rows[1].at("dicom_sha256")); // Each an object of its own.
    const fs::path again = folder.path() / "again";
    CF_EQUAL(batch(folder.path() / "plan.json", again, errors, 2), Done);
    CF_EQUAL(contentOf(made), contentOf(again));
}

void aFilmWithoutItsMaskIsNotEditedElsewhere()
{
    const TemporaryFolder folder;
    writeWorld(folder.path());
    fs::remove(folder.path() / "masks/film0.png");
    CF_EQUAL(batch(folder.path() / "plan.json", folder.path() / "made", folder.path() / "stderr.txt", 1), Done);
    for (const Row &row : rowsOf(folder.path() / "made"))
        CF_CHECK(row.at("status") == "unreadable" && row.at("reason").find("no mask") != std::string::npos
            && row.at("dicom").empty());
    CF_EQUAL(objectsIn(folder.path() / "made"), 0);
}

} // namespace

int main()
{
    segmentationsAndDeepPicturesAreReadBack();
    aFilmWithoutItsMaskIsNotEditedElsewhere();
    return 0;
}
