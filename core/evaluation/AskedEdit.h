#pragma once

#include "core/base/Image.h"
#include "core/editing/EditRequest.h"
#include "core/imaging/Radiograph.h"
#include "core/phantom/values/Abnormality.h"

#include <string>

namespace cf {

/// The grey image as a 12-bit object, as a detector would deliver it. `spacing`: mm a pixel.
Radiograph asRadiograph(const GreyImage &image, double spacing = 0.7);

/// What a user would type: "add small left pleural effusion", "remove the pacemaker".
std::string sentenceOf(const Abnormality &abnormality, bool adds);

/// What that sentence means.
EditInstruction instructionOf(const Abnormality &abnormality, bool adds);

} // namespace cf
