#pragma once

#include "dicom/LoadedRadiograph.h"

#include <optional>
#include <string>
#include <string_view>

class DcmDataset;
class DcmItem;
class DcmTagKey;

namespace cf {

class DicomFile;

/// (0008,001C) Synthetic Data; DCMTK 3.6.7 does not know its name or its value representation (CS).
inline constexpr unsigned short syntheticDataGroup = 0x0008;
inline constexpr unsigned short syntheticDataElement = 0x001C;

/// `text` in UTF-8, from the character sets that Specific Character Set states ("\\" between them, PS3.3 C.12.1.1.2);
/// what cannot be converted becomes "?".
std::string toUtf8(std::string_view text, std::string_view characterSets);
/// The item's own Specific Character Set, else empty.
std::string characterSetsOf(DcmItem &item);

/// The whole value as text in UTF-8 ("\" between values), without control characters and padding; at most 1024 bytes.
std::string textOf(DcmItem &item, const DcmTagKey &tag);
/// A code string in capitals, as the standard has them all, and as some makers have not.
std::string codeOf(DcmItem &item, const DcmTagKey &tag);
/// Photometric Interpretation as the standard writes it, where case, blanks and underlines alone are another's.
std::string photometricOf(DcmItem &item);
/// The value at `index` as a number; nothing when it is absent or not finite. Reads decimal commas, and thousands that
/// are parted ("-1.024,0" and "1,024.0").
std::optional<double> numberOf(DcmItem &item, const DcmTagKey &tag, unsigned long index = 0);
/// `text` of a number or several with points in place of decimal commas (or backslashes, where commas part the values);
/// empty where it has no commas, or where they can be read in two ways.
std::string withoutDecimalCommas(std::string text);
/// The value's text has decimal commas, which numberOf() reads as points.
bool hasDecimalComma(DcmItem &item, const DcmTagKey &tag);
/// Unsigned 16-bit value, or nothing.
std::optional<int> wordOf(DcmItem &item, const DcmTagKey &tag);

/// Numbers of frames up to this are believed.
inline constexpr int maxFrames = 100'000;
int framesOf(DcmItem &item);

/// The transfer syntax as the meta header names it, else as DCMTK found it.
std::string transferSyntaxOf(const DicomFile &file);

InstanceAttributes readAttributes(const DicomFile &file);

} // namespace cf
