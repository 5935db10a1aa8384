#pragma once

// Inside core/editing only: the method "remove".

#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/engine/EditorNetworks.h"

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

/// Where something of what the request names is still seen in an answer, at the film's size; all 0 or empty where
/// nothing is, or nobody can tell. May be empty itself.
using RestFinder =
    std::function<Result<MaskImage>(const EditRequest &request, const Radiograph &answer, const JobContext &job)>;

MethodDescription removalDescription();

/// Takes what the request names out of its source, within its mask or, without one, the region that `find` says. The
/// source keeps every stored value outside. Where `rest` still sees something of it (within a drawn mask, or anywhere
/// without one), that is taken away from the answer in turn, at most twice. Judged as a picture only; what classifiers
/// say is left to the caller. Errors: InvalidInput for anything but removals of what the network knows, and for several
/// seeds: there is one answer.
Result<EditResult> removeFrom(const EditRequest &request, EditorNetworks &networks, const RegionFinder &find,
    const RestFinder &rest, const JobContext &job);

} // namespace cf
