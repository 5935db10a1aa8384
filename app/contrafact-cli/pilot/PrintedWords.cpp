#include "app/contrafact-cli/pilot/PrintedWords.h"

#include "app/contrafact-cli/batch/ProgramCall.h"
#include "core/base/files/AtomicFile.h"
#include "core/base/files/ScratchFolder.h"
#include "core/imaging/Windowing.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <sstream>
#include <vector>

namespace cf::cli {

namespace {

constexpr double minConfidence = 60.0;
constexpr long shortestWord = 3;

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
    const auto folder = ScratchFolder::make("words");
    if (!folder)
        return std::nullopt;
    const Image<std::uint8_t> picture = toDisplay8(film);
    // A portable grey map, which needs no library.
    std::string bytes = "P5\n";
    bytes.append(std::to_string(picture.width)).append(" ").append(std::to_string(picture.height)).append("\n255\n");
    bytes.append(reinterpret_cast<const char *>(picture.pixels.data()), picture.pixels.size());
    const auto file = folder->path() / "film.pgm";
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
