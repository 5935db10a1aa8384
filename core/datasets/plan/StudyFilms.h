#pragma once

#include "core/base/Result.h"
#include "core/datasets/plan/FilmList.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// The films of a study's manifest: the list of cases by which a reader study takes its images (CSV with columns file,
/// arm and if wanted case, patient, pair, truth:KEY; or JSON with "cases"). They are named as seen from `folder`; with
/// `arm`, those of that arm alone. Their columns are the manifest's: arm, case, pair, truth:KEY. A film that is listed
/// and not there is listed here, too. Errors: a file that is no such manifest or has no film of that arm, a film
/// outside of `folder`.
Result<std::vector<FilmEntry>> listStudyFilms(
    const std::filesystem::path &manifest, const std::filesystem::path &folder, const std::string &arm);

} // namespace cf
