#include "app/contrafact-cli/batch/RegionObject.h"

#include "core/annotation/Proposal.h"
#include "core/base/files/Sha256.h"
#include "core/editing/ProvenanceJson.h"
#include "dicom/AnnotationObjects.h"
#include "dicom/ImageImport.h"

namespace cf::cli {

namespace {

/// "20200102030405" → "2020-01-02T03:04:05Z".
std::string isoTime(const std::string &digits)
{
    return digits.substr(0, 4) + '-' + digits.substr(4, 2) + '-' + digits.substr(6, 2) + 'T' + digits.substr(8, 2) + ':'
        + digits.substr(10, 2) + ':' + digits.substr(12, 2) + 'Z';
}

} // namespace

Result<> writeRegion(const EditRequest &request, const EditResult &result, const std::filesystem::path &source,
    const std::filesystem::path &object, const std::string &dateTime, const std::filesystem::path &output)
{
    annotation::Subject subject;
    subject.width = result.region.width;
    subject.height = result.region.height;
    subject.instruction = request.prompt;
    const std::string provenance = toJson(result.provenance);
    Sha256 hash;
    hash.add(provenance.data(), provenance.size());
    subject.edit = hash.finish();
    annotation::ProposedRegion region;
    region.mask = Image<std::uint8_t>(result.region.width, result.region.height);
    for (std::size_t index = 0; index < region.mask.pixels.size(); ++index)
        region.mask.pixels[index] = result.region.pixels[index] >= 0.5F ? 1 : 0;
    if (!request.edits.empty())
        region.finding = request.edits.front().target;
    region.label = "Region of the edit: " + request.prompt;
    annotation::Annotation proposed = annotation::proposedAnnotation(subject, "Contrafact", {}, { region });
    proposed.saved = isoTime(dateTime);
    const bool isObject = !looksLikePicture(source);
    CF_TRY(writeAnnotationSegmentation(
        proposed, { object, isObject ? source : std::filesystem::path() }, output, replaceOwnConfidential()));
    return {};
}

} // namespace cf::cli
