// Copies across splits are found, and a table survives every text.

#include "core/datasets/FilmHash.h"
#include "core/datasets/Manifest.h"
#include "core/datasets/plan/FilmList.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <cmath>
#include <fstream>

using namespace cf;

namespace {

GreyImage film(int width, int height, double phase)
{
    GreyImage image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double u = static_cast<double>(x) / width;
            const double v = static_cast<double>(y) / height;
            image.at(x, y) = static_cast<float>(
                0.5 + 0.2 * std::sin(9.0 * u + phase + 5.0 * v) + 0.2 * std::cos(7.0 * v * u + 2.0 * phase));
        }
    return image;
}

void copiesAreNearAndOthersFar()
{
    const auto original = appearanceHash(film(512, 512, 0.3));
    GreyImage darker = film(400, 410, 0.3);
    for (float &grey : darker.pixels)
        grey = 0.7F * grey + 0.05F;
    CF_CHECK(hashDistance(original, appearanceHash(darker)) <= maxDuplicateDistance);
    CF_LESS(maxDuplicateDistance, hashDistance(original, appearanceHash(film(512, 512, 2.1))));
    CF_EQUAL(hashFromText(hashText(original)), original);
}

BatchRow rowOf(std::int64_t index, const std::string &name, const std::string &split, const AppearanceHash &hash)
{
    BatchRow row;
    row.index = index;
    row.film = name;
    row.split = split;
    row.perceptualHash = hashText(hash);
    row.status = "accepted";
    return row;
}

void copiesInOneSplitAreNoLeak()
{
    AppearanceHash film{};
    film.fill(0x00FF00FF00FF00FFULL);
    AppearanceHash copy = film;
    copy[3] ^= 1U;
    AppearanceHash other{};
    other.fill(0xFF00FF00FF00FF00ULL);
    const std::vector<BatchRow> rows{ rowOf(0, "a", "train", film), rowOf(1, "b", "test", copy),
        rowOf(2, "c", "train", film), rowOf(3, "d", "test", other) };
    const auto found = nearDuplicates(rows);
    CF_EQUAL(found.size(), 2);
    CF_EQUAL(found[0], (NearDuplicate{ "a", "train", "b", "test", 1 }));
    CF_CHECK(found[1].film == "b" && found[1].other == "c");
    // As many bits as a copy may differ in, wherever they lie, and one more.
    for (std::size_t step : { 1U, 7U, 12U }) {
        AppearanceHash far = film;
        for (std::size_t bit = 0; bit < maxDuplicateDistance; ++bit)
            far.at(bit * step % 512 / 64) ^= std::uint64_t{ 1 } << (bit * step % 64);
        CF_EQUAL(nearDuplicates({ rowOf(0, "a", "train", film), rowOf(1, "b", "test", far) }).size(), 1);
        far[7] ^= 1U << 31U;
        CF_CHECK(nearDuplicates({ rowOf(0, "a", "train", film), rowOf(1, "b", "test", far) }).empty());
    }
}

void aTableSurvivesEveryText()
{
    BatchRow row = rowOf(3, "odd,\"name\".dcm", "train", AppearanceHash{ 1 });
    row.prompt = "two\nlines, \"quoted\"";
    row.reason = "右の胸水";
    const test::TemporaryFolder folder;
    std::ofstream(folder.path() / "m.csv", std::ios::binary) << manifestCsv({ row });
    const auto table = readFilmTable(folder.path() / "m.csv");
    CF_CHECK(table && table->size() == 1);
    CF_CHECK(table->front().at("film") == row.film && table->front().at("prompt") == row.prompt);
    CF_CHECK(table->front().at("reason") == row.reason && table->front().at("index") == "3");
    const auto again = batchRowFromJson(toJson(row));
    CF_CHECK(again && toJson(*again) == toJson(row));
}

/// A record of the edit without an end was read, and ended the program when it was written.
void recordsThatNestTooDeepAreRefused()
{
    BatchRow row;
    row.provenance = "{}";
    std::string text = toJson(row);
    const std::string record = "\"provenance\":{}";
    CF_CHECK(text.find(record) != std::string::npos && batchRowFromJson(text));
    text.replace(text.find(record), record.size(),
        "\"provenance\":" + std::string(1'000'000, '[') + std::string(1'000'000, ']'));
    CF_CHECK(!batchRowFromJson(text));
}

} // namespace

int main()
{
    copiesAreNearAndOthersFar();
    copiesInOneSplitAreNoLeak();
    aTableSurvivesEveryText();
    recordsThatNestTooDeepAreRefused();
    return 0;
}
