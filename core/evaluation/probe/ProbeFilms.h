#pragma once

#include "core/base/Result.h"
#include "core/imaging/Radiograph.h"
#include "core/language/Captions.h"

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace cf {

/// A film of which it is known, in part, what it shows.
struct ProbeFilm {
    std::filesystem::path file;
    std::string name; ///< Tells it from the others in records.
    std::string patient;
    std::vector<StatedTarget> shown; ///< With side, zone and severity where they are known.
    std::set<Target> absent; ///< Certainly not there; targets in neither list are unknown.

    bool shows(Target target) const;
};

/// Where films and labels come from.
struct ProbeSource {
    std::filesystem::path films; ///< Pictures or DICOM objects, in the folder itself, in images/ or below.
    /// Tables with one row a film; empty: labels.csv of the folder. A film is found by "file", "image_id", "Path" or
    /// "Image Index". Read are: ChestX-ray14's findings ("finding_labels", "Finding Labels"), columns with the name of
    /// a target (CheXpert's labels, "Pacemaker"), and those of a reader's table of devices ("ecg_leads"). A cell says
    /// 1 or 0, or in words how it is there ("small left"); −1, "?" and nothing mean unknown.
    std::vector<std::filesystem::path> tables;
    std::vector<std::string> trainedOn; ///< Names of folders that trained the model: of those only held-back patients.
    bool allPatients = false;

    std::string folder() const; ///< Name of the folder of films.
};

/// Every film that is there and of which something is known, in an order that has nothing to do with names and is the
/// same for ever. Tables that contradict each other leave the target unknown. Errors: tables that cannot be read or
/// name no film of the folder.
Result<std::vector<ProbeFilm>> listProbeFilms(const ProbeSource &source);

/// At most `count` of them that show as many targets as possible about equally often, one film a patient as long as
/// there are enough.
std::vector<ProbeFilm> chooseProbeFilms(const std::vector<ProbeFilm> &films, std::size_t count);

/// Phantoms of which everything is known, of seeds that training never uses, so many more than are to be chosen that a
/// choice is there. Their `file` is empty.
std::vector<ProbeFilm> listProbePhantoms(std::size_t count);
/// Renders one of them, size × size. Errors: a film that is none.
Result<Radiograph> renderProbePhantom(const ProbeFilm &film, int size);

} // namespace cf
