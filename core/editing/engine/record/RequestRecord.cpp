#include "core/editing/engine/record/RequestRecord.h"

#include "core/editing/ProvenanceJson.h"

namespace cf {

void recordRequest(const EditRequest &request, Provenance &provenance)
{
    provenance.prompt = request.prompt;
    provenance.captions = request.captions;
    provenance.captionsByHand = request.captionsByHand;
    provenance.sourceConfirmed = request.sourceConfirmed;
    provenance.sourceSha256 = sha256Of(request.source.stored);
    provenance.maskSha256 = sha256Of(request.mask);
}

} // namespace cf
