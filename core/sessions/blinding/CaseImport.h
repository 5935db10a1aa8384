#pragma once

#include "core/editing/CounterfactualEditor.h"
#include "core/sessions/blinding/BlindedCopy.h"
#include "core/sessions/cases/CaseManifest.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cf::sessions {

/// What a file gives to the import.
struct ReadImage {
    Radiograph radiograph;
    std::string patient; ///< As in the file; only its hash enters the study.
    std::optional<PixelBox> plate; ///< Where the SYNTHETIC plate stands, or would stand.
};
using ImageReader = std::function<Result<ReadImage>(const std::filesystem::path &)>;

struct ImportedCases {
    std::vector<Case> cases;
    std::vector<StudyImage> images;
    int nullEdited = 0;
    /// A file of the list and the case that has it.
    struct There {
        std::string file; ///< Its name, without its folder.
        std::string caseId;
    };
    /// Cases that were left out: their images are in the study, or earlier in the list, in the same arms.
    std::vector<There> alreadyThere;
    std::vector<There> inOtherArms; ///< Files that were added, and whose pixels another case has in another arm.
    std::map<std::string, std::string> sources; ///< Case → hash of its arms and the pixels of its files.
    std::map<std::string, std::vector<std::string>> films; ///< Case → hashes of its files' pixels.
    std::vector<double> editShares; ///< Of the image's area that each edit with a source changed.
};

/// Makes blinded cases of files: real images of null-edited arms go through the editor, every image becomes the
/// session's own copy, ids are numbers drawn at random (never in a row, so that what was added first cannot be told),
/// patients become pseudonyms, and whether an image is synthetic becomes the truth "synthetic" ("yes", "no"; of several
/// images the index of the synthetic one as "synthetic-image"). A case whose files have the pixels of another one in
/// the same arms is left out. Null edits take the sizes of regions of the edits in the list and of those before.
/// `taken`: ids that the study has. `editor` may be null where no arm is null-edited, or with `alreadyNullEdited`.
/// Errors: those of reading and editing; InvalidInput.
struct ImportSettings {
    BlindingSettings blinding;
    bool alreadyNullEdited = false;
    std::set<std::string> taken;
    std::map<std::string, std::string> known; ///< Hashes of sources that the study has → case; see ImportedCases.
    std::map<std::string, std::string> films; ///< Hashes of files' pixels → a case that has them.
    std::vector<double> editShares; ///< Of edits that came in before.
    std::uint64_t seed = 1;
};
Result<ImportedCases> importCases(const Protocol &protocol, const std::vector<ManifestCase> &manifest,
    const ImportSettings &settings, const ImageReader &read, CounterfactualEditor *editor, const JobContext &job);

} // namespace cf::sessions
