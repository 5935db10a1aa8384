#include "core/editing/engine/reading/SideLetterCheck.h"

#include "core/diffusion/runtime/TorchBorder.h"
#include "core/editing/engine/reading/FilmReader.h"
#include "core/imaging/UprightRadiograph.h"
#include "core/imaging/letters/SideLetters.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>

namespace cf {

namespace {

class SideLetterChecker
{
public:
    explicit SideLetterChecker(std::filesystem::path modelFolder)
        : m_modelFolder(std::move(modelFolder))
    {
    }

    void check(const Radiograph &film, ReadingNotes &notes)
    {
        constexpr int smallestSide = 64; // As an edit takes it.
        if (m_modelFolder.empty() || openQuestion(notes) != nullptr
            || std::min(film.stored.width, film.stored.height) < smallestSide)
            return;
        const std::lock_guard lock(m_mutex);
        const auto letters = read(uprightRadiograph(film));
        if (letters)
            checkSideLetters(*letters, film, notes);
        else
            addNote(notes, "side-letters-unread",
                "Printed side letters could not be looked for: " + letters.error().message, NoteSeverity::Warning);
    }

private:
    Result<std::vector<SideLetter>> read(const Radiograph &upright)
    {
        return atTorchBorder("Reading side letters", [&]() -> Result<std::vector<SideLetter>> {
            if (!m_isLoaded) {
                CF_ASSIGN(m_reader, FilmReader::load(m_modelFolder));
                m_isLoaded = true;
            }
            if (!m_reader)
                return std::vector<SideLetter>();
            return m_reader->readSideLetters(upright, {});
        });
    }

    std::filesystem::path m_modelFolder;
    std::mutex m_mutex;
    bool m_isLoaded = false;
    std::optional<FilmReader> m_reader;
};

} // namespace

std::function<void(Radiograph &, ReadingNotes &)> sideLetterCheck(const std::filesystem::path &modelFolder)
{
    const auto checker = std::make_shared<SideLetterChecker>(modelFolder);
    return [checker](Radiograph &film, ReadingNotes &notes) { checker->check(film, notes); };
}

} // namespace cf
