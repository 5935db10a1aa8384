#pragma once

#include "core/base/Image.h"
#include "core/imaging/PatientAxes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// A look-up table of DICOM (PS3.3 C.11.1 and C.11.2): input `firstInput + i` becomes `values[i]`.
struct LookupTable {
    int firstInput = 0;
    int bitsPerEntry = 16;
    std::vector<std::uint16_t> values;
    bool operator==(const LookupTable &) const = default;
};

enum class Photometric { Monochrome1, Monochrome2 };
enum class VoiFunction { Linear, LinearExact, Sigmoid };

/// Stored pixels of one frontal or other projection image and everything needed to show them as its maker meant.
struct Radiograph {
    StoredImage stored;
    int bitsStored = 12; ///< 1…16; the stored range is 0…2^bits−1, or −2^(bits−1)…2^(bits−1)−1 when signed.
    bool isSigned = false;
    Photometric photometric = Photometric::Monochrome2;
    double rescaleSlope = 1.0;
    double rescaleIntercept = 0.0;
    std::optional<LookupTable> modalityLut; ///< Takes the place of slope and intercept.
    std::optional<double> windowCenter; ///< In modality units. Absent: the whole range of the image.
    std::optional<double> windowWidth;
    VoiFunction voiFunction = VoiFunction::Linear;
    std::optional<LookupTable> voiLut; ///< Used when no window is given.
    std::optional<std::int32_t> paddingValue; ///< Pixel Padding Value (0028,0120); such pixels never change.
    std::optional<std::int32_t> paddingRangeLimit; ///< (0028,0121)
    double columnSpacing = 0.0; ///< mm between columns at the detector; 0 when unknown.
    double rowSpacing = 0.0;
    double statedAspect = 1.0; ///< Height of a pixel over its width where the spacing is unknown (0028,0034).
    bool axesAreSeen = false; ///< `axes` come from the picture's looks: enough to turn it by, no reason for a letter.
    PatientAxes axes; ///< How the stored pixels lie in the patient; unknown where nothing says it.
    std::string viewPosition; ///< "PA", "AP", "LL" … as in (0018,5101); empty when unknown.

    std::int32_t minimumStored() const { return isSigned ? -(1 << (bitsStored - 1)) : 0; }
    std::int32_t maximumStored() const { return isSigned ? (1 << (bitsStored - 1)) - 1 : (1 << bitsStored) - 1; }
    bool operator==(const Radiograph &) const = default;
};

} // namespace cf
