#pragma once

// Inside core/editing only: the method "remove".

#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/engine/networks/EditorNetworks.h"
#include "core/editing/engine/removal/RemovalLook.h"

#include <functional>

namespace cf {

/// Where something is to go.
struct RemovalRegion {
    MaskImage mask; ///< At the source's size, greater than 0 where it may change.
    bool limitedToAnatomy = false;
    std::vector<RegionWarning> warnings;
};

/// Finds the region of a request without a mask.
using RegionFinder = std::function<Result<RemovalRegion>(const EditRequest &request, const JobContext &job)>;

/// What is seen on the source of what the request names, or, of an answer, what is still seen. May be empty itself.
using RemovalWatch =
    std::function<Result<RemovalLook>(const EditRequest &request, const Radiograph &film, const JobContext &job)>;

/// What a removal is told of its film.
struct RemovalEyes {
    RegionFinder region;
    RemovalWatch source;
    RemovalWatch answer;
};

MethodDescription removalDescription();

/// Takes what the request names out of its source, within its mask or, without one, the region that is found. Lines are
/// followed and subtracted (core/imaging/lines), the network takes the rest. The source keeps every stored value
/// outside. Where something of it is still seen (within a drawn mask, or anywhere without one), that is taken away from
/// the answer in turn, at most twice. Judged as a picture only; what classifiers say is left to the caller. Errors:
/// InvalidInput for anything but removals of what the network knows, and for several seeds: there is one answer.
Result<EditResult> removeFrom(
    const EditRequest &request, EditorNetworks &networks, const RemovalEyes &eyes, const JobContext &job);

} // namespace cf
