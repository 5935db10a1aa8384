#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/phantom/values/Abnormality.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace cf {

/// What is known about one pair of a corpus.
struct PairRecord {
    Abnormality abnormality;
    std::string origin; ///< "phantom" or "insertion".
    std::uint64_t seed = 0; ///< Makes the pair again.
    double visible = 0.0; ///< See CounterfactualPair.
};

/// Counterfactual pairs kept on disk, 8 bits a pixel, square. Grows by appending; a kill at any moment loses at most
/// the pair being written. `pairs.bin` holds without and with, one after the other; `pairs.jsonl` one line a pair.
class PairCorpus
{
public:
    /// Opens or creates the corpus in `folder`. Refuses a folder whose image size is another.
    static Result<PairCorpus> open(const std::filesystem::path &folder, int imageSize);
    PairCorpus(PairCorpus &&) noexcept;
    PairCorpus &operator=(PairCorpus &&) noexcept;
    ~PairCorpus();

    int imageSize() const { return m_imageSize; }
    std::size_t size() const { return m_records.size(); }
    const PairRecord &record(std::size_t index) const { return m_records[index]; }
    const std::vector<PairRecord> &records() const { return m_records; }
    /// imageSize² grey levels of the image without and with the abnormality; valid while the corpus lives unchanged.
    std::span<const std::uint8_t> without(std::size_t index) const;
    std::span<const std::uint8_t> with(std::size_t index) const;

    Result<> append(const CounterfactualPair &pair, const PairRecord &record);
    /// Sees what another process has appended since.
    Result<> refresh();

private:
    struct Mapping;
    PairCorpus(std::filesystem::path folder, int imageSize);
    Result<> map();

    std::filesystem::path m_folder;
    int m_imageSize;
    std::vector<PairRecord> m_records;
    std::unique_ptr<Mapping> m_mapping;
};

/// Draws the pair of a seed.
using PairSource = std::function<Result<CounterfactualPair>(std::uint64_t seed)>;

/// Appends pairs of seeds firstSeed, firstSeed + 1 … until `count` pairs of `origin` are there. Seeds whose pair cannot
/// be made (InvalidInput, Unsupported) or is fainter than `minVisible` are passed over; other errors, and what `source`
/// throws, end it. Resumes where an earlier call stopped.
Result<> fillCorpus(PairCorpus &corpus, const std::string &origin, std::uint64_t firstSeed, std::size_t count,
    double minVisible, const PairSource &source, const JobContext &job);

} // namespace cf
