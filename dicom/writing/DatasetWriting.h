#pragma once

#include "core/base/Result.h"
#include "core/base/files/AtomicFile.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

class DcmFileFormat;
class DcmItem;
class DcmTagKey;

namespace cf {

/// Writes a text, replacing what stood there. It must already be in the item's character set.
void putText(DcmItem &item, const DcmTagKey &tag, std::string_view text);
/// Writes an empty value where the attribute is absent (Type 2 of PS3.5 section 7.4.3).
void putEmptyIfAbsent(DcmItem &item, const DcmTagKey &tag);
void putWord(DcmItem &item, const DcmTagKey &tag, int value);
/// A decimal string of at most 16 characters (PS3.5 section 6.2), as exact as that allows.
std::string decimalString(double value);

/// A new last item of a sequence.
Result<DcmItem *> appendItem(DcmItem &item, const DcmTagKey &sequence);
/// Appends a coded concept (PS3.3 section 8.8).
Result<> appendCode(
    DcmItem &item, const DcmTagKey &sequence, const char *value, const char *scheme, const char *meaning);

/// Text cut to `characters` code points, without control characters; without "\" where it would part values.
std::string fitted(std::string_view utf8, std::size_t characters, bool singleValue);
/// JSON with every character beyond ASCII as \uXXXX, and so the same in every character set.
std::string asciiJson(std::string_view json);

/// Saves under a temporary name in the same folder, reads it back, and only then gives it its name.
Result<> saveWhole(DcmFileFormat &format, const std::filesystem::path &output, const WritePolicy &policy);

} // namespace cf
