#pragma once

#include "core/base/Result.h"
#include "core/editing/readings/FilmReading.h"
#include "core/imaging/Radiograph.h"
#include "core/jobs/JobContext.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// What is found out about one film before any of them is edited.
struct FilmCheck {
    std::string film; ///< Below the films' folder.
    std::string sha256;
    std::string patientKey;
    bool patientKnown = false;
    std::string unreadable; ///< Why; empty where it can be read.
    int width = 0;
    int height = 0;
    std::string view; ///< As the object says: "PA", "AP", "LL"; empty: it does not.
    std::string hash; ///< Of its appearance.
    /// See embeddingText(); empty where it has no edges; nothing where nobody looked yet, as in earlier versions.
    std::optional<std::string> embedding;
    std::vector<std::string> notes; ///< Codes of what the segmenter says: "film-mirrored", "film-not-frontal-chest".
    std::optional<int> words; ///< Printed words that were read on it; nothing where nobody can read.
};
std::string toJson(const FilmCheck &check);
Result<FilmCheck> filmCheckFromJson(const std::string &text);

/// What checking needs of parts that it does not know.
struct FilmCheckServices {
    struct Film {
        Radiograph radiograph;
        std::string patient;
    };
    std::function<Result<Film>(const std::filesystem::path &)> readFilm;
    std::function<Result<std::vector<FilmNote>>(const Radiograph &)> look; ///< Of a segmenter; may be empty.
    std::function<std::optional<int>(const Radiograph &)> countWords; ///< May be empty.
    /// Films that could not be read before are looked at again, those whose words nobody could count, and those of
    /// which an earlier version took no embedding.
    bool looksAgain = false;
    /// Whose film an object says it is, by its header; may be empty. The same in every stage, see joinPatients().
    std::function<std::string(const std::filesystem::path &)> patientOf{};
};

/// Looks at every film of a folder; each is written to `records` (JSON lines) when it is done, so that a check that was
/// interrupted goes on. Errors: of the folder, of writing, Cancelled.
Result<std::vector<FilmCheck>> checkFilms(const std::filesystem::path &films, const std::filesystem::path &records,
    const FilmCheckServices &services, const JobContext &job);

/// How the reason begins of a film that another one is like.
inline constexpr std::string_view looksLike = "looks like ";
/// Why a film is left out of a pilot, in words; empty where it is not. `like`: the film before it that it looks like.
std::string whyUnsuitable(const FilmCheck &check, const std::string &like);

} // namespace cf
