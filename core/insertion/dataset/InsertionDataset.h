#pragma once

#include "core/base/Result.h"
#include "core/insertion/Insertion.h"
#include "core/insertion/patients/FilmTraits.h"
#include "core/jobs/JobContext.h"
#include "core/phantom/values/Abnormality.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// One radiograph of a data set and what its table says of it.
struct InsertionSource {
    std::filesystem::path file;
    std::string dataSet; ///< "nih", "hannover": the folder's name up to the first underscore.
    std::string patient;
    std::vector<std::string> labels; ///< Findings that the table names; devices are not labelled.
    std::string view; ///< "PA" or "AP"; empty when unknown.
    int age = 0; ///< Years; 0 when unknown.
    FilmTraits traits; ///< All that the table says of it.
    double widthMillimetres = 0.0; ///< Of the whole image; 0 when unknown.
    double heightMillimetres = 0.0;
    std::vector<Target> shows; ///< Devices that a reader's table says, or suspects, are in the film already.
};

/// What a data set does beyond its films' own tables.
struct InsertionChoices {
    /// A table with the columns set (the folder's name), file and one a device ("pacemaker", "ecg_leads" …): 1 there,
    /// 0 not there, ? unsure. A film is out for pairs of a device that it shows or may show: removing "the" catheter
    /// would else be taught with one left. Empty: nothing is known.
    std::filesystem::path devicesByEye;
    /// Share of pairs that hold one or two more devices, the same in both images: what crosses must stay.
    double otherDevices = 0.0;
    bool wideStyles = false; ///< Devices of all makes (DeviceStyle::wide), the other ones too.
};

/// A pair and where it comes from.
struct InsertionSample {
    CounterfactualPair pair;
    InsertionSource source;
    double confidence = 0.0;
};

/// Which patients a data set draws from: never both, see isHeldBackPatient().
enum class PatientShare { Training, HeldBack };

/// Endless exact counterfactual pairs on real radiographs: folders with images/ and a labels.csv, as in
/// nih_cxr14_512 (file, finding_labels, patient_id, age, view, orig_w …) and hannover_ccby3 (image_id, patient_id,
/// projection). Landmarks are found once an image and kept.
class InsertionDataset
{
public:
    /// Errors: a folder without a readable table, no image of a wanted patient, a size outside 64…4096.
    static Result<InsertionDataset> open(const std::vector<std::filesystem::path> &folders, int imageSize,
        PatientShare share, const InsertionChoices &choices = {});

    std::size_t size() const { return m_sources.size(); }
    int imageSize() const { return m_imageSize; }
    const std::vector<InsertionSource> &sources() const { return m_sources; }

    /// The radiograph `index` of sources(), untouched, as pairs show it: square, black borders, whole grey levels.
    Result<GreyImage> film(std::size_t index) const;

    /// The same without borders, in its true proportions.
    Result<GreyImage> picture(std::size_t index) const;

    /// An image as pairs are made of it: square pixels, longer side `imageSize`, without borders.
    struct Prepared {
        GreyImage image;
        std::optional<ThoraxLandmarks> landmarks; ///< Empty when none were found.
    };
    /// The radiograph `index` with its landmarks, which are found once and kept.
    Result<Prepared> prepare(std::size_t index) const;

    /// The pair of a seed: target, side and severity balanced, image by chance among those whose landmarks and labels
    /// allow it, visible enough to teach. Square, aspect true to the patient, black borders, whole grey levels.
    /// The same seed gives the same bytes, in any order of calls and from any thread.
    /// Errors: no fitting image after 40 tries; the caller goes on with the next seed.
    Result<InsertionSample> sample(std::uint64_t seed) const;
    Result<InsertionSample> sample(std::uint64_t seed, const Abnormality &wanted) const;

private:
    struct Cache {
        std::mutex mutex;
        std::map<std::size_t, std::optional<ThoraxLandmarks>> landmarks;
    };

    /// Needs landmarks.
    GreyImage withOtherDevices(const Prepared &prepared, Target target, std::uint64_t seed) const;
    Result<InsertionSample> tryImage(std::size_t index, const Abnormality &wanted, std::uint64_t seed) const;

    int m_imageSize = 512;
    double m_otherDevices = 0.0;
    InsertionView m_view; ///< But for what the film itself says.
    std::vector<InsertionSource> m_sources;
    std::shared_ptr<Cache> m_cache = std::make_shared<Cache>();
};

/// Whether what is known about the image allows an insertion: not a finding that it already has, upright fluid on PA,
/// tubes of intensive care on AP, no adult's pacemaker in a child, no second device of a kind that a table names.
bool suits(const InsertionSource &source, const Abnormality &abnormality);

/// Target, side, zone and severity of a seed, as sample(seed) draws them.
Abnormality sampleInsertion(std::uint64_t seed);

} // namespace cf
