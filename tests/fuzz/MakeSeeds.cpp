// Writes the seeds of the fuzz targets, one folder each: small files of every kind that is read. Nothing is fetched.

#include "core/editing/ProvenanceJson.h"
#include "tests/dicom/RawDicom.h"
#include "tests/fuzz/RecordSeeds.h"
#include "ui/records/PackedValues.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

using namespace cf;

namespace {

namespace fs = std::filesystem;

/// The film with 8-bit pixels, compressed: one fragment behind an empty offset table (PS3.5 A.4).
test::Bytes packedFilm(test::RawDataSet film, const char *syntax, const cv::Size &size, test::Bytes coded)
{
    if (coded.size() % 2 == 1)
        coded += '\0';
    film.word(0x00280010, size.height);
    film.word(0x00280011, size.width);
    film.word(0x00280100, 8);
    film.word(0x00280101, 8);
    film.word(0x00280102, 7);
    film.remove(0x7FE00010);
    test::Bytes pixels("\xE0\x7F\x10\x00OB\0\0\xFF\xFF\xFF\xFF\xFE\xFF\x00\xE0\0\0\0\0\xFE\xFF\x00\xE0", 24);
    test::putNumber(pixels, coded.size(), 4);
    pixels += coded;
    pixels.append("\xFE\xFF\xDD\xE0\0\0\0\0", 8);
    return test::metaHeader(syntax) + film.bytes() + pixels;
}

/// One segment of literal and repeated runs (PS3.5 G.3), a literal and a repeated one for each row.
test::Bytes runLengths(const cv::Mat &picture)
{
    test::Bytes bytes;
    test::putNumber(bytes, 1, 4);
    test::putNumber(bytes, 64, 4); // The segment lies behind this header.
    bytes.resize(64, '\0');
    const int half = picture.cols / 2;
    for (int y = 0; y < picture.rows; ++y) {
        bytes += static_cast<char>(half - 1);
        bytes.append(picture.ptr<char>(y), static_cast<std::size_t>(half));
        bytes += static_cast<char>(1 - half);
        bytes += picture.ptr<char>(y)[half];
    }
    return bytes;
}

void writeFilms(const fs::path &folder)
{
    fs::create_directories(folder);
    const test::RawDataSet film = test::film();
    test::saveFilm(folder / "explicit.dcm", film);
    test::save(folder / "implicit.dcm", test::metaHeader(test::implicitLittle) + film.bytes(false));
    test::save(folder / "bare.dcm", film.bytes());
    test::RawDataSet table = film;
    test::RawDataSet voi;
    voi.set(0x00283002, "US", test::words({ 64, 0, 16 }));
    std::vector<int> entries;
    for (int entry = 0; entry < 64; ++entry)
        entries.push_back(entry * 64);
    voi.set(0x00283006, "US", test::words(entries));
    table.set(0x00283010, "SQ", voi.asItem());
    test::saveFilm(folder / "voi.dcm", table);
    cv::Mat picture(24, 32, CV_16UC1);
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x)
            picture.at<std::uint16_t>(y, x) = static_cast<std::uint16_t>(x * 2000 + y * 16);
    cv::imwrite((folder / "p16.png").string(), picture);
    cv::imwrite((folder / "p16.tif").string(), picture);
    picture.convertTo(picture, CV_8UC1, 1.0 / 256.0);
    cv::imwrite((folder / "p8.jpg").string(), picture);
    cv::imwrite((folder / "p8.png").string(), picture);
    std::vector<std::uint8_t> coded;
    cv::imencode(".jpg", picture, coded);
    test::save(folder / "jpeg.dcm",
        packedFilm(film, "1.2.840.10008.1.2.4.50", picture.size(), { coded.begin(), coded.end() }));
    test::save(folder / "rle.dcm", packedFilm(film, "1.2.840.10008.1.2.5", picture.size(), runLengths(picture)));
    // The code stream within the file that OpenCV makes begins with SOC and SIZ (ISO 15444-1, A.4).
    cv::Mat larger; // Its six resolutions need 32 rows and columns.
    cv::resize(picture, larger, { 64, 64 });
    coded.clear();
    if (cv::haveImageWriter("a.jp2") && cv::imencode(".jp2", larger, coded)) {
        const test::Bytes file(coded.begin(), coded.end());
        if (const auto begin = file.find("\xFF\x4F\xFF\x51"); begin != test::Bytes::npos)
            test::save(
                folder / "j2k.dcm", packedFilm(film, "1.2.840.10008.1.2.4.90", larger.size(), file.substr(begin)));
    }
}

