#include "core/training/letters/LetterFigures.h"

#include "core/training/loop/ContactSheet.h"

#include <nlohmann/json.hpp>

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <optional>

namespace cf {

namespace {

using Reader = SideLetterReaderImpl;

enum class Outcome { None, Right, Missed, Wrong };

struct FilmRead {
    Outcome outcome = Outcome::None;
    std::size_t best = 0; ///< The blob that is a letter most likely.
    bool isMirrored = false; ///< That one is seen as in a mirror.
};

/// [blobs, classes]
torch::Tensor classesOf(SideLetterReader &reader, const LetterFilm &film)
{
    const torch::NoGradGuard noGradient;
    std::vector<const LetterBlob *> blobs;
    for (const LetterBlob &blob : film.blobs)
        blobs.push_back(&blob);
    return torch::softmax(reader->forward(windowsOf(blobs, reader->config)), 1);
}

/// [blobs, 2]
torch::Tensor lettersOf(const torch::Tensor &classes)
{
    return classes.narrow(1, Reader::Left, 2) + classes.narrow(1, Reader::MirroredLeft, 2);
}

FilmRead read(SideLetterReader &reader, const LetterFilm &film, double threshold)
{
    FilmRead result;
    result.outcome = film.hasLeft || film.hasRight ? Outcome::Missed : Outcome::None;
    if (film.blobs.empty())
        return result;
    const torch::Tensor classes = classesOf(reader, film);
    const torch::Tensor letters = lettersOf(classes);
    const std::int64_t best = letters.argmax().item<std::int64_t>(); // Of a flat table.
    result.best = static_cast<std::size_t>(best / 2);
    const torch::Tensor own = classes[best / 2];
    result.isMirrored = (own[Reader::MirroredLeft + best % 2] > own[Reader::Left + best % 2]).item<bool>();
    const torch::Tensor isRead = (letters >= threshold).any(0);
    const bool left = isRead[0].item<bool>();
    const bool right = isRead[1].item<bool>();
    if (!film.isUnsure && ((left && !film.hasLeft) || (right && !film.hasRight)))
        result.outcome = Outcome::Wrong;
    else if (result.outcome == Outcome::Missed && (left || right))
        result.outcome = Outcome::Right;
    return result;
}

} // namespace

torch::Tensor windowsOf(const std::vector<const LetterBlob *> &blobs, const SideLetterConfig &config)
{
    torch::Tensor windows = torch::empty({ std::ssize(blobs), 2, config.height, config.width });
    float *values = windows.data_ptr<float>();
    for (const LetterBlob *blob : blobs)
        values = std::ranges::copy(blob->window, values).out;
    return windows;
}

torch::Tensor letterProbabilities(SideLetterReader &reader, const LetterFilm &film)
{
    return lettersOf(classesOf(reader, film));
}

nlohmann::json LetterFigures::json() const
{
    return { { "films", films }, { "with_letter", withLetter }, { "read", right },
        { "of_these_seen_mirrored", mirrored }, { "read_wrongly", wrong }, { "wrong_films", wrongFilms } };
}

LetterFigures figuresOf(SideLetterReader &reader, const std::vector<LetterFilm> &films, double threshold)
{
    LetterFigures figures;
    for (const LetterFilm &film : films) {
        const FilmRead done = read(reader, film, threshold);
        const Outcome outcome = done.outcome;
        ++figures.films;
        figures.withLetter += film.hasLeft || film.hasRight ? 1 : 0;
        figures.right += outcome == Outcome::Right ? 1 : 0;
        figures.mirrored += outcome == Outcome::Right && done.isMirrored ? 1 : 0;
        figures.wrong += outcome == Outcome::Wrong ? 1 : 0;
        if (outcome == Outcome::Wrong)
            figures.wrongFilms.push_back(film.name);
    }
    return figures;
}

Result<> writeLetterSheet(
    SideLetterReader &reader, const std::vector<LetterFilm> &films, double threshold, const std::filesystem::path &file)
{
    constexpr std::int64_t columns = 12;
    std::vector<std::pair<Outcome, torch::Tensor>> pictures;
    for (const LetterFilm &film : films) {
        const FilmRead done = read(reader, film, threshold);
        if (film.blobs.empty() || done.outcome == Outcome::None)
            continue;
        pictures.emplace_back(done.outcome, windowsOf({ &film.blobs[done.best] }, reader->config).select(1, 0));
    }
    std::ranges::stable_sort(pictures, std::greater(), &std::pair<Outcome, torch::Tensor>::first);
    if (pictures.empty())
        return {};
    std::vector<torch::Tensor> windows;
    for (const auto &[outcome, window] : pictures)
        windows.push_back(window);
    while (std::ssize(windows) % columns != 0)
        windows.push_back(torch::zeros_like(windows.front()));
    const torch::Tensor sheet = torch::stack(windows).clamp(-1.0, 1.0);
    return writeContactSheet(sheet.view({ -1, columns, 1, reader->config.height, reader->config.width }), file);
}

} // namespace cf
