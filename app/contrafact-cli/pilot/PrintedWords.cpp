#include "app/contrafact-cli/pilot/PrintedWords.h"

#include "app/contrafact-cli/batch/ProgramCall.h"
#include "core/base/files/AtomicFile.h"
#include "core/imaging/Windowing.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <vector>

namespace cf::cli {

namespace {

constexpr double minConfidence = 60.0;
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
        words += letters >= shortestWord && std::strtod(cells[confidence].c_str(), nullptr) >= minConfidence ? 1 : 0;
    }
    return words;
}

bool canReadWords()
{
    const auto said = callProgram({ "env", "tesseract", "--version" });
    return said && said->exitCode == 0;
}

std::optional<int> countPrintedWords(const Radiograph &film)
{
    const PictureFolder folder;
    if (folder.path().empty())
        return std::nullopt;
    const Image<std::uint8_t> picture = toDisplay8(film);
    // A portable grey map, which needs no library.
    std::string bytes = "P5\n";
    bytes.append(std::to_string(picture.width)).append(" ").append(std::to_string(picture.height)).append("\n255\n");
    bytes.append(reinterpret_cast<const char *>(picture.pixels.data()), picture.pixels.size());
    const auto file = folder.path() / "film.pgm";
    if (!writeWhole(file, bytes, replaceOwnConfidential()))
        return std::nullopt;
    // 11: words anywhere, in no order. One thread: a batch of films is slower with more.
    const auto said =
        callProgram({ "env", "OMP_THREAD_LIMIT=1", "tesseract", file.string(), "stdout", "--psm", "11", "tsv" });
    if (!said || said->exitCode != 0)
        return std::nullopt;
    return wordsInTable(said->text);
}

} // namespace cf::cli
