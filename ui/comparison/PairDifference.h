#pragma once

#include "core/base/Result.h"
#include "ui/records/PreparedResult.h"

namespace cf::ui {

/// Two edits of one film as the difference panel takes them: the first in the original's place, and the second with its
/// difference from the first instead of from the film.
struct PairDifference {
    PicturePointer first; ///< Without its plate: values under the pointer are the edit's own.
    ResultPointer second;
};

/// Second minus first in stored values, plates left out; the noise floor is the larger one of the two. As slow as
/// prepareResult(). Errors: InvalidInput where the two are not of one film.
Result<PairDifference> pairDifference(const PreparedResult &first, const PreparedResult &second);

} // namespace cf::ui
