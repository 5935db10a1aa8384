#pragma once

#include "core/base/Result.h"

#include <string>

class DcmDataset;

namespace cf {

/// Takes out of a copy of a source's data set what says or may say who the patient is, by the Basic Application Level
/// Confidentiality Profile (PS3.15 annex E) and stricter: what is not on a short list of technical attributes goes,
/// free text, dates, people, places, devices' names and private attributes included; UIDs are replaced, equal ones by
/// equal ones while the program runs. Patient's Name and ID become stand-ins. Pixels are not looked at.
/// `seed`: not empty where the same object must come of the same source every time.
Result<> takeIdentityOut(DcmDataset &dataset, const std::string &seed);

/// Says that it was done and how (PS3.3 C.12.1.1.1.3, PS3.15 E.1), and takes out what the making of the object put in
/// again: its date and time. Call it last. `program`: with its version.
Result<> markDeidentified(DcmDataset &dataset, const std::string &program);

} // namespace cf
