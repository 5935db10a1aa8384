#include "core/editing/engine/latent/EditProvenance.h"

#include "core/base/files/Sha256.h"
#include "core/editing/engine/record/RequestRecord.h"

#include "core/diffusion/runtime/Torch.h"

#include <string>

namespace cf {

namespace {

const char *precisionName(const EditorNetworks &networks)
{
    return networks.multipliesInBFloat16 ? "bfloat16" : "float32";
}

} // namespace

Provenance provenanceOf(const EditRequest &request, const EditPlan &plan, const EditorNetworks &networks)
{
    Provenance provenance;
    provenance.program = "Contrafact " CONTRAFACT_VERSION;
    provenance.model = networks.description.name;
    provenance.modelSha256 = networks.description.sha256;
    provenance.method = plan.description.name;
    provenance.seed = request.seed;
    provenance.steps = plan.steps;
    provenance.parameters = plan.parameters;
    provenance.precision = precisionName(networks);
    recordRequest(request, provenance);
    return provenance;
}

InversionKey inversionKeyOf(const Provenance &provenance, const EncodedSource &source, const EditorNetworks &networks)
{
    InversionKey key;
    key.pixelsSha256 = provenance.sourceSha256;
    Sha256 square;
    square.add(source.square.pixels.data(), source.square.pixels.size() * sizeof(float));
    key.preprocessing = std::to_string(source.square.width).append(" pixels, ").append(square.finish());
    key.modelSha256 = networks.description.sha256;
    // Sums are split among threads, so that their number decides about the last bits.
    key.dtype = std::string(precisionName(networks)).append(", threads ").append(std::to_string(at::get_num_threads()));
    return key;
}

} // namespace cf
