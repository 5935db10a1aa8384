#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/training/segmenter/samples/SegmenterClasses.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// Image-level labels: 1 there, 0 not there, −1 not known.
using SeenLabelRow = std::array<std::int8_t, static_cast<std::size_t>(seenMaps + seenLabels)>;

/// What is known about one sample as a whole.
struct SegmenterSampleInfo {
    std::string origin; ///< "film", "insertion", "phantom".
    std::string patient; ///< "nih/1234", "phantom/17".
    std::string name; ///< The film's file name; empty for phantoms.
    std::uint64_t seed = 0; ///< That made it; 0 for films.
    /// Maps of which every pixel is known; of the others only pixels whose bit is set are (they are there).
    std::uint32_t known = 0;
    SeenLabelRow labels{};
    bool annotated = false; ///< Its lines were annotated one by one, with those that look like lines and are none.
};

/// A film and where on it what is.
struct SegmenterSample {
    SegmenterSampleInfo info;
    Image<std::uint8_t> film; ///< Square.
    Image<std::uint32_t> seen; ///< Half its side; bits of SeenMap and those of SegmenterClasses.h.
};

/// The sample's film as grey, 0 to 1.
GreyImage greyOf(const SegmenterSample &sample);

/// Samples on disk: `NAME.bin` holds film and maps one after the other, `NAME.jsonl` one line each. Grows by appending;
/// a kill at any moment loses at most the sample being written.
class SegmenterSamples
{
public:
    /// Opens or creates. Errors: files that cannot be read or belong to another image size.
    static Result<SegmenterSamples> open(const std::filesystem::path &folder, const std::string &name, int imageSize);

    std::size_t size() const { return m_infos.size(); }
    int imageSize() const { return m_imageSize; }
    const SegmenterSampleInfo &info(std::size_t index) const { return m_infos[index]; }
    Result<SegmenterSample> read(std::size_t index) const;
    Result<> append(const SegmenterSample &sample);

private:
    std::size_t bytesOfOne() const;

    std::filesystem::path m_data;
    std::filesystem::path m_list;
    int m_imageSize = 0;
    std::vector<SegmenterSampleInfo> m_infos;
};

} // namespace cf
