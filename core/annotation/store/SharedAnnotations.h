#pragma once

#include "core/annotation/store/AnnotationStore.h"
#include "core/base/Result.h"

#include <string>

namespace cf::annotation {

/// What went from one store to the other.
struct Exchanged {
    int sent = 0;
    int received = 0;
};

/// Brings the store of one workstation and the one that annotators share together, so that a server that stops costs
/// nobody an answer: what the annotator said goes there, what the same annotator said elsewhere comes here, the later
/// word of each image being the newest on both sides and earlier finished ones staying as revisions. Who decides gets
/// what others have finished, too; who annotates gets nothing of others. Doing it twice changes nothing. Errors: those
/// of either store; what was exchanged by then stays.
Result<Exchanged> exchangeAnnotations(
    AnnotationStore &own, AnnotationStore &shared, const std::string &annotator, bool decides);

} // namespace cf::annotation
