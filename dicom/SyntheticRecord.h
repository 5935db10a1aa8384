#pragma once

#include <string>

namespace cf {

/// What a synthetic object says about its making. Texts are UTF-8.
struct SyntheticRecord {
    std::string program = "Contrafact";
    std::string programVersion;
    std::string modelName; ///< Empty where no model took part (phantoms, insertions).
    std::string modelSha256;
    std::string method; ///< e.g. "instruct"
    std::string edit; ///< The edit in plain words, for the Derivation Description; may hold what the user typed.
    std::string provenanceJson; ///< All that is needed to make it again; stored whole in a private attribute.
    std::string seriesDescription; ///< Stands behind "SYNTHETIC " in Series Description.
    bool mark = true; ///< Burn in the visible SYNTHETIC plate.
    std::string reasonForNoMark; ///< Needed when `mark` is false; kept in the object. The header's flags stay.
    std::string identifierSeed; ///< Not empty: UIDs are derived from it, so that the same edit gives the same bytes.
    /// The object holds nothing of the source that may say who the patient is (PS3.15 annex E), does not name its
    /// source, and no date. Texts of this record stand in it as they are: leave out what somebody typed.
    bool deidentified = false;
    std::string contentDateTime; ///< YYYYMMDDHHMMSS; empty: now.
};

/// Who a phantom is, or whose an imported picture is said to be.
struct PatientDescription {
    std::string name; ///< DICOM form, e.g. "PHANTOM^0001"
    std::string id;
    std::string birthDate; ///< YYYYMMDD or empty
    std::string sex; ///< "M", "F", "O" or empty
    std::string age; ///< e.g. "063Y", or empty
    std::string studyDescription;
    std::string studyInstanceUid; ///< Empty: a new one.
    std::string seriesInstanceUid; ///< Empty: a new one.
    int instanceNumber = 1;
};

} // namespace cf
