#include "app/contrafact-cli/pilot/PrintedWords.h"

#include "app/contrafact-cli/batch/ProgramCall.h"
#include "core/base/AtomicFile.h"
#include "core/imaging/Windowing.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <vector>

namespace cf::cli {

namespace {

constexpr double leastConfidence = 60.0;
constexpr long shortestWord = 3;

/// A folder for one picture, for its owner's eyes, gone when it is read.
class PictureFolder
{
public:
    PictureFolder()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "contrafact-words-XXXXXX").string();
        if (::mkdtemp(pattern.data()) != nullptr)
            m_path = pattern;
    }
    ~PictureFolder()
    {
        std::error_code ignored;
        if (!m_path.empty())
            std::filesystem::remove_all(m_path, ignored);
    }
    PictureFolder(const PictureFolder &) = delete;
    PictureFolder &operator=(const PictureFolder &) = delete;
    const std::filesystem::path &path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace

int wordsInTable(const std::string &table)
{
    int words = 0;
    std::istringstream stream(table);
    for (std::string line; std::getline(stream, line);) {
        std::vector<std::string> cells;
        std::istringstream parts(line);
        for (std::string cell; std::getline(parts, cell, '\t');)
            cells.push_back(cell);
        constexpr std::size_t confidence = 10;
        constexpr std::size_t text = 11;
        if (cells.size() <= text || cells.front() != "5")
            continue; // Pages, blocks, lines.
        const auto letters = std::ranges::count_if(
            cells[text], [](char letter) { return std::isalnum(static_cast<unsigned char>(letter)) != 0; });
        words += letters >= shortestWord && std::strtod(cells[confidence].c_str(), nullptr) >= leastConfidence ? 1 : 0;
    }
    return words;
}

std::optional<int> countPrintedWords(const Radiograph &film)
{
    const PictureFolder folder;
    const Image<std::uint8_t> picture = toDisplay8(film);
    std::vector<std::uint8_t> bytes;
    try {
        if (folder.path().empty()
            || !cv::imencode(".png",
                cv::Mat(picture.height, picture.width, CV_8UC1, const_cast<std::uint8_t *>(picture.pixels.data())),
                bytes))
            return std::nullopt;
    } catch (const cv::Exception &) {
        return std::nullopt;
    }
    const auto file = folder.path() / "film.png";
    if (!writeWhole(file, { reinterpret_cast<const char *>(bytes.data()), bytes.size() }, replaceOwnConfidential()))
        return std::nullopt;
    // 11: words anywhere, in no order. One thread: a batch of films is slower with more.
    const auto said =
        callProgram({ "env", "OMP_THREAD_LIMIT=1", "tesseract", file.string(), "stdout", "--psm", "11", "tsv" });
    if (!said || said->exitCode != 0)
        return std::nullopt;
    return wordsInTable(said->text);
}

} // namespace cf::cli
