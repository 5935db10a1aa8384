#pragma once

#include "core/base/Result.h"
#include "core/evaluation/SeeingJudge.h"
#include "core/evaluation/probe/EditProbe.h"
#include "core/imaging/Radiograph.h"
#include "core/jobs/JobContext.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cf::downstream {

/// What a segmenter that had no part in an edit sees on the pictures that were made with it.
struct SeenEdit {
    struct Picture {
        bool shows = false; ///< It finds the device.
        std::map<std::string, double> moved; ///< See ProbeEdit::moved; along the edit that was asked for.
    };
    std::string judge; ///< SHA-256 of its weights.
    std::optional<bool> before; ///< It finds the device on the film that was edited; nothing: it knows no such device.
    std::map<std::string, Picture> pictures; ///< By kind: "edited", "null", "moved", "exact".
};

/// Looks at the film once and at each picture. Errors: of the judge; Cancelled.
Result<SeenEdit> lookAtEdit(const SeeingJudge &judge, Target device, bool adds, const Radiograph &film,
    const std::map<std::string, Radiograph> &pictures, const JobContext &job);

/// Whether a picture of this kind is to show the device turned; null edits and changes elsewhere leave it as it was.
bool turnsDevice(std::string_view kind);

/// One picture as an edit of a probe: judged where the segmenter saw rightly, before, whether the device is there;
/// effective where the picture is as its kind is meant. Nothing is said of a kind that was not looked at.
std::optional<ProbeEdit> probeEditOf(
    const SeenEdit &seen, std::string_view kind, Target device, bool adds, const std::string &patient);

} // namespace cf::downstream
