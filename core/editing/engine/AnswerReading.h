#pragma once

// Inside core/editing only: what the readers of films say of an answer.

#include "core/base/Result.h"
#include "core/editing/EditRequest.h"
#include "core/editing/EditResult.h"
#include "core/editing/engine/reading/FilmReader.h"
#include "core/editing/engine/removal/RemovalSight.h"
#include "core/editing/readings/FilmReading.h"
#include "core/jobs/JobContext.h"

namespace cf {

/// Puts printed marks back into an answer, and adds the gates and warnings of what is seen on source and answer; a gate
/// that failed makes the result refused. `source`: the reading of the request's film; `request`: its instructions as
/// they were seen, without a mask where none was drawn. May throw what LibTorch throws. Errors: as FilmReader::read().
Result<> readAnswer(const EditRequest &request, const FilmReading &source, FilmReader &reader,
    const RemovalSight &sight, EditResult &result, const JobContext &job);

} // namespace cf
