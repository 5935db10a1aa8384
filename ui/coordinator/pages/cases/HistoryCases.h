#pragma once

#include "core/sessions/cases/CaseManifest.h"
#include "ui/images/RadiographPicture.h"

#include <map>
#include <string>
#include <vector>

namespace cf::ui {

class EditDocument;

/// The open image and its results as cases of a study. They are known by names that are no files.
struct HistoryCases {
    std::vector<sessions::ManifestCase> cases;
    std::map<std::string, PicturePointer> pictures; ///< By ManifestCase::File::path.
    int onDiskAlone = 0; ///< Results whose pixels were not in memory, and are left out.
};

/// The image into `realArm`, its results into `editedArm`: those with a star, or where there is none all that were
/// accepted. `refused`: those that a gate refused, too. The bin is left out.
HistoryCases casesOfHistory(
    const EditDocument &document, const std::string &realArm, const std::string &editedArm, bool refused);

} // namespace cf::ui
