#pragma once

#include "core/base/Result.h"
#include "core/base/files/AtomicFile.h"
#include "core/imaging/Radiograph.h"
#include "dicom/SyntheticMark.h"
#include "dicom/SyntheticRecord.h"

#include <filesystem>
#include <optional>
#include <string>

namespace cf {

/// What was written and where the mark lies.
struct WrittenObject {
    std::filesystem::path path;
    std::string sopClassUid;
    std::string sopInstanceUid;
    std::string seriesInstanceUid;
    std::string studyInstanceUid;
    std::optional<MarkRegion> mark; ///< Stored values in it are the plate's, not the counterfactual's.
};

/// Saves an edited radiograph as a new object of its source's study and patient: new UIDs, Synthetic
/// Data = YES, DERIVED\SECONDARY, derivation, source reference, equipment, private provenance, visible mark; bits,
/// photometric interpretation, spacing and window of the source. `source` is the DICOM file, or the PNG, JPEG or TIFF,
/// that was edited; `frame` (from 0) is the one edited of a multi-frame source. A de-identified object (`record`)
/// stands alone: a study of its own, without patient and source. The file appears whole or not at all. Refused: writing
/// over the source, and over what `policy` does not let go.
Result<WrittenObject> writeSynthetic(const Radiograph &counterfactual, const SyntheticRecord &record,
    const std::filesystem::path &source, const std::filesystem::path &output, int frame = 0,
    const WritePolicy &policy = refuseExisting());

/// Saves a radiograph without a source, such as a phantom, as a Digital X-Ray image whose pixels are all synthetic.
Result<WrittenObject> writeRadiograph(const Radiograph &radiograph, const PatientDescription &patient,
    const SyntheticRecord &record, const std::filesystem::path &output, const WritePolicy &policy = refuseExisting());

/// Whether a file is a synthetic object that this program wrote. A policy: `overwriteIf(isOurObject)`.
bool isOurObject(const std::filesystem::path &path);

/// The provenance that writeSynthetic() or writeRadiograph() stored in a file; empty when it has none.
Result<std::string> readProvenance(const std::filesystem::path &path);

} // namespace cf
