#pragma once

#include "core/datasets/FilmEmbedding.h"
#include "core/datasets/FilmHash.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// What a film is compared by; a film without either is like none.
struct ComparedFilm {
    std::optional<AppearanceHash> hash;
    std::optional<EmbeddedFilm> embedding;
};

/// From the texts of hashText() and embeddingText(); what is none is left out.
ComparedFilm comparedFilm(const std::string &hash, const std::string &embedding);

/// Two films that are as near as copies, by their places.
struct NearFilms {
    std::size_t first = 0; ///< Below `second`.
    std::size_t second = 0;
    std::optional<int> hashDistance; ///< Where both have a hash.
    bool byHash = false; ///< That is few enough.
    std::optional<double> embeddingDistance; ///< Where the embedding says that they are one film.
    bool operator==(const NearFilms &) const = default;
};

/// All pairs that the hash (maxDuplicateDistance) or the embedding (maxEmbeddingDistance) takes for one film, in order:
/// the same pairs as a comparison of each film with each other one, without most of these comparisons.
/// `groups`: of each film; films of one group are not compared. Empty: all are compared.
std::vector<NearFilms> nearFilms(const std::vector<ComparedFilm> &films, const std::vector<std::size_t> &groups);

} // namespace cf
