#pragma once

#include "core/datasets/BatchRow.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace cf {

/// Two films that are one file, byte for byte.
struct SameFile {
    std::string film;
    std::string other;
    std::string sha256;
    bool operator==(const SameFile &) const = default;
};

/// Places of equal hashes: the first one's, and one behind it. An empty hash equals none.
std::vector<std::pair<std::size_t, std::size_t>> equalPlaces(const std::vector<std::string> &hashes);

/// Each film of a batch that equals one before it, with that one.
std::vector<SameFile> sameFiles(const std::vector<BatchRow> &rows);

} // namespace cf
