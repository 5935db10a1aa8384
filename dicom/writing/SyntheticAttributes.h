#pragma once

#include "core/base/Result.h"
#include "dicom/SyntheticMark.h"
#include "dicom/SyntheticRecord.h"

#include <optional>
#include <string>

class DcmDataset;

namespace cf {

/// Creator of our private block (PS3.5 section 7.8.1) and its elements, as (group, 10xx).
inline constexpr unsigned short privateGroup = 0x0099;
inline constexpr const char *privateCreator = "CONTRAFACT 1.0";
inline constexpr unsigned short provenanceElement = 0x1001; ///< UT, JSON in ASCII
inline constexpr unsigned short markElement = 0x1002; ///< LO, "x\y\width\height" of the plate
inline constexpr unsigned short noMarkReasonElement = 0x1003; ///< LO

/// The object that a synthetic one was made from; empty for none.
struct SourceReference {
    std::string sopClassUid;
    std::string sopInstanceUid;
    int frame = 0;
    int frames = 1;
};

/// Lets the data set take texts of `record` in UTF-8: by stating or converting the character set where that is needed.
void prepareCharacterSet(DcmDataset &dataset, const SyntheticRecord &record);

/// Writes all that marks an object as synthetic, says how it was made and from what.
Result<> putSyntheticAttributes(DcmDataset &dataset, const SyntheticRecord &record, const SourceReference &source,
    const std::optional<MarkRegion> &mark);

} // namespace cf
