#pragma once

#include "core/phantom/values/PhantomNumbers.h"

namespace cf {

/// Of whom a phantom is.
struct PatientNumbers {
    int youngest = numbers::count("patient.youngest");
    int ages = numbers::count("patient.ages");
};

} // namespace cf
