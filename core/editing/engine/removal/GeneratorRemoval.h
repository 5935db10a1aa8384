#pragma once

// Inside core/editing only.

#include "core/base/Result.h"
#include "core/editing/EditRequest.h"
#include "core/editing/EditResult.h"
#include "core/editing/readings/FilmReading.h"
#include "core/jobs/JobContext.h"

namespace cf {

/// True of a single answer, by words, in which a pacemaker was to go.
bool leavesGeneratorRest(const EditRequest &request, const EditResult &result);

/// Takes from such an answer of a method that edits latents what it left of the pacemaker (GeneratorRest.h), and judges
/// it anew. Stored values keep the method's answer where nothing was left. `reading`: of the source, with its lines.
/// Errors: Cancelled.
Result<> removeGeneratorRest(
    const FilmReading &reading, const Radiograph &source, EditResult &result, const JobContext &job);

} // namespace cf
