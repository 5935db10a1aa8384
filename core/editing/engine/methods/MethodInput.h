#pragma once

#include "core/diffusion/sampling/NoiseSource.h"
#include "core/diffusion/sampling/SamplingWatch.h"
#include "core/editing/EditRequest.h"
#include "core/editing/engine/networks/EditorNetworks.h"
#include "core/editing/engine/networks/SourceInversions.h"

#include <map>
#include <string>
#include <torch/types.h>

namespace cf {

/// One edit, ready to run. The references outlive it.
struct MethodInput {
    EditorNetworks &networks;
    const EditRequest &request;
    const EncodedSource &source;
    torch::Tensor mask; ///< [1, 1, height, width] of the latent, 1 = may change; undefined: everywhere.
    int steps = 1;
    const std::map<std::string, double> &parameters; ///< All of the method's, defaults filled in.
    NoiseSource noise; ///< A latent of as many rows as there are seeds gets each row from its own seed.
    SamplingWatch watch;
    SourceInversions &inversions;

    double parameter(const std::string &name) const { return parameters.at(name); }
};

} // namespace cf