void writePrompts(const fs::path &folder, const fs::path &sentences)
{
    fs::create_directories(folder);
    std::ifstream table(sentences);
    std::string line;
    for (int number = 0; std::getline(table, line); ++number)
        if (const std::string typed = line.substr(0, line.find('\t')); !typed.empty())
            std::ofstream(folder / std::to_string(number)) << typed;
}

void writeRecords(const fs::path &folder)
{
    fs::create_directories(folder);
    Provenance made;
    made.program = "Contrafact 0.1.0";
    made.method = "instruct";
    made.prompt = "remove the pacemaker";
    made.parameters = { { "guidance_scale", 4.0 } };
    made.chosen = { { {}, "insertion", "it is exact" } };
    std::ofstream(folder / "edit.json") << toJson(made);
}

void writePacked(const fs::path &folder)
{
    fs::create_directories(folder);
    StoredImage image(8, 8);
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        image.pixels[i] = static_cast<std::int32_t>(i * i * i) - 4000;
    const QByteArray bytes = ui::packed(image);
    std::ofstream(folder / "image", std::ios::binary).write(bytes.constData(), bytes.size());
}

void writeWeights(const fs::path &folder)
{
    fs::create_directories(folder);
    const std::string header = R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
    std::string bytes;
    test::putNumber(bytes, header.size(), 8);
    test::save(folder / "w.safetensors", bytes + header + std::string(8, '\0'));
    // The end of an empty zip archive, and a stored entry with a pickle of an empty dictionary.
    test::save(folder / "empty.zip", test::Bytes("PK\x05\x06", 4) + std::string(18, '\0'));
    const std::string name = "m/data.pkl";
    const std::string pickle("\x80\x02}q\x00.", 6);
    std::string local("PK\x03\x04\x0A\0\0\0\0\0\0\0\0\0", 14);
    test::putNumber(local, 0, 4);
    test::putNumber(local, pickle.size(), 4);
    test::putNumber(local, pickle.size(), 4);
    test::putNumber(local, name.size(), 2);
    test::putNumber(local, 0, 2);
    local += name + pickle;
    std::string directory("PK\x01\x02\x0A\0\x0A\0\0\0\0\0\0\0\0\0", 16);
    test::putNumber(directory, 0, 4);
    test::putNumber(directory, pickle.size(), 4);
    test::putNumber(directory, pickle.size(), 4);
    test::putNumber(directory, name.size(), 2);
    directory += std::string(16, '\0') + name;
    std::string end("PK\x05\x06\0\0\0\0\x01\0\x01\0", 12);
    test::putNumber(end, directory.size(), 4);
    test::putNumber(end, local.size(), 4);
    test::putNumber(end, 0, 2);
    test::save(folder / "dict.pt", local + directory + end);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: MakeSeeds FOLDER SENTENCES.tsv\n");
        return 2;
    }
    const fs::path folder = argv[1];
    writeFilms(folder / "FuzzFilm");
    writeFilms(folder / "FuzzScan");
    writePrompts(folder / "FuzzPrompt", argv[2]);
    writeRecords(folder / "FuzzProvenance");
    writePacked(folder / "FuzzHistory");
    writeWeights(folder / "FuzzWeights");
    fuzz::writeRecordSeeds(folder);
    return 0;
}
