// Copies across splits are found, and a table survives every text.

#include "core/base/text/CsvFile.h"
#include "core/datasets/DataSetCard.h"
#include "core/datasets/FilmEmbedding.h"
#include "core/datasets/FilmHash.h"
#include "core/datasets/Manifest.h"
#include "core/phantom/Phantom.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

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

GreyImage phantom(std::uint64_t seed)
{
    const auto made = renderPhantom({ seed, 256, {} });
    CF_CHECK(made);
    return made->display;
}

/// Without `share` of each side, mirrored and inverted.
GreyImage altered(const GreyImage &film, double share)
{
    const int left = static_cast<int>(share * film.width);
    const int top = static_cast<int>(share * film.height);
    GreyImage cut(film.width - 2 * left, film.height - 2 * top);
    for (int y = 0; y < cut.height; ++y)
        for (int x = 0; x < cut.width; ++x)
            cut.at(x, y) = 1.0F - film.at(film.width - 1 - left - x, top + y);
    return cut;
}

BatchRow embeddedRow(std::int64_t index, const std::string &name, const std::string &split, const GreyImage &film)
{
    BatchRow row = rowOf(index, name, split, appearanceHash(film));
    row.embedding = embeddingText(*filmEmbedding(film));
    return row;
}

/// A copy that was cut, mirrored and inverted has another hash, and the same edges.
void alteredCopiesAreFoundByTheirEmbedding()
{
    const GreyImage film = phantom(900'001);
    const auto embedding = filmEmbedding(film);
    CF_CHECK(embedding.has_value());
    CF_EQUAL(embeddingFromText(embeddingText(*embedding)), embedding);
    CF_NEAR(EmbeddedFilm(*embedding).distanceTo(EmbeddedFilm(*embedding)), 0.0, 1e-3);
    CF_CHECK(!filmEmbedding(GreyImage(128, 128, 0.5F)) && !filmEmbedding(GreyImage(20, 20)));
    CF_CHECK(!embeddingFromText("abc") && !embeddingFromText({}));

    const std::vector<BatchRow> rows{ embeddedRow(0, "a", "train", film),
        embeddedRow(1, "altered", "test", altered(film, 0.06)), embeddedRow(2, "copy", "test", film),
        embeddedRow(3, "other", "test", phantom(900'002)), embeddedRow(4, "same split", "train", film) };
    std::vector<NearDuplicate> ofFirst;
    const auto found = nearDuplicates(rows);
    std::ranges::copy_if(
        found, std::back_inserter(ofFirst), [](const NearDuplicate &pair) { return pair.film == "a"; });
    CF_EQUAL(ofFirst.size(), 2);
    CF_CHECK(ofFirst[0].other == "altered" && std::string(finderOf(ofFirst[0])) == "embedding");
    CF_LESS(maxDuplicateDistance, ofFirst[0].distance);
    CF_CHECK(ofFirst[1].other == "copy" && std::string(finderOf(ofFirst[1])) == "hash+embedding");

    const test::TemporaryFolder folder;
    CF_CHECK(writeManifest(rows, "{}", folder.path()).has_value());
    const auto table = readTable(folder.path() / "near_duplicates.csv");
    CF_CHECK(table && table->size() == found.size());
    CF_EQUAL(table->front().at("found_by"), "embedding");
    CF_LESS(std::stod(table->front().at("embedding_distance")), maxEmbeddingDistance);
    std::ifstream card(folder.path() / "card.html");
    const std::string page{ std::istreambuf_iterator<char>(card), {} };
    CF_CHECK(page.find(" by their embedding") != std::string::npos);
    CF_CHECK(page.find("<td>hash+embedding</td>") != std::string::npos);
}

/// Whatever made the rows, a patient on both sides is told of.
void aPatientInTwoSplitsShowsOnTheCard()
{
    BatchRow one = rowOf(0, "a", "train", AppearanceHash{ 1 });
    BatchRow other = rowOf(1, "b", "test", AppearanceHash{ 2 });
    one.patientKey = other.patientKey = "p-1";
    CF_CHECK(dataSetCard({ one, other }, {}, "{}").find("<p class=warning>Patients in more than one split: 1.")
        != std::string::npos);
    other.split = "train";
    CF_CHECK(dataSetCard({ one, other }, {}, "{}").find("Patients in more than one split: 0.") != std::string::npos);
}

void aTableSurvivesEveryText()
{
    BatchRow row = rowOf(3, "odd,\"name\".dcm", "train", AppearanceHash{ 1 });
    row.prompt = "two\nlines, \"quoted\"";
    row.reason = "右の胸水";
    const test::TemporaryFolder folder;
    std::ofstream(folder.path() / "m.csv", std::ios::binary) << manifestCsv({ row });
    const auto table = readTable(folder.path() / "m.csv");
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
    alteredCopiesAreFoundByTheirEmbedding();
    aPatientInTwoSplitsShowsOnTheCard();
    aTableSurvivesEveryText();
    recordsThatNestTooDeepAreRefused();
    return 0;
}
