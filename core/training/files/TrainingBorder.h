#pragma once

#include "core/base/Result.h"

#include <string>

namespace cf {

/// The Error for the exception being handled, whichever library threw it; call it inside the catch block at the border
/// of a trainer, an exporter or a maker of samples. `what` names the work, e.g. "Training the remover". Saved states
/// and samples are whole whatever was thrown: the same call goes on from there.
Error errorFromTraining(const std::string &what);

} // namespace cf
