#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cf {

/// Tells which radiograph an insertion was rendered into: the image without it is that film, bit for bit.
class FilmTable
{
public:
    struct Film {
        std::string patient; ///< "data set/patient".
        std::optional<std::vector<std::string>> findings; ///< Of its table; nothing where the table has no such column.
    };

    /// Reads every film of the folders at the corpus' size; no folder gives an empty table. Unreadable films are
    /// passed over.
    static Result<FilmTable> read(
        const std::vector<std::filesystem::path> &folders, int imageSize, const JobContext &job);

    /// The film of these grey levels, or nothing.
    const Film *find(std::span<const std::uint8_t> pixels) const;
    std::size_t size() const { return m_films.size(); }

private:
    std::map<std::uint64_t, Film> m_films; ///< By a hash of the pixels.
};

} // namespace cf
