#pragma once

#include "core/base/Result.h"
#include "core/sessions/cases/Case.h"
#include "core/sessions/protocol/Protocol.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cf::sessions {

/// A case as the coordinator names it: by files, before anything of it is blinded.
struct ManifestCase {
    struct File {
        std::filesystem::path path;
        std::string arm;
        std::filesystem::path source; ///< Of an edit: the image before it, from which the size of its region is known.
        std::filesystem::path difference; ///< A difference map for stages that show one.
    };
    std::vector<File> files;
    std::string patient; ///< Empty: taken from the file.
    std::string pair;
    bool isTraining = false;
    std::string feedback;
    std::map<std::string, std::string> truth;
    std::vector<TrueLesion> lesions;
};

/// A table with a header line: file, arm, and if wanted case (rows of one name are one case of several images),
/// patient, pair, source, difference, training (yes/no), feedback, and truth:KEY columns. Relative
/// files are looked for beside the table. Errors: InvalidInput, naming the line; see rowsOfTable().
Result<std::vector<ManifestCase>> manifestFromCsv(const std::string &text, const std::filesystem::path &folder);

/// { "cases": [ { "images": [ { "file": …, "arm": … } ], "patient": …, "truth": { … }, "lesions": [ … ] } ] }
Result<std::vector<ManifestCase>> manifestFromJson(const std::string &text, const std::filesystem::path &folder);

/// Either, by how the text begins. Errors: Io as well.
Result<std::vector<ManifestCase>> readManifest(const std::filesystem::path &file);

/// Every file of a folder as a case of one image of `arm`, in the order of their names; tables, texts and checksums
/// that lie beside images are passed over. Errors: Io where the folder cannot be read, InvalidInput for a link that
/// leads nowhere: a case that is left out in silence would change the study.
Result<std::vector<ManifestCase>> manifestOfFolder(const std::filesystem::path &folder, const std::string &arm);

} // namespace cf::sessions
