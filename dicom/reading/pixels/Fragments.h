#pragma once

#include "core/base/Result.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcxfer.h>

#include <vector>

class DcmPixelData;

namespace cf {

/// Whether the pixels lie in fragments, whatever the transfer syntax `syntax` of the object says of that.
bool hasFragments(DcmPixelData &pixelData, E_TransferSyntax syntax);

/// The bytes of one frame, put together from its fragments (PS3.5 A.4). Where there are more or fewer fragments than
/// `frames`, the offset table tells where each frame begins, and where that is empty or wrong, as it often is, the
/// marks at the beginning of compressed images do. Errors: InvalidInput when the frame is not there.
Result<std::vector<unsigned char>> fragmentsOf(DcmPixelData &pixelData, E_TransferSyntax syntax, int frame, int frames);

} // namespace cf
