#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// A file that an edit left, below the batch's folder.
struct BatchFile {
    std::string kind; ///< "dicom", "picture", "region", "picture_16_bit", "segmentation"
    std::string path; ///< With '/'.
    std::string sha256;
};

/// What became of one item: a row of the manifest. Holds no time and no path of the machine.
struct BatchRow {
    std::int64_t index = 0;
    std::string film;
    /// Where its file lies as seen from the plan's folder of films, as printedName() writes it; empty: under its name.
    std::string filmPath;
    std::string filmSha256; ///< Of the file; empty where it could not be read.
    std::string patientKey;
    bool patientKnown = false; ///< Else the film counts as a patient of its own.
    std::string split;
    std::string prompt;
    std::string edits; ///< As understood: "remove Pacemaker"; several joined by "; ".
    std::string method;
    std::string model;
    std::string modelSha256;
    std::uint64_t seed = 0;
    std::string arm; ///< Of a plan with arms; else empty.
    std::string maskSha256; ///< Of the file of the mask that was given; empty: the region was found.
    std::string status; ///< "accepted", "refused", "not_understood", "unreadable", "failed"
    std::string reason; ///< One sentence where it was not accepted.
    /// What the model's segmenter sees of the asked things, by labels that are trusted: "Pacemaker=0.9312", several
    /// joined by "; ". Empty where it has none for them.
    std::string seenBefore;
    std::string seenAfter;
    std::string seenOther; ///< What moved most of all that was neither asked nor may move with it.
    std::optional<double> seenOtherChange; ///< Of its probability, after − before.
    std::string gates; ///< Those that were judged: "name=value" joined by "; ", those that failed marked with "!".
    std::string regionBox; ///< "x,y,width,height" in pixels of the film.
    double regionArea = 0.0; ///< Pixels of the film that the region touches.
    std::int64_t changedValues = 0;
    std::string perceptualHash; ///< 128 hexadecimal digits; of the film.
    std::string embedding; ///< Of the film, see embeddingText(); empty where it has no edges.
    std::vector<BatchFile> files;
    std::string provenance; ///< JSON of the edit's record.
};

/// A reason without its numbers, by which those of one kind are counted: "asks for a confidence of …; it is …".
std::string withoutNumbers(const std::string &reason);

/// The file of a row's film; `films`: the plan's folder of films, wherever it lies now.
std::filesystem::path filmFileOf(const BatchRow &row, const std::filesystem::path &films);

std::string toJson(const BatchRow &row);
Result<BatchRow> batchRowFromJson(const std::string &text);

} // namespace cf
