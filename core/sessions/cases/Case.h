#pragma once

#include "core/imaging/Radiograph.h"

#include <map>
#include <string>
#include <vector>

namespace cf::sessions {

/// A rectangle in pixels that a reader ought to find, for LROC and FROC.
struct TrueLesion {
    double x = 0.0;
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;
    double weight = 1.0; ///< Of the JAFROC figure of merit.
    bool operator==(const TrueLesion &) const = default;
};

/// One image of a case. Its pixels lie in the store under their hash.
struct CaseImage {
    std::string sha256; ///< Of header and stored values; see `StudyImage`.
    std::string arm; ///< Key of its arm.
    std::string difference; ///< Hash of the difference map, shown only by stages that say so; else empty.
    bool operator==(const CaseImage &) const = default;
};

/// What is shown at once and answered together.
struct Case {
    std::string id; ///< Neutral: readers and exports see it, so that it says nothing of patient, file or arm.
    std::string patient; ///< Pseudonym; two cases with the same one are kept apart in the order.
    std::string pair; ///< The same source in different arms, for paired sessions; empty: none.
    std::vector<CaseImage> images; ///< As many as the protocol's panes.
    bool isTraining = false;
    std::string feedback; ///< Shown after a training case.
    std::map<std::string, std::string> truth; ///< Key of a question's `truth` → right answer ("yes", "3", "ap").
    std::vector<TrueLesion> lesions;
    bool operator==(const Case &) const = default;

    /// The arm of a case of one image; see armOf() for cases of several.
    const std::string &arm() const { return images.back().arm; }
};

/// Pixels as readers see them: header of the radiograph reduced to what showing needs, and all stored values.
struct StudyImage {
    std::string sha256;
    Radiograph radiograph;
};

/// Over depth, sign, photometric interpretation, rescaling, window, spacing, size and stored values; the same for the
/// same picture whatever file it came from.
std::string imageHash(const Radiograph &radiograph);

} // namespace cf::sessions
