#pragma once

#include "core/base/Result.h"
#include "core/editing/EditResult.h"

#include <string>

namespace cf {

/// The record as JSON in UTF-8, members named as in the report of `contrafact-cli edit`; for project files, reports and
/// synthetic DICOM objects. Equal records give equal text.
std::string toJson(const Provenance &provenance);

/// Reads what toJson() wrote; unknown members are ignored. Errors: InvalidInput, naming the member.
Result<Provenance> provenanceFromJson(const std::string &json);

/// The record without what may say who the patient is: what was typed, captions written by hand, and the hashes by
/// which source and mask would be known again. The edit can still be made again by whoever has the film.
Provenance withoutIdentity(Provenance provenance);

/// Of stored pixel values, row by row, as 32-bit little-endian integers.
std::string sha256Of(const StoredImage &image);
/// Of a mask's values in 1/65535, as 16-bit little-endian integers; empty for an empty mask.
std::string sha256Of(const MaskImage &mask);

} // namespace cf
